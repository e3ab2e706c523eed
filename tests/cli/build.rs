use crate::process::{Folder, SMALL, broken, finish, smaller, two_environments};

#[test]
fn a_build_says_in_one_line_what_it_did() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let first = folder.run(&["build", "small.yaml", "--out", "out"]);
    assert_eq!((first.code, first.out.as_str()), (0, ""), "{}", first.err);
    let (written, rest) = first.err.trim_end().split_once(" files, ").expect("one line");
    assert!(written.starts_with("wrote "), "{}", first.err);
    assert_eq!(rest, "0 unchanged, removed 0 in out/");

    let count = written.trim_start_matches("wrote ");
    let again = folder.run(&["build", "small.yaml", "--out", "out/"]);
    assert_eq!(again.err, format!("wrote 0 files, {count} unchanged, removed 0 in out/\n"));

    folder.write("small.yaml", SMALL.replace("spare: {}", "spare: {podSecurity: baseline}"));
    let changed = folder.run(&["build", "small.yaml", "--out", "out"]);
    assert_eq!(changed.code, 0, "{}", changed.err);
    assert!(!changed.err.starts_with("wrote 0"), "{}", changed.err);
}

#[test]
fn an_error_writes_nothing() {
    let folder = Folder::new().with("broken.yaml", broken());
    let done = folder.run(&["build", "broken.yaml", "--out", "out"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.contains("error[unknown-key]"), "{}", done.err);
    assert!(done.err.ends_with("nothing was written\n"), "{}", done.err);
    assert!(!folder.has("out"));
}

#[test]
fn check_lists_what_differs_and_writes_nothing() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let arguments = ["build", "small.yaml", "--out", "out", "--check"];
    let before = folder.run(&arguments);
    assert_eq!(before.code, 1);
    assert!(before.out.lines().all(|line| line.ends_with(" is not there yet")), "{}", before.out);
    assert!(!folder.has("out"), "{}", before.err);

    assert_eq!(folder.run(&arguments[..4]).code, 0);
    let same = folder.run(&arguments);
    assert_eq!((same.code, same.out.as_str()), (0, ""), "{}", same.err);

    let plan = folder.read("out/manifests/default/local/kustomization.yaml");
    folder.write("out/manifests/default/local/kustomization.yaml", format!("{plan}# mine\n"));
    folder.write("small.yaml", smaller(SMALL));
    let after = folder.run(&arguments);
    assert_eq!(after.code, 1);
    assert!(
        after.out.contains("kustomization.yaml` was changed since the last build wrote it\n"),
        "{}",
        after.out
    );
    assert!(after.out.contains("spare.yaml` is no longer produced\n"), "{}", after.out);
    assert_eq!(folder.read("out/manifests/default/local/kustomization.yaml"), format!("{plan}# mine\n"));
}

#[test]
fn a_file_somebody_edited_stops_the_build_unless_told_otherwise() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let arguments = ["build", "small.yaml", "--out", "out", "--overwrite"];
    assert_eq!(folder.run(&arguments[..4]).code, 0);
    let plan = folder.read("out/manifests/default/local/kustomization.yaml");
    folder.write("out/manifests/default/local/kustomization.yaml", "mine\n");
    let refused = folder.run(&arguments[..4]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("kustomization.yaml") && refused.err.contains("--overwrite"),
        "{}",
        refused.err
    );
    assert_eq!(folder.read("out/manifests/default/local/kustomization.yaml"), "mine\n");
    assert_eq!(folder.run(&arguments).code, 0);
    assert_eq!(folder.read("out/manifests/default/local/kustomization.yaml"), plan);
}

#[test]
fn what_left_the_platform_comes_with_its_delete_lines() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let arguments = ["build", "small.yaml", "--out", "out"];
    assert_eq!(folder.run(&arguments).code, 0);
    folder.write("small.yaml", smaller(SMALL));
    let done = folder.run(&arguments);
    assert_eq!(done.code, 0, "{}", done.err);
    let deletes: Vec<&str> = done.err.lines().filter(|l| l.contains("kubectl")).map(str::trim).collect();
    assert_eq!(deletes, ["kubectl delete Namespace spare"], "{}", done.err);
    assert!(done.err.contains("no longer in manifests/default/local/"), "{}", done.err);
    assert!(done.err.ends_with("removed 1 in out/\n"), "{}", done.err);
}

#[test]
fn one_environment_leaves_the_others_alone() {
    let folder = Folder::new().with("two.yaml", two_environments());
    let done = folder.run(&["build", "two.yaml", "--out", "out", "--env", "dev"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(folder.has("out/manifests/dev") && !folder.has("out/manifests/prod"));
    assert_eq!(folder.run(&["build", "two.yaml", "--out", "out"]).code, 0);
    folder.write("two.yaml", smaller(&two_environments()));
    let done = folder.run(&["build", "two.yaml", "--out", "out", "--env", "dev"]);
    assert!(done.err.contains("no longer in manifests/dev/local/"), "{}", done.err);
    assert!(!done.err.contains("manifests/prod"), "{}", done.err);
}

/// The name and the place of the blueprint, and whatever surrounds the process, are nowhere in the output.
#[test]
fn the_same_bytes_from_everywhere() {
    let folder = Folder::new().with("small.yaml", SMALL).with("home/file", "");
    let absolute = folder.path().join("small.yaml");
    let absolute = absolute.to_str().expect("UTF-8");
    let build = |arguments: &[&str], variables: &[(&str, &str)], below: &str| {
        let mut command = folder.command(arguments);
        command.envs(variables.iter().copied()).current_dir(folder.path().join(below));
        let done = finish(command, "");
        assert_eq!(done.code, 0, "{}", done.err);
    };
    build(&["build", "small.yaml", "--out", "a"], &[("TZ", "UTC"), ("LANG", "C")], "");
    build(
        &["build", absolute, "--out", "../b"],
        &[("TZ", "Asia/Tokyo"), ("LANG", "tr_TR.UTF-8"), ("HOME", "/nonexistent")],
        "home",
    );
    assert_eq!(folder.read("a/.streamwright.lock"), folder.read("b/.streamwright.lock"));
}

#[cfg(unix)]
#[test]
fn the_same_bytes_whatever_the_umask() {
    let folder = Folder::new();
    for (umask, out) in [("000", "a"), ("077", "b")] {
        let mut command = std::process::Command::new("sh");
        command.current_dir(folder.path()).args(["-c", &format!("umask {umask} && exec \"$@\""), "sh"]);
        command.arg(env!("CARGO_BIN_EXE_streamwright"));
        command.args(["build", "--example", "strimzi-connect-stack", "--out", out]);
        let done = finish(command, "");
        assert_eq!(done.code, 0, "{}", done.err);
    }
    let (open, closed) = (folder.read("a/.streamwright.lock"), folder.read("b/.streamwright.lock"));
    assert!(open.lines().count() > 3);
    assert_eq!(open, closed);
}

#[test]
fn a_chart_that_changes_under_the_version_it_had_is_told() {
    let with_charts = format!("{SMALL}outputs:\n  helm: {{version: 1.2.0}}\n");
    let changed = with_charts.replace("partitions: 1}\n      pay", "partitions: 3}\n      pay");
    assert_ne!(with_charts, changed);
    let folder = Folder::new().with("small.yaml", &with_charts);
    let build = ["build", "small.yaml", "--out", "out", "--check"];
    let first = folder.run(&build[..4]);
    assert!(first.code == 0 && !first.err.contains("version"), "{}", first.err);
    assert_eq!(folder.run(&build).code, 0);

    folder.write("small.yaml", &changed);
    let kept = folder.run(&build);
    assert_eq!(kept.code, 1);
    assert!(kept.err.contains("keeps its version 1.2.0"), "{}", kept.err);
    assert!(kept.err.contains("raise `outputs.helm.version`"), "{}", kept.err);

    folder.write("small.yaml", changed.replace("1.2.0", "1.2.1"));
    let raised = folder.run(&build);
    assert!(raised.code == 1 && !raised.err.contains("keeps its"), "{}", raised.err);
}
