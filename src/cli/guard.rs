use super::Exit;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work`; a panic in it is our bug, said as such.
pub fn guard(work: impl FnOnce() -> Exit) -> Exit {
    std::panic::set_hook(Box::new(|panic| {
        let what = panic.payload_as_str().unwrap_or("no words");
        let place = panic.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        report(&format!("it panicked{place}: {what}"));
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Exit::Bug)
}

/// Says that something is our mistake, and what we would need to know.
pub(super) fn report(what: &str) -> Exit {
    use std::io::Write;
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    // Not `eprintln!`, which panics itself when stderr is gone.
    let _ = writeln!(
        std::io::stderr(),
        "bug: this is a mistake in streamwright, not in your input\n  {what}\n  \
         streamwright {}, {}-{}, arguments {arguments:?}\n  \
         help: report these lines, with the blueprint if you may share it",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    );
    Exit::Bug
}
