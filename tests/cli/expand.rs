use crate::process::{Folder, SMALL, two_environments};

#[test]
fn what_is_printed_is_a_blueprint_that_builds_to_the_same_bytes() {
    let folder = Folder::new().with("two.yaml", two_environments());
    assert_eq!(folder.run(&["build", "two.yaml", "--out", "out"]).code, 0);
    let locked = |folder: &Folder, out: &str, environment: &str| -> Vec<String> {
        let prefix = format!("  manifests/{environment}/");
        let lock = folder.read(&format!("{out}/.streamwright.lock"));
        lock.lines().filter(|line| line.contains(&prefix)).map(str::to_owned).collect()
    };
    for environment in ["dev", "prod"] {
        let expanded = folder.run(&["expand", "two.yaml", "--env", environment]);
        assert_eq!((expanded.code, expanded.err.as_str()), (0, ""));
        folder.write("expanded.yaml", &expanded.out);
        let done = folder.run(&["build", "expanded.yaml", "--out", environment]);
        assert_eq!(done.code, 0, "{}\n{}", done.err, expanded.out);
        let files = locked(&folder, "out", environment);
        assert!(!files.is_empty());
        assert_eq!(locked(&folder, environment, environment), files, "{}", expanded.out);
    }
}

#[test]
fn without_a_name_it_is_the_default_environment() {
    let folder = Folder::new().with("two.yaml", two_environments());
    let done = folder.run(&["expand", "two.yaml"]);
    assert_eq!(done.out, folder.run(&["expand", "two.yaml", "--env", "dev"]).out);
    assert_ne!(done.out, folder.run(&["expand", "two.yaml", "--env", "prod"]).out);
}

#[test]
fn why_says_where_each_value_comes_from() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let done = folder.run(&["expand", "small.yaml", "--why", "kafka/streaming/nodePools/dual"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("small.yaml:17"), "the line that wrote it: {}", done.out);
    assert!(done.out.contains("default"), "{}", done.out);
    assert!(!done.out.contains("listeners"), "{}", done.out);

    let done = folder.run(&["expand", "small.yaml", "--why", "kafka/streaming/nodePool"]);
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err,
        "error: there is no key below `kafka/streaming` called `nodePool`\n  help: did you mean `nodePools`?\n"
    );
}
