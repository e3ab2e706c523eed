//! The stories compile, and what they are warned of has been read.

use streamwright::diagnostic::Severity;
use streamwright::examples::stories;
use streamwright::pipeline::{Input, compile};

/// Warnings that stay, each by story and code: none, unless a reason stands beside it.
const REVIEWED: [(&str, &str); 0] = [];

#[test]
fn every_story_compiles_without_an_error_and_with_reviewed_warnings() {
    let mut seen = 0;
    let mut unexpected = Vec::new();
    for story in stories() {
        seen += 1;
        let files = story.files();
        let input = Input { name: story.path.to_owned(), bytes: story.bytes.to_vec(), files: &files };
        for diagnostic in compile(input).diagnostics {
            let known = REVIEWED.contains(&(story.name, diagnostic.code.id));
            if diagnostic.severity == Severity::Error || (diagnostic.severity == Severity::Warning && !known)
            {
                unexpected.push(format!("{}: {}: {}", story.name, diagnostic.code.id, diagnostic.message));
            }
        }
    }
    assert!(seen >= 6, "only {seen} stories were found");
    assert!(unexpected.is_empty(), "\n{}", unexpected.join("\n"));
}
