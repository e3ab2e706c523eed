//! One HTML page that needs no network, no other file and no JavaScript.

use super::entry::{Entry, counts, entries, is_single, told};
use super::sides::{Line, sides};
use super::verdict::{Verdict, verdict};
use super::words::{effect, title, values};
use crate::diff::{Changed, Kind, Outcome, Severity, Shown};
use crate::report::printable;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn render(outcome: &Outcome) -> String {
    let entries = entries(outcome);
    let verdict = verdict(outcome, &entries);
    let mut out = String::new();
    // Nothing is loaded and nothing is sent, even if a name should get past the escaping.
    out.push_str(concat!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta http-equiv=\"Content-Security-Policy\" ",
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    ));
    let _ = writeln!(out, "<title>{}</title>", escaped(&verdict.headline));
    let _ = writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>");
    head(&mut out, outcome, &entries, &verdict);
    filter(&mut out, &entries);
    entries.iter().for_each(|entry| article(&mut out, outcome, entry));
    objects(&mut out, outcome);
    foot(&mut out, outcome);
    let _ = writeln!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>");
    out
}

fn head(out: &mut String, outcome: &Outcome, entries: &[Entry<'_>], verdict: &Verdict) {
    let [before, after] = &outcome.labels;
    let _ = writeln!(out, "<header class=\"verdict {}\">", verdict.worst.word());
    let _ = writeln!(out, "<h1>{}</h1>", escaped(&verdict.headline));
    let _ = writeln!(
        out,
        "<p class=\"soft\"><code>{}</code> → <code>{}</code></p>",
        escaped(before),
        escaped(after)
    );
    let (counts, noted) = counts(entries);
    out.push_str("<ul class=\"counts\">\n");
    for (severity, count) in counts {
        let word = severity.word();
        let _ = writeln!(out, "<li class=\"badge {word}\">{count} {word}</li>");
    }
    if noted > 0 {
        let _ = writeln!(out, "<li class=\"badge none\">{noted} acknowledged</li>");
    }
    out.push_str("</ul>\n</header>\n");
    if verdict.points.is_empty() {
        return;
    }
    out.push_str("<h2>What happens</h2>\n<dl class=\"plan\">\n");
    for point in &verdict.points {
        let list = if point.ordered { "ol" } else { "ul" };
        let _ = writeln!(out, "<dt>{}</dt>\n<dd><{list}>", point.label);
        for line in &point.lines {
            let _ = writeln!(out, "<li>{}</li>", prose(line));
        }
        let _ = writeln!(out, "</{list}></dd>");
    }
    out.push_str("</dl>\n");
}

/// Hidden until JavaScript is there to make use of it.
fn filter(out: &mut String, entries: &[Entry<'_>]) {
    if entries.is_empty() {
        return;
    }
    out.push_str("<h2>Consequences</h2>\n<div class=\"filter\" hidden>\n");
    out.push_str(
        "<input type=\"search\" placeholder=\"Words: a name, a kind, an effect\" aria-label=\"Filter\">\n",
    );
    for severity in Severity::ALL.into_iter().rev() {
        let word = severity.word();
        if entries.iter().any(|entry| entry.finding.severity == severity) {
            let _ = writeln!(out, "<label><input type=\"checkbox\" value=\"{word}\" checked> {word}</label>");
        }
    }
    out.push_str("<output></output>\n</div>\n");
}

fn article(out: &mut String, outcome: &Outcome, entry: &Entry<'_>) {
    let finding = entry.finding;
    let word = finding.severity.word();
    let noted = if finding.acknowledged.is_some() { " acknowledged" } else { "" };
    let _ = writeln!(
        out,
        "<article id=\"{}\" class=\"{word}{noted}\" data-severity=\"{word}\">",
        identity(outcome, entry)
    );
    let _ = writeln!(
        out,
        "<h3><span class=\"badge {word}\">{word}</span> <span>{}</span></h3>",
        prose(&finding.what)
    );
    let _ = write!(out, "<p><code>{}</code>", escaped(&title(&finding.resource)));
    for environment in &entry.environments {
        let _ = write!(out, " <span class=\"effect\">{}</span>", escaped(environment));
    }
    for one in &finding.effects {
        let _ = write!(out, " <span class=\"effect\">{}</span>", effect(*one));
    }
    out.push_str("</p>\n");
    changes(out, outcome, &finding.changes);
    for note in &finding.notes {
        let _ = writeln!(out, "<p>{}</p>", prose(note));
    }
    if let Some(stopped) = &finding.stopped {
        let _ = writeln!(out, "<p><strong>Does not take hold:</strong> {}</p>", prose(stopped));
    }
    if let Some(depends) = &finding.depends {
        let _ = writeln!(
            out,
            "<p><strong>Depends</strong> on {}; this tells: {}</p>",
            prose(&depends.on),
            prose(&depends.ask)
        );
    }
    if let Some(remedy) = &finding.remedy {
        let _ = writeln!(out, "<p><strong>Instead:</strong> {}</p>", prose(remedy));
    }
    if let Some(by) = &finding.acknowledged {
        let until = by.until.as_ref().map(|day| format!(" until {day}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "<p><strong>Acknowledged</strong> by {}{}: {}</p>",
            escaped(&by.author),
            escaped(&until),
            escaped(&by.reason)
        );
    }
    let _ = writeln!(
        out,
        "<p class=\"from soft\">{} · <code>{}</code> · {}</p>\n</article>",
        finding.row.id,
        finding.fingerprint,
        escaped(finding.row.source)
    );
}

/// Two findings may be known by one fingerprint, an element only by its own.
fn identity(outcome: &Outcome, entry: &Entry<'_>) -> String {
    let print = &entry.finding.fingerprint;
    let same: Vec<_> = outcome.findings.iter().filter(|finding| finding.fingerprint == *print).collect();
    match same.iter().position(|finding| std::ptr::eq(*finding, entry.finding)) {
        Some(at) if at > 0 => format!("f-{print}-{at}"),
        _ => format!("f-{print}"),
    }
}

fn changes(out: &mut String, outcome: &Outcome, changes: &[Shown]) {
    let shown = told(changes);
    if shown.is_empty() {
        return;
    }
    out.push_str("<table class=\"change\">\n");
    for change in shown {
        let _ = write!(out, "<tr><th><code>{}</code></th>", escaped(&change.path));
        if change.secret || change.kind == Kind::Reordered {
            let _ = writeln!(out, "<td colspan=\"2\">{}</td></tr>", prose(&values(change)));
            continue;
        }
        let sides = [("before", &change.before, change.at_before), ("after", &change.after, change.at_after)];
        for (class, value, span) in sides {
            let text = value
                .as_deref()
                .map_or_else(|| "–".to_owned(), |text| format!("<code>{}</code>", escaped(text)));
            let place = span
                .filter(|_| value.is_some())
                .map(|span| {
                    format!("<br><span class=\"soft\">{}</span>", escaped(&outcome.sources.place(span)))
                })
                .unwrap_or_default();
            let _ = write!(out, "<td class=\"{class}\">{text}{place}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn objects(out: &mut String, outcome: &Outcome) {
    if outcome.resources.is_empty() {
        return;
    }
    out.push_str("<h2>Objects</h2>\n");
    let single = is_single(outcome);
    for changed in &outcome.resources {
        object(out, outcome, changed, single);
    }
}

fn object(out: &mut String, outcome: &Outcome, changed: &Changed, single: bool) {
    let how = match (changed.kind, &changed.renamed_from) {
        (Kind::Added, _) => "new".into(),
        (Kind::Removed, _) => "gone".into(),
        (_, Some(old)) => format!("was {old}"),
        (Kind::Changed | Kind::Reordered, None) => match changed.changes.len() {
            1 => "1 difference".into(),
            many => format!("{many} differences"),
        },
    };
    let word = changed.severity.word();
    let environment = match changed.resource.environment.as_str() {
        environment if single || environment.is_empty() => String::new(),
        environment => format!(" <span class=\"effect\">{}</span>", escaped(environment)),
    };
    let _ = writeln!(
        out,
        "<details class=\"object\"><summary><span class=\"badge {word}\">{word}</span> <code>{}</code>{environment} <span class=\"soft\">{}</span></summary>",
        escaped(&title(&changed.resource)),
        escaped(&how)
    );
    let (before, after) = (changed.before.as_deref(), changed.after.as_deref());
    if before.is_none() && after.is_none() {
        changes(out, outcome, &changed.changes);
    } else {
        out.push_str("<table class=\"sides\">\n");
        for line in sides(before.unwrap_or_default(), after.unwrap_or_default()) {
            row(out, &line);
        }
        out.push_str("</table>\n");
    }
    out.push_str("</details>\n");
}

fn row(out: &mut String, line: &Line<'_>) {
    let cell = |class: &str, text: Option<&str>| match text {
        Some(text) => format!("<td{class}>{}</td>", escaped(text)),
        None => "<td></td>".into(),
    };
    let _ = match line {
        Line::Same(text) => writeln!(out, "<tr>{}{}</tr>", cell("", Some(text)), cell("", Some(text))),
        Line::Differs(before, after) => {
            writeln!(out, "<tr>{}{}</tr>", cell(" class=\"gone\"", *before), cell(" class=\"come\"", *after))
        }
        Line::Skipped(1) => writeln!(out, "<tr class=\"skip\"><td colspan=\"2\">1 equal line</td></tr>"),
        Line::Skipped(count) => {
            writeln!(out, "<tr class=\"skip\"><td colspan=\"2\">{count} equal lines</td></tr>")
        }
    };
}

fn foot(out: &mut String, outcome: &Outcome) {
    let noise: Vec<String> =
        outcome.noise.iter().map(|(class, count)| format!("{count} of {}", class.word())).collect();
    if !noise.is_empty() {
        let _ = writeln!(out, "<p class=\"soft\">Differences that mean nothing: {}.</p>", noise.join(", "));
    }
    let _ = writeln!(
        out,
        "<p class=\"soft\">{} objects before, {} after; Streamwright {}.</p>",
        outcome.objects[0],
        outcome.objects[1],
        env!("CARGO_PKG_VERSION")
    );
}

/// Text between tags and in quoted attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A sentence of ours: what it has in backticks is code.
fn prose(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let paired = at + 1 < pieces.len();
        match (at % 2 == 1, paired) {
            (true, true) => {
                let _ = write!(out, "<code>{}</code>", escaped(piece));
            }
            // A backtick without a partner is one of the text's own.
            (true, false) => {
                let _ = write!(out, "`{}", escaped(piece));
            }
            (false, _) => out.push_str(&escaped(piece)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_and_nothing_else() {
        assert_eq!(escaped("<b a=\"x\">&'"), "&lt;b a=&quot;x&quot;&gt;&amp;&#39;");
        assert_eq!(prose("topic `a<b` is `x"), "topic <code>a&lt;b</code> is `x");
    }
}
