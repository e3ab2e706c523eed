use crate::process::{Folder, SMALL, broken};

#[test]
fn a_drawing_goes_to_stdout_or_to_a_file_that_says_what_it_is() {
    let folder = Folder::new().with("small.yaml", SMALL);
    let svg = folder.run(&["graph", "small.yaml"]);
    assert_eq!((svg.code, svg.err.as_str()), (0, ""));
    assert!(svg.out.starts_with("<svg ") && svg.out.ends_with("</svg>\n"), "{}", svg.out);
    for (file, format, begins) in [
        ("docs/a.svg", "svg", "<svg "),
        ("a.mmd", "mermaid", "---\ntitle: \"small\"\n"),
        ("a.dot", "dot", "digraph platform {\n"),
    ] {
        let done = folder.run(&["graph", "small.yaml", "--out", file]);
        assert_eq!((done.code, done.out.as_str(), done.err), (0, "", format!("wrote {file}\n")));
        assert!(folder.read(file).starts_with(begins), "{}", folder.read(file));
        assert_eq!(folder.read(file), folder.run(&["graph", "small.yaml", "--format", format]).out);
        let again = folder.run(&["graph", "small.yaml", "--out", file]);
        assert_eq!(again.code, 0, "an older drawing is replaced: {}", again.err);
    }
}

#[test]
fn the_environment_is_the_default_one_unless_stated() {
    let folder = Folder::new();
    let drawn = |arguments: &[&str]| {
        let done = folder
            .run(&[&["graph", "--example", "streaming-platform", "--format", "dot"], arguments].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        done.out
    };
    assert_eq!(drawn(&[]), drawn(&["--env", "prod"]));
    assert!(drawn(&["--env", "prod"]).contains("legacy") && !drawn(&["--env", "dev"]).contains("legacy"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let folder = Folder::new().with("small.yaml", SMALL).with("broken.yaml", broken());
    let mut said = String::new();
    for (code, arguments) in [
        (2, &["graph", "small.yaml", "--out", "a.png"][..]),
        (2, &["graph", "small.yaml", "--out", "drawing"]),
        (2, &["graph", "small.yaml", "--format", "png"]),
        (2, &["graph", "small.yaml", "--format", "svg", "--out", "."]),
        (2, &["graph", "small.yaml", "--format", "svg", "--out", "small.yaml"]),
        (2, &["graph", "small.yaml", "--env", "prod"]),
        (2, &["graph", "small.yaml", "--out", "small.yaml/a.svg"]),
    ] {
        let done = folder.run(arguments);
        assert_eq!((done.code, done.out.as_str()), (code, ""), "{arguments:?}");
        said += &format!("$ streamwright {}\n{}\n", arguments.join(" "), done.err);
    }
    insta::assert_snapshot!(said);
    assert_eq!(folder.read("small.yaml"), SMALL);
    let done = folder.run(&["graph", "broken.yaml", "--out", "b.svg"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(!folder.has("b.svg") && done.err.contains("error["), "{}", done.err);
}
