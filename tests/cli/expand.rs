use crate::process::{Folder, SMALL, two_environments};

/// What a build wrote for one environment: digests and paths.
fn locked(folder: &Folder, out: &str, environment: &str) -> Vec<String> {
    let prefix = format!("  manifests/{environment}/");
    let lock = folder.read(&format!("{out}/.streamwright.lock"));
    lock.lines().filter(|line| line.contains(&prefix)).map(str::to_owned).collect()
}

#[test]
fn what_is_printed_is_a_blueprint_that_builds_to_the_same_bytes() {
    let folder = Folder::new();
    let mut files = 0;
    for line in folder.run(&["examples"]).out.lines() {
        let story = line.split_whitespace().next().expect("a name");
        assert_eq!(folder.run(&["build", "--example", story, "--out", story]).code, 0, "{story}");
        let Ok(environments) = std::fs::read_dir(folder.path().join(story).join("manifests")) else {
            continue;
        };
        for environment in environments.flatten() {
            let environment = environment.file_name().into_string().expect("UTF-8");
            let expanded = folder.run(&["expand", "--example", story, "--env", &environment]);
            assert_eq!((expanded.code, expanded.err.as_str()), (0, ""), "{story} {environment}");
            folder.write("expanded.yaml", &expanded.out);
            let again = format!("{story}-{environment}");
            let done = folder.run(&["build", "expanded.yaml", "--out", &again]);
            assert_eq!(done.code, 0, "{story} {environment}: {}\n{}", done.err, expanded.out);
            let expected = locked(&folder, story, &environment);
            assert_eq!(locked(&folder, &again, &environment), expected, "{story}\n{}", expanded.out);
            files += expected.len();
        }
    }
    assert!(files > 60, "only {files} files were compared");
}

#[test]
fn without_a_name_it_is_the_default_environment() {
    let reversed = two_environments().replace("defaultEnvironment: dev", "defaultEnvironment: prod");
    let folder = Folder::new().with("dev.yaml", two_environments()).with("prod.yaml", reversed);
    for default in ["dev", "prod"] {
        let file = format!("{default}.yaml");
        let done = folder.run(&["expand", &file]);
        assert_eq!(done.out, folder.run(&["expand", &file, "--env", default]).out);
        let first = done.out.lines().next().unwrap_or_default();
        assert!(first.contains(&format!("The environment {default}")), "{first}");
    }
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
