//! `NOTES.txt`: what Helm shows when a chart is installed.

use super::named_templates::fill;
use super::story::Story;
use super::text::literal;

pub(super) fn notes(story: &Story) -> Result<String, String> {
    let escaped = Story {
        platform: literal(&story.platform),
        needs: story.needs.iter().map(|need| literal(need)).collect(),
        ..story.clone()
    };
    fill(include_str!("notes.txt.jinja"), escaped)
}
