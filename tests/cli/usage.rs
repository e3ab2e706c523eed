use crate::process::{Folder, SMALL, broken};

/// Every way to end, and what is said then.
#[test]
fn exit_codes() {
    let folder = Folder::new().with("small.yaml", SMALL).with("broken.yaml", broken());
    let table: &[(i32, &[&str])] = &[
        (0, &["--help"]),
        (0, &["--version"]),
        (0, &["check", "small.yaml"]),
        (0, &["explain"]),
        (0, &["explain", "unknown-key"]),
        (0, &["examples"]),
        (0, &["schema"]),
        (0, &["build", "small.yaml", "--out", "out"]),
        (0, &["build", "small.yaml", "--out", "out", "--check"]),
        (0, &["expand", "small.yaml"]),
        (1, &["expand", "broken.yaml"]),
        (2, &["expand", "small.yaml", "--env", "nowhere"]),
        (2, &["expand", "small.yaml", "--why", "kafka/nowhere"]),
        (0, &["graph", "small.yaml"]),
        (1, &["graph", "broken.yaml"]),
        (2, &["graph", "small.yaml", "--env", "nowhere"]),
        (1, &["build", "small.yaml", "--out", "elsewhere", "--check"]),
        (1, &["check", "broken.yaml"]),
        (1, &["check", "broken.yaml", "--format", "line"]),
        (1, &["check", "broken.yaml", "--format", "json"]),
        (1, &["build", "broken.yaml", "--out", "other"]),
        (1, &["build", "broken.yaml", "-o", "-"]),
        (2, &[]),
        (2, &["biuld"]),
        (2, &["check", "--foramt", "line"]),
        (2, &["check", "--format", "xml"]),
        (2, &["check", "absent.yaml"]),
        (2, &["check", "."]),
        (2, &["build", "small.yaml"]),
        (2, &["build", "small.yaml", "--out", "small.yaml"]),
        (2, &["build", "small.yaml", "--out", "out", "--env", "nowhere"]),
        (2, &["build", "small.yaml", "--out", "out", "--cluster", "nowhere"]),
        (2, &["build", "--example", "nothing-of-that-name", "--out", "out"]),
        (2, &["explain", "no-such-code"]),
        (2, &["init", "no-such-story"]),
        (2, &["completions"]),
    ];
    for (code, arguments) in table {
        let done = folder.run(arguments);
        assert_eq!(done.code, *code, "{arguments:?}\n{}{}", done.out, done.err);
        if *code > 1 {
            assert_eq!(done.out, "", "{arguments:?}: stdout is for what was asked for");
            assert!(!done.err.is_empty(), "{arguments:?} failed in silence");
        }
    }
    for folder_that_failed in ["elsewhere", "other"] {
        assert!(!folder.has(folder_that_failed), "{folder_that_failed} was made");
    }
}

#[test]
fn misuse_is_a_sentence_with_its_fix() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let mut said = String::new();
    for arguments in [
        &["biuld"][..],
        &["check", "--foramt", "line"],
        &["check", "--format", "xml"],
        &["completions"],
        &["check", "absent.yaml"],
        &["check", "."],
        &["build", "small.yaml"],
        &["build", "small.yaml", "-o", "-", "--out", "x"],
        &["build", "small.yaml", "--out", "out", "--env", "dveelopment"],
        &["build", "small.yaml", "--out", "out", "--cluster", "lcoal"],
        &["build", "--example", "streaming-platfrom", "--out", "out"],
        &["explain", "unknwon-key"],
    ] {
        said += &format!("$ streamwright {}\n{}\n", arguments.join(" "), folder.run(arguments).err);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn colour_follows_the_flag_and_the_environment() {
    let folder = Folder::new().with("broken.yaml", broken());
    let colored = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = folder.command(arguments);
        command.envs(variable);
        crate::process::finish(command, "").out.contains('\u{1b}')
    };
    assert!(!colored(&["check", "broken.yaml"], None), "a pipe is not coloured");
    assert!(colored(&["check", "broken.yaml", "--color", "always"], None));
    assert!(
        colored(&["--color", "always", "check", "broken.yaml"], Some(("NO_COLOR", "1"))),
        "the flag wins"
    );
    assert!(!colored(&["check", "broken.yaml", "--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!colored(&["check", "broken.yaml", "--format", "line", "--color", "always"], None));
    assert!(!colored(&["check", "broken.yaml", "--format", "json", "--color", "always"], None));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::new().with("broken.yaml", broken());
    for arguments in
        [&["--help"][..], &["examples"], &["schema"], &["explain"], &["man"], &["completions", "zsh"]]
    {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = folder.command(arguments).stdout(writer).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output =
        folder.command(&["build", "broken.yaml", "--out", "x"]).stderr(writer).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1), "nobody hears the report, and it is still one");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_stdout_is_said() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let output = Folder::new().command(&["schema"]).stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write to stdout"));
}
