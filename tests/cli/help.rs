use crate::process::Folder;

const SUBCOMMANDS: &[&str] = &[
    "build",
    "check",
    "lint",
    "diff",
    "golden",
    "impact",
    "explain",
    "rules",
    "expand",
    "graph",
    "schema",
    "init",
    "patch",
    "examples",
    "completions",
    "man",
];

#[test]
fn help_of_every_subcommand() {
    let folder = Folder::new();
    let whole = folder.run(&["--help"]);
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    insta::assert_snapshot!("help", whole.out);
    let listed: Vec<&str> = whole
        .out
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .map_while(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(listed, SUBCOMMANDS, "every subcommand has its snapshot");
    for name in SUBCOMMANDS {
        let help = folder.run(&[name, "--help"]);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{name}");
        assert!(help.out.lines().all(|line| line.chars().count() <= 100), "{name}");
        insta::assert_snapshot!(format!("help_{name}"), help.out);
    }
    let help = folder.run(&["patch", "kafka-env", "--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    insta::assert_snapshot!("help_patch_kafka_env", help.out);
}

#[test]
fn without_arguments_help_is_shown_and_nothing_done() {
    let done = Folder::new().run(&[]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("Usage: streamwright"), "{}", done.err);
}

#[test]
fn version_is_the_crate_s() {
    let done = Folder::new().run(&["--version"]);
    assert_eq!(done.out, concat!("streamwright ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!(done.code, 0);
}

#[test]
fn every_subcommand_has_a_manual_page() {
    let folder = Folder::new();
    let whole = folder.run(&["man"]);
    assert!(whole.out.starts_with(".ie") && whole.out.contains(".TH streamwright 1"), "{}", whole.out);
    assert!(whole.out.contains("Exit codes:"), "{}", whole.out);
    for name in SUBCOMMANDS {
        let page = folder.run(&["man", name]);
        assert_eq!(page.code, 0, "{}", page.err);
        assert!(page.out.contains(&format!(".TH streamwright-{name} 1")), "{}", page.out);
    }
    let wrong = folder.run(&["man", "biuld"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `build`?"), "{}", wrong.err);
}

#[test]
fn completions_know_the_subcommands() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.err);
        for name in SUBCOMMANDS {
            assert!(script.out.contains(name), "{shell} does not know {name}");
        }
    }
}

#[test]
fn schemas_are_draft_07_and_take_what_is_written() {
    let folder = Folder::new();
    for (of, sample) in [
        (
            "blueprint",
            serde_json::json!({"apiVersion": "streamwright/v1alpha1", "kind": "Blueprint", "metadata": {"name": "a"}}),
        ),
        ("config", serde_json::json!({"builds": [{"blueprint": "platform.yaml", "out": "deploy/"}]})),
        (
            "report",
            serde_json::json!({"version": 1, "subject": "a", "summary": {"errors": 0, "warnings": 0, "infos": 0}, "diagnostics": []}),
        ),
    ] {
        let done = folder.run(&["schema", of]);
        let schema: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        assert!(validator.is_valid(&sample), "{of}");
        assert!(!validator.is_valid(&serde_json::json!({"nonsense": 1})), "{of}");
    }
}
