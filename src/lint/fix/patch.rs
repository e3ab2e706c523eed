//! From what is meant to the bytes that change.

use crate::diagnostic::{Change, Content, Edit, Fix, Patch, Safety};
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

/// Finds the bytes of a fix; whether there are any. What is written in a way that would need guessing has none.
pub(in crate::lint) fn resolve(fix: &mut Fix, source: &Source) -> bool {
    let text = source.text();
    let patches: Option<Vec<Patch>> = fix.edits.iter().map(|edit| patch(edit, text)).collect();
    let Some(patches) = patches else { return false };
    let odd = |edit: &Edit| {
        edit.change == Change::Quote && text.get(edit.span.range()).is_some_and(|raw| !is_canonical(raw))
    };
    // `017` is 15 to who reads it now, and whether the digits or the number were meant nobody knows.
    if fix.edits.iter().any(odd) {
        fix.safety = Safety::Unsafe;
    }
    fix.patches = patches;
    fix.patches.sort_by_key(|patch| (patch.span.start, patch.span.end));
    let apart = fix.patches.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let changes = fix.patches.iter().any(|patch| text.get(patch.span.range()) != Some(&patch.text));
    apart && changes
}

fn patch(edit: &Edit, text: &str) -> Option<Patch> {
    let raw = text.get(edit.span.range())?;
    match &edit.change {
        Change::Write(content) => at(edit.span, written(content, raw)?),
        Change::Rename(name) => at(edit.span, written(&Content::Text(name.clone()), raw)?),
        Change::Quote => at(edit.span, quoted(raw).filter(|_| is_plain(raw))?),
        Change::Add(key, content) if raw.starts_with('{') => add_in_braces(edit.span, raw, key, content),
        Change::Add(key, content) => add_below(edit.span, text, key, content),
        Change::Remove => remove(edit.span, text),
    }
}

fn at(span: Span, text: String) -> Option<Patch> {
    Some(Patch { span, text })
}

/// One line without quotes, that is no block, no collection, no anchor and no template.
fn is_plain(raw: &str) -> bool {
    let first = raw.chars().next();
    first.is_some_and(|c| !"\"'|>&*!{}[]%@`#,?".contains(c)) && !raw.contains('\n') && !raw.contains("{{")
}

/// The only way of writing a number or a boolean.
fn is_canonical(raw: &str) -> bool {
    matches!(raw, "true" | "false")
        || raw.parse::<i64>().is_ok_and(|number| number.to_string() == raw)
        || raw.parse::<f64>().is_ok_and(|number| number.to_string() == raw)
}

/// A scalar in place of another, in its quotes where it has some and stays text.
fn written(content: &Content, raw: &str) -> Option<String> {
    match (content, raw.chars().next()?) {
        _ if raw.contains('\n') => None,
        (Content::Text(text), '"') => quoted(text),
        (Content::Text(text), '\'') if !text.chars().any(char::is_control) => {
            Some(format!("'{}'", text.replace('\'', "''")))
        }
        (Content::Text(_), '\'') => None,
        (content, '"' | '\'') => scalar(content),
        (content, _) if is_plain(raw) => scalar(content),
        _ => None,
    }
}

/// In double quotes, which JSON has as well.
fn quoted(text: &str) -> Option<String> {
    let easy = !text.contains(['"', '\\']) && !text.chars().any(char::is_control);
    easy.then(|| format!("\"{text}\""))
}

/// As every reader takes it, within braces too.
fn scalar(content: &Content) -> Option<String> {
    match content {
        Content::Text(text) if text.contains([',', '[', ']', '{', '}']) => quoted(text),
        Content::Text(text) if text.contains('\n') => None,
        Content::Text(text) => {
            Some(yaml::write(&Node::new(Value::String(text.clone()), ())).trim_end().to_owned())
        }
        Content::Int(number) => Some(number.to_string()),
        Content::Bool(value) => Some(value.to_string()),
        Content::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(scalar).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Content::Map(_) => None,
    }
}

/// `key: value` in braces, as JSON where that is what is around.
fn in_braces(key: &str, content: &Content, json: bool) -> Option<String> {
    let text = |text: &str| if json { quoted(text) } else { scalar(&text.into()) };
    let value = match content {
        Content::Map(entries) => {
            let entries: Option<Vec<String>> =
                entries.iter().map(|(key, content)| in_braces(key, content, json)).collect();
            format!("{{{}}}", entries?.join(", "))
        }
        Content::Text(value) => text(value)?,
        Content::List(_) if json => return None,
        content => scalar(content)?,
    };
    Some(format!("{}: {value}", text(key)?))
}

fn add_in_braces(span: Span, raw: &str, key: &str, content: &Content) -> Option<Patch> {
    let inside = raw.get(1..)?;
    let first = inside.trim_start();
    let space = &inside[..inside.len() - first.len()];
    let entry = in_braces(key, content, first.starts_with('"'))?;
    if first.starts_with('#') || first.is_empty() {
        return None;
    }
    let text = match (first.starts_with('}'), space.contains('\n')) {
        (true, _) => entry,
        (false, false) => format!("{entry}, "),
        // Each entry on a line of its own.
        (false, true) => format!("{entry},{space}"),
    };
    let offset = span.range().start + 1 + if first.starts_with('}') { 0 } else { space.len() };
    at(Span::new(span.source, offset, offset), text)
}

/// Behind the first entry where that is one line, else before it; at its indentation.
fn add_below(span: Span, text: &str, key: &str, content: &Content) -> Option<Patch> {
    let start = span.range().start;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line_start..start];
    if !before.chars().all(|c| c == ' ' || c == '-') || before.starts_with("---") {
        return None;
    }
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let first = &text[start..line_end];
    let newline = if first.ends_with('\r') { "\r\n" } else { "\n" };
    let indent = " ".repeat(before.len());
    let entry = match content {
        Content::Map(entries) => {
            let lines: Option<Vec<String>> = entries
                .iter()
                .map(|(key, content)| Some(format!("{newline}{indent}  {}", in_braces(key, content, false)?)))
                .collect();
            format!("{}:{}", scalar(&key.into())?, lines?.concat())
        }
        content => in_braces(key, content, false)?,
    };
    if is_one_entry(first.trim_end_matches('\r'), &text[line_end..], before.len()) {
        let end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        return at(Span::new(span.source, end, end), format!("{newline}{indent}{entry}"));
    }
    at(span.at_start(), format!("{entry}{newline}{indent}"))
}

/// Whether a line is an entry with all of its value, and what follows belongs to something else.
fn is_one_entry(line: &str, rest: &str, indent: usize) -> bool {
    let Some((key, value)) = line.split_once(": ") else { return false };
    let simple = |text: &str| !text.is_empty() && !text.starts_with(['|', '>', '&', '*', '!', '{', '[', '#']);
    let value = value.trim();
    let closed = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.len() > 1 && value.matches(quote).count() == 2,
        _ => true,
    };
    let mut next = rest.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let deeper = next.next().is_some_and(|line| line.len() - line.trim_start_matches(' ').len() > indent);
    simple(key) && simple(value) && closed && !deeper
}

/// Whole lines, or what stands between commas.
fn remove(span: Span, text: &str) -> Option<Patch> {
    let (start, end) = (span.range().start, span.range().end);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let ends_line = text[..end].ends_with('\n');
    let line_end = if ends_line { end } else { text[end..].find('\n').map_or(text.len(), |at| end + at + 1) };
    if text[line_start..start].chars().all(|c| c == ' ') && text[end..line_end].trim().is_empty() {
        // A comment goes with nothing.
        let whole = &text[line_start..line_end];
        return at(Span::new(span.source, line_start, line_end), String::new())
            .filter(|_| !whole.contains('#') && (line_end > end || ends_line));
    }
    let after = text[end..].trim_start();
    let before = text[..start].trim_end();
    let (start, end) = if let Some(rest) = after.strip_prefix(',') {
        (start, text.len() - rest.trim_start().len())
    } else {
        (before.strip_suffix(',')?.len(), end)
    };
    at(Span::new(span.source, start, end), String::new()).filter(|_| !text[start..end].contains('#'))
}
