use crate::process::Folder;

#[test]
fn a_starter_checks_clean_and_finds_its_schema_offline() {
    let folder = Folder::new();
    let done = folder.run(&["init"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    let text = folder.read("platform.yaml");
    let schema = text.lines().next().and_then(|l| l.strip_prefix("# yaml-language-server: $schema="));
    let schema = folder.read(schema.expect("the first line names the schema"));
    assert_eq!(schema, folder.run(&["schema"]).out);
    assert_eq!(text.matches("$schema=").count(), 1);
    let done = folder.run(&["check"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
}

#[test]
fn every_story_can_be_started_from() {
    for line in Folder::new().run(&["examples"]).out.lines() {
        let name = line.split_whitespace().next().expect("a name");
        let folder = Folder::new();
        let done = folder.run(&["init", name, "--output", "deep/er/mine.yaml"]);
        assert_eq!(done.code, 0, "{name}: {}", done.err);
        assert!(folder.has("deep/er/.streamwright/blueprint.schema.json"));
        let done = folder.run(&["check", "deep/er/mine.yaml"]);
        assert_eq!(done.code, 0, "{name}: {}{}", done.out, done.err);
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let folder = Folder::new().with("platform.yaml", "mine\n");
    let done = folder.run(&["init"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("`platform.yaml` exists already"), "{}", done.err);
    assert_eq!(folder.read("platform.yaml"), "mine\n");
    assert!(!folder.has(".streamwright"), "all or nothing");

    let folder = Folder::new().with(".streamwright/blueprint.schema.json", "{}\n");
    let done = folder.run(&["init"]);
    assert_eq!(done.code, 2, "{}", done.err);
    assert!(done.err.contains("blueprint.schema.json` exists already"), "{}", done.err);
    assert!(!folder.has("platform.yaml"));
    assert_eq!(folder.read(".streamwright/blueprint.schema.json"), "{}\n");
}

#[test]
fn a_second_story_shares_the_schema_of_the_first() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init"]).code, 0);
    let done = folder.run(&["init", "--output", "second.yaml"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(folder.read("second.yaml"), folder.read("platform.yaml"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_through() {
    let folder = Folder::new();
    std::os::unix::fs::symlink("elsewhere.yaml", folder.path().join("platform.yaml")).expect("a link");
    let done = folder.run(&["init"]);
    assert_eq!(done.code, 2, "{}", done.err);
    assert!(!folder.has("elsewhere.yaml"));
}
