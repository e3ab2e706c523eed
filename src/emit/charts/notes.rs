//! `NOTES.txt`: what Helm shows when a chart is installed.

use super::story::Story;
use super::text::literal;
use super::text_template::TextTemplate;

pub(super) fn notes(story: &Story) -> Result<String, String> {
    let escaped = Story {
        platform: literal(&story.platform),
        needs: story.needs.iter().map(|need| literal(need)).collect(),
        ..story.clone()
    };
    TextTemplate::Notes.fill(escaped)
}
