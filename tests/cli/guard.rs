use crate::process::finish;
use std::process::Command;
use streamwright::cli::{Exit, guard};

const CHILD: &str = "STREAMWRIGHT_TEST_PANICS";

/// The program itself has no way to panic on demand, so this test runs itself once more and panics there.
#[test]
fn a_panic_is_our_bug_and_says_so() {
    if std::env::var_os(CHILD).is_some() {
        let exit = guard(|| panic!("the answer was {}", 41));
        std::process::exit(i32::from(exit.code()));
    }
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "guard::a_panic_is_our_bug_and_says_so", "--nocapture"]).env(CHILD, "1");
    let done = finish(command, "");
    assert_eq!(done.code, i32::from(Exit::Bug.code()), "{}", done.err);
    assert!(done.err.contains("bug: this is a mistake in streamwright, not in your input"), "{}", done.err);
    assert!(done.err.contains("guard.rs:") && done.err.contains("the answer was 41"), "{}", done.err);
    assert!(done.err.contains(env!("CARGO_PKG_VERSION")), "{}", done.err);
}
