use crate::process::{Folder, SMALL, two_environments};

#[test]
fn the_only_environment_and_cluster_are_streamed() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let done = folder.run(&["build", "small.yaml", "-o", "-"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.starts_with("---\n"), "{}", done.out);
    assert_eq!(done.out.matches("kind: Namespace\n").count(), 2, "{}", done.out);
    assert!(!done.out.contains("Kustomization"), "kubectl would send it to the cluster");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is written");
}

#[test]
fn several_environments_are_a_choice() {
    let folder = Folder::new().with("two.yaml", two_environments());
    let done = folder.run(&["build", "two.yaml", "-o", "-"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("--env dev --cluster local"), "{}", done.err);
    assert!(done.err.contains("--env prod --cluster local"), "{}", done.err);

    let chosen = folder.run(&["build", "two.yaml", "-o", "-", "--env", "prod"]);
    assert_eq!(chosen.code, 0, "{}", chosen.err);
    assert!(chosen.out.contains("kind: Namespace\n"), "{}", chosen.out);

    for arguments in [
        &["--env", "dev", "--env", "prod"][..],
        &["--env", "nowhere"],
        &["--env", "dev", "--cluster", "nowhere"],
    ] {
        let done = folder.run(&[&["build", "two.yaml", "-o", "-"], arguments].concat());
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
fn a_build_that_fails_streams_nothing() {
    let folder = Folder::new();
    let done = folder.run_with(&["build", "-", "-o", "-"], &crate::process::broken());
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.contains("error[unknown-key]"), "{}", done.err);
}
