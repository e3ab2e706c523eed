//! Changes people make, and what reviewers are told of them: `tests/reviews/<story>/before.yaml` and `after.yaml`, with
//! the terminal's text, the comment and the page beside them.

#[path = "impact/sides.rs"]
mod sides;

use sha2::{Digest, Sha256};
use sides::side;
use std::path::{Path, PathBuf};
use streamwright::diff::{Options, diff};
use streamwright::report::Look;
use streamwright::report::diff::{Format, render};

fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reviews");
    let mut stories: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/reviews")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    stories.sort();
    stories
}

#[test]
fn reviewers_are_told_what_the_files_say() {
    let stories = stories();
    assert!(stories.len() >= 12, "only {} stories", stories.len());
    let mut stale = Vec::new();
    for story in stories {
        let name = story.file_name().expect("a name").to_string_lossy().into_owned();
        let read = |file: &str| {
            std::fs::read_to_string(story.join(file)).unwrap_or_else(|e| panic!("{name}/{file}: {e}"))
        };
        let side = |label: &str| side(&name, label, &read(&format!("{label}.yaml")));
        let outcome = diff(side("before"), side("after"), &Options { texts: true, ..Options::default() });
        for (format, file) in
            [(Format::Human, "terminal.txt"), (Format::Markdown, "comment.md"), (Format::Html, "page.html")]
        {
            let fresh = render(format, &outcome, Look::PLAIN);
            let path = story.join(file);
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, &fresh).expect("tests/reviews can be written");
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != fresh {
                stale.push(format!("{name}/{file}"));
            }
        }
    }
    assert!(
        stale.is_empty(),
        "stale: {stale:?}; `BLESS=1 cargo test --test reviews` writes them, read what changes"
    );
}

/// The picture in the docs is a photograph: only Chromium takes it again.
#[test]
fn the_picture_in_the_docs_is_of_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let known = std::fs::read_to_string(root.join("docs/diff-page.sha256")).unwrap_or_default();
    let page = std::fs::read(root.join("tests/reviews/listener-port/page.html")).expect("the page");
    let own: String = Sha256::digest(page).iter().map(|byte| format!("{byte:02x}")).collect();
    let taken = known.split(' ').next().unwrap_or_default();
    assert_eq!(taken, own, "docs/diff-page.png is of another page; `tests/tools/screenshot` takes it again");
    for name in ["diff-page.png", "diff-page-dark.png"] {
        let picture = std::fs::read(root.join("docs").join(name)).expect("a picture");
        assert!(
            picture.starts_with(b"\x89PNG") && picture.len() < 150 * 1024,
            "{name}: {} bytes",
            picture.len()
        );
    }
}
