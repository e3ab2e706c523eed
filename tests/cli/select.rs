use crate::process::{Folder, SMALL, broken};

#[test]
fn the_only_blueprint_here_is_found() {
    let folder = Folder::new()
        .with("small.yaml", SMALL)
        .with("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\n")
        .with("notes.txt", SMALL)
        .with("below/other.yaml", SMALL);
    let done = folder.run(&["check"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(done.err.starts_with("small.yaml: nothing to report"), "{}", done.err);
}

#[test]
fn a_blueprint_that_cannot_be_read_to_its_end_is_still_found() {
    let folder = Folder::new().with("small.yaml", format!("{SMALL}\nbad: [1\n"));
    let done = folder.run(&["check", "--format", "line"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.starts_with("small.yaml:"), "{}", done.out);
}

#[test]
fn what_was_seen_is_listed_when_none_or_several_could_be_meant() {
    let mut said = Folder::new().run(&["check"]).err;
    let folder = Folder::new()
        .with("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\n")
        .with("values.yml", "replicas: 1\n")
        .with("other.yaml", "apiVersion: \"cr.kanister.io/v1alpha1\"\nkind: 'Blueprint' # another tool's\n")
        .with("latin.yaml", b"kind: \xff\n");
    said += &folder.run(&["build", "--out", "out"]).err;
    let folder = Folder::new().with("a.yaml", SMALL).with("b.yml", broken());
    said += &folder.run(&["check"]).err;
    insta::assert_snapshot!(said);
}

#[test]
fn the_configuration_says_what_and_where_to() {
    let folder = Folder::new()
        .with(".git/HEAD", "")
        .with(".streamwright/config.yaml", "builds: [{blueprint: platform/small.yaml, out: deploy/}]\n")
        .with("platform/small.yaml", SMALL)
        .with("decoy.yaml", broken())
        .with("below/deeper/file", "");
    let done = folder.run(&["build"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(folder.has("deploy/.streamwright.lock"), "{}", done.err);

    let mut command = folder.command(&["build", "--check"]);
    command.current_dir(folder.path().join("below/deeper"));
    let done = crate::process::finish(command, "");
    assert_eq!(done.code, 0, "from below the root\n{}{}", done.out, done.err);
    assert!(done.err.contains("../../deploy/"), "{}", done.err);

    let done = folder.run(&["build", "--out", "else"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(folder.has("else/.streamwright.lock"), "`--out` wins");
}

#[test]
fn several_builds_are_all_done() {
    let folder = Folder::new()
        .with(
            ".streamwright/config.yaml",
            "builds:\n  - {blueprint: a.yaml, out: out/a}\n  - {blueprint: b.yaml, out: out/b}\n",
        )
        .with("a.yaml", broken())
        .with("b.yaml", SMALL);
    let done = folder.run(&["build"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(!folder.has("out/a") && folder.has("out/b/.streamwright.lock"), "{}", done.err);
    for arguments in [&["build", "--out", "x"][..], &["build", "-o", "-"], &["expand"]] {
        let done = folder.run(arguments);
        assert_eq!(done.code, 2, "{arguments:?}");
        assert!(done.err.contains("several blueprints"), "{}", done.err);
    }
}

#[test]
fn a_mistake_in_the_configuration_is_a_finding_with_its_place() {
    let mut said = String::new();
    for text in [
        "builds: [{blueprnit: a.yaml, out: x}]\n",
        "builds: {a.yaml: out}\n",
        "build: []\n",
        "builds:\n  - {blueprint: 7, out: x}\n  - {blueprint: a.yaml}\n",
        "builds: [\n",
    ] {
        let folder = Folder::new().with(".streamwright/config.yaml", text).with("a.yaml", SMALL);
        let done = folder.run(&["check"]);
        assert_eq!(done.code, 1, "{}", done.err);
        said += &done.err;
    }
    let empty = Folder::new().with(".streamwright/config.yaml", "# nothing yet\n").run(&["check"]);
    assert_eq!(empty.code, 2);
    said += &empty.err;
    insta::assert_snapshot!(said);
}

/// What the schema takes the decoder takes, and the other way round.
#[test]
fn the_configuration_s_schema_agrees_with_its_decoder() {
    let validator = jsonschema::validator_for(&streamwright::cli::config_schema()).expect("a schema");
    for (good, text) in [
        (true, "builds: [{blueprint: a.yaml, out: x}]"),
        (true, "builds: []"),
        (true, "{}"),
        (false, "builds: [{blueprint: a.yaml}]"),
        (false, "builds: [{out: x}]"),
        (false, "builds: [{blueprint: a.yaml, out: x, env: dev}]"),
        (false, "builds: [{blueprint: 1, out: x}]"),
        (false, "builds: [a.yaml]"),
        (false, "builds: 1"),
        (false, "other: 1"),
        (false, "[]"),
    ] {
        let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        assert_eq!(validator.is_valid(&value), good, "schema: {text}");
        let folder = Folder::new().with(".streamwright/config.yaml", text).with("a.yaml", SMALL);
        assert_eq!(folder.run(&["check"]).code != 1, good, "decoder: {text}");
    }
}

#[test]
fn stdin_is_a_blueprint_too() {
    let folder = Folder::new();
    let done = folder.run_with(&["check", "-"], SMALL);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let done = folder.run_with(&["check", "-", "--format", "line"], &broken());
    assert_eq!(done.code, 1);
    assert!(done.out.contains("<stdin>:3:1: error[unknown-key]"), "{}", done.out);
}

#[test]
fn examples_are_listed_and_compile() {
    let folder = Folder::new();
    let done = folder.run(&["examples"]);
    let names: Vec<&str> = done.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"streaming-platform"), "{}", done.out);
    for (name, line) in names.iter().zip(done.out.lines()) {
        assert!(line.len() > name.len() + 2, "{name} tells no story");
        let done = folder.run(&["check", "--example", name]);
        assert_eq!(done.code, 0, "{name}\n{}{}", done.out, done.err);
    }
    let on_disk = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints")).expect("blueprints/");
    let stories = on_disk.flatten().filter(|e| e.path().extension().is_some_and(|e| e == "yaml")).count();
    assert_eq!(names.len(), stories, "each file of blueprints/ is carried along");
}

/// One on the stream, the others in files; what was in a file survives a report that cannot be written.
#[test]
fn several_formats_at_once() {
    let folder = Folder::new().with("broken.yaml", broken()).with("kept.sarif", "old");
    let arguments = ["check", "broken.yaml", "--format", "line", "--format"];
    let done = folder.run(&[&arguments[..], &["sarif=kept.sarif", "--format", "junit=new.xml"]].concat());
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.starts_with("broken.yaml:"), "{}", done.out);
    assert!(done.err.contains("kept.sarif: ") && done.err.contains("new.xml: "), "{}", done.err);
    assert!(folder.read("kept.sarif").contains("\"version\": \"2.1.0\""));
    assert!(folder.read("new.xml").starts_with("<?xml"));
    for (refused, why) in [
        (&["json"][..], "to one stream"),
        (&["sarif=a", "--format", "json=a"], "one file is to hold two reports"),
        (&["sarif=no/such/folder/a"], "cannot write `no/such/folder/a`"),
    ] {
        let done = folder.run(&[&arguments[..], refused].concat());
        assert_eq!((done.code, done.err.contains(why)), (2, true), "{}", done.err);
    }
    assert!(!folder.has("a"), "a report of a command line that is wrong");
}
