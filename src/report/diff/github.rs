//! Workflow commands of GitHub Actions: annotations at the lines of the side after.

use super::entry::entries;
use super::words::title;
use crate::diff::{Outcome, Severity};
use crate::report::github::{data, property};

pub(super) fn render(outcome: &Outcome) -> String {
    let mut out = String::new();
    // What holds in several environments is one line of the blueprint.
    let entries = entries(outcome);
    for finding in entries.iter().map(|entry| entry.finding).filter(|finding| finding.acknowledged.is_none())
    {
        let command = match finding.severity {
            Severity::Critical | Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low => "notice",
            Severity::None => continue,
        };
        let place = finding.changes.iter().find_map(|shown| shown.at_after).map(|span| {
            let source = outcome.sources.get(span.source);
            let (start, end) = (source.position(span.range().start), source.position(span.range().end));
            format!(
                "file={},line={},endLine={},",
                property(source.name()),
                start.line,
                end.line.max(start.line)
            )
        });
        let mut message = format!("{}: {}", title(&finding.resource), finding.what);
        if let Some(remedy) = &finding.remedy {
            message.push('\n');
            message.push_str(remedy);
        }
        let text = format!(
            "::{command} {}title={}::{}\n",
            place.unwrap_or_default(),
            property(&format!("{} {}", finding.severity.word(), finding.row.id)),
            data(&message)
        );
        out.push_str(&text);
    }
    out
}
