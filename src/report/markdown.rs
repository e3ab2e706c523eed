//! Markdown for a comment on a pull request: the count, a table, and below it what to do.

use super::{Report, Tally, printable};
use crate::diagnostic::{Diagnostic, Severity};
use std::fmt::Write;

/// GitHub refuses a comment of more than 65,536 characters; what stands around it wants room too.
const ROOM: usize = 60_000;

pub(super) fn render(report: &Report<'_>) -> String {
    let tally = Tally::of(report.diagnostics);
    let mut out = format!("**streamwright**: {tally} in {}\n", code(report.subject));
    if report.diagnostics.is_empty() {
        return out;
    }
    out.push_str("\n| | where | what | code |\n|---|---|---|---|\n");
    let mut shown = 0;
    for d in report.diagnostics {
        let row = row(report, d);
        if out.len() + row.len() > ROOM {
            break;
        }
        out.push_str(&row);
        shown += 1;
    }
    let left = report.diagnostics.len() - shown;
    if left > 0 {
        let _ = writeln!(out, "\n{left} more are not shown: there is no room for them here.");
    }
    let helped = report.diagnostics[..shown].iter().filter_map(|d| Some((d, d.help.as_deref()?)));
    let mut help = String::new();
    for (d, text) in helped {
        let item = format!(
            "- {}: {}\n",
            place(report, d),
            prose(&text.split_whitespace().collect::<Vec<_>>().join(" "))
        );
        if out.len() + help.len() + item.len() > ROOM {
            break;
        }
        help.push_str(&item);
    }
    if !help.is_empty() {
        let _ = write!(out, "\n<details><summary>What to do</summary>\n\n{help}\n</details>\n");
    }
    out
}

fn row(report: &Report<'_>, d: &Diagnostic) -> String {
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let cell = |text: String| text.replace('|', "\\|");
    format!(
        "| {severity} | {} | {} | {} |\n",
        cell(place(report, d)),
        cell(prose(&d.message)),
        code(d.code.id)
    )
}

fn place(report: &Report<'_>, d: &Diagnostic) -> String {
    code(&d.span().map_or_else(|| report.subject.to_owned(), |span| report.sources.place(span)))
}

/// A code span, in which nothing is obeyed and nobody is mentioned.
fn code(text: &str) -> String {
    let text = printable(text).replace('\t', " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A sentence of ours: what it has in backticks stays a code span, everything else stands as it is.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut pieces = text.split('`').peekable();
    let mut quoted = false;
    while let Some(piece) = pieces.next() {
        // A backtick without a partner is one of the text's own.
        if quoted && pieces.peek().is_some() {
            out.push_str(&code(piece));
        } else {
            if quoted {
                out.push_str("\\`");
            }
            plain(&mut out, piece);
        }
        quoted = !quoted;
    }
    out
}

fn plain(out: &mut String, text: &str) {
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A word joiner would be copied along; a reference is shown as the character and mentions nobody.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '*' | '_' | '[' | ']' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_nothing_and_mention_nobody() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(prose("`a|b` is no [port](x) @you <b>"), "`a|b` is no \\[port\\](x) &#64;you &lt;b&gt;");
        assert_eq!(prose("it`s one"), "it\\`s one");
    }
}
