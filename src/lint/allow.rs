use crate::source::{Source, Span};
use crate::yaml::Comment;
use std::ops::RangeInclusive;

/// What every such comment begins with.
const MARK: &str = "streamwright:";

/// A comment that keeps findings silent: `# streamwright: allow(rule, …) because …`.
#[derive(Debug, Clone)]
pub(super) struct Allow {
    /// The comment.
    pub(super) span: Span,
    /// As written.
    pub(super) rules: Vec<String>,
    /// The lines it speaks for, from 1.
    pub(super) lines: RangeInclusive<usize>,
    /// Why it is not understood.
    pub(super) wrong: Option<&'static str>,
}

/// Adds the ones among these comments.
pub(super) fn allows(comments: &[Comment], source: &Source, into: &mut Vec<Allow>) {
    for comment in comments {
        let Some(words) = comment.text.trim().strip_prefix(MARK) else { continue };
        let (rules, wrong) = read(words.trim());
        into.push(Allow { span: comment.span, rules, lines: lines(comment.span, source), wrong });
    }
}

fn read(words: &str) -> (Vec<String>, Option<&'static str>) {
    let Some((rules, rest)) = words.strip_prefix("allow(").and_then(|rest| rest.split_once(')')) else {
        return (Vec::new(), Some("it does not begin with `allow(RULE)`"));
    };
    let rules: Vec<String> =
        rules.split(',').map(|rule| rule.trim().to_owned()).filter(|rule| !rule.is_empty()).collect();
    let reason = rest.trim().strip_prefix("because").map_or("", str::trim);
    let wrong = match (rules.is_empty(), reason.is_empty()) {
        (true, _) => Some("it names no rule"),
        (false, true) => Some("it does not say why"),
        (false, false) => None,
    };
    (rules, wrong)
}

/// Behind a value: its line. On a line of its own: the next line with what stands below it. Above everything else in
/// a document: all of it.
fn lines(comment: Span, source: &Source) -> RangeInclusive<usize> {
    let all: Vec<&str> = source.text().lines().collect();
    let at = source.position(comment.start as usize).line;
    let line = |number: usize| all.get(number - 1).copied().unwrap_or("");
    let silent = |number: usize| line(number).trim().is_empty() || line(number).trim().starts_with('#');
    if !silent(at) {
        return at..=at;
    }
    let last = all.len();
    let above_all = (1..at).rev().find(|number| !silent(*number)).is_none_or(|number| is_break(line(number)));
    let Some(first) = (at + 1..=last).find(|number| !silent(*number) && !is_break(line(*number))) else {
        return at..=at;
    };
    let end = if above_all {
        (first..=last).find(|number| is_break(line(*number)))
    } else {
        let indent = indent(line(first));
        (first + 1..=last).find(|number| !silent(*number) && self::indent(line(*number)) <= indent)
    };
    first..=end.map_or(last, |next| next - 1).max(first)
}

fn is_break(line: &str) -> bool {
    line == "---" || line.starts_with("--- ") || line == "..."
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn covered(text: &str) -> RangeInclusive<usize> {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("a", text));
        let at = text.find('#').unwrap();
        lines(Span::new(id, at, at + 1), sources.get(id))
    }

    #[test]
    fn a_comment_speaks_for_the_value_before_it_or_the_part_below_it() {
        assert_eq!(covered("a: 1\nb: 2 # x\nc: 3\n"), 2..=2);
        assert_eq!(covered("a: 1\n# x\nb:\n  c: 2\n\n  d: 3\ne: 4\n"), 3..=6);
        assert_eq!(covered("a:\n  - b: 1\n  # x\n  - c: 2\n    d: 3\n  - e: 4\n"), 4..=5);
        assert_eq!(covered("# x\na: 1\nb: 2\n---\nc: 3\n"), 2..=3);
        assert_eq!(covered("a: 1\n---\n# x\nb: 2\nc: 3\n"), 4..=5);
        assert_eq!(covered("a: 1\n# x\n"), 2..=2);
    }

    #[test]
    fn a_reason_is_needed() {
        assert_eq!(read("allow(a, b) because it is so"), (vec!["a".into(), "b".into()], None));
        assert!(read("allow(a)").1.is_some());
        assert!(read("allow(a) because").1.is_some());
        assert!(read("allow() because").1.is_some());
        assert!(read("ignore(a)").1.is_some());
    }
}
