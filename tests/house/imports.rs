//! Reads which room names which, from the text alone.

use crate::files::File;
use crate::rooms::below;
use std::collections::BTreeMap;

/// The room of a source file: the first folder, or the file itself where it stands in `src/`.
pub fn room_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split(['/', '.']).next().unwrap_or(inside)
}

/// The rooms a line-numbered text names by an absolute path, `crate::room` and `streamwright::room` alike, one line each.
pub fn named(text: &str) -> Vec<(usize, String)> {
    let code = without_comments_and_strings(text);
    let mut found = Vec::new();
    for start in ["crate::", "streamwright::"] {
        for (at, _) in code.match_indices(start) {
            let joined =
                code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$');
            if joined {
                continue;
            }
            for (offset, name) in first_segments(&code[at + start.len()..]) {
                let line = 1 + code[..at + start.len() + offset].matches('\n').count();
                found.push((line, name));
            }
        }
    }
    found.sort();
    found
}

/// The first segment after `crate::`, or all of them in `crate::{a, b::{c, d}}`, each with its place.
fn first_segments(rest: &str) -> Vec<(usize, String)> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![(0, word(rest))] };
    let (mut depth, mut fresh, mut found) = (1, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            _ if fresh && depth == 1 && (c.is_alphabetic() || c == '_') => {
                fresh = false;
                found.push((at + 1, word(&group[at..])));
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// The text with comments and string contents blanked, so that prose about a room is no import. Lines keep their numbers.
fn without_comments_and_strings(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match (chars[at], chars.get(at + 1)) {
            ('/', Some('/')) => until(&chars, at, |rest| rest[0] == '\n'),
            ('/', Some('*')) => until(&chars, at + 2, |rest| rest.starts_with(&['*', '/'])) + 2,
            ('"', _) => end_of_string(&chars, at),
            ('r', Some('"' | '#')) if !kept.ends_with(|c: char| c.is_alphanumeric() || c == '_') => {
                end_of_raw(&chars, at)
            }
            ('\'', _) => end_of_char(&chars, at),
            _ => at,
        };
        if end == at {
            kept.push(chars[at]);
            at += 1;
        } else {
            let end = end.min(chars.len());
            kept.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    kept
}

fn until(chars: &[char], from: usize, found: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|at| found(&chars[*at..])).unwrap_or(chars.len())
}

fn end_of_string(chars: &[char], quote: usize) -> usize {
    let mut at = quote + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// `r#name` is a raw identifier, not a string: it ends where it began.
fn end_of_raw(chars: &[char], start: usize) -> usize {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + 1 + hashes) != Some(&'"') {
        return start;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    until(chars, start + 2 + hashes, |rest| rest.starts_with(&close)) + close.len()
}

/// A lifetime also begins with a quote; it has no closing one, so nothing of it is blanked.
fn end_of_char(chars: &[char], quote: usize) -> usize {
    match (chars.get(quote + 1), chars.get(quote + 2)) {
        (Some('\\'), _) => until(chars, quote + 3, |rest| rest[0] == '\'') + 1,
        (Some(_), Some('\'')) => quote + 3,
        _ => quote,
    }
}

/// Every import the table does not allow, and every pair of rooms that import each other.
pub fn uphill(sources: &[File], table: &[(&str, &[&str])]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut first: BTreeMap<(String, String), String> = BTreeMap::new();
    for file in sources {
        let room = room_of(&file.path);
        let Some(allowed) = below(room, table) else {
            wrong.push(format!("{}: the table in tests/house/rooms.rs has no room `{room}`", file.path));
            continue;
        };
        for (line, name) in named(&file.text) {
            // Anything else at the top of the crate belongs to lib.rs: a macro, an item it exports again.
            if name == room || below(&name, table).is_none() {
                continue;
            }
            let place = format!("{}:{line}", file.path);
            if room != "lib" && room != "main" && !allowed.contains(name.as_str()) {
                wrong.push(format!("{place}: `{room}` may not import `{name}`"));
            }
            first.entry((room.into(), name)).or_insert(place);
        }
    }
    for ((room, name), place) in &first {
        if room < name
            && let Some(back) = first.get(&(name.clone(), room.clone()))
        {
            wrong.push(format!("`{room}` and `{name}` import each other: {place} and {back}"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::MAY_IMPORT;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn an_uphill_import_is_seen_with_its_line() {
        let files =
            [file("src/yaml/parse.rs", "use std::fmt;\nuse crate::{source::Span, plan::{Plan, Leaf}};\n")];
        assert_eq!(uphill(&files, MAY_IMPORT), ["src/yaml/parse.rs:2: `yaml` may not import `plan`"]);
    }

    #[test]
    fn a_path_inside_an_expression_counts_and_a_downhill_one_is_allowed() {
        let files = [
            file(
                "src/source/mod.rs",
                "fn f() {\n    let x: Vec<crate::yaml::Node> = crate::source::none();\n}\n",
            ),
            file("src/plan/mod.rs", "pub(in crate::plan) use crate::yaml::Node;\n"),
            file("src/cli/mod.rs", "use streamwright::source::Span;\n"),
        ];
        assert_eq!(uphill(&files, MAY_IMPORT), ["src/source/mod.rs:2: `source` may not import `yaml`"]);
    }

    #[test]
    fn a_mutual_import_is_seen_even_where_a_table_would_allow_both() {
        let table: &[(&str, &[&str])] = &[("emit", &["plan"]), ("plan", &["emit"])];
        let files =
            [file("src/emit/a.rs", "use crate::plan::A;"), file("src/plan/b.rs", "\nuse crate::emit::B;")];
        assert_eq!(
            uphill(&files, table),
            ["`emit` and `plan` import each other: src/emit/a.rs:1 and src/plan/b.rs:2"]
        );
    }

    #[test]
    fn a_room_outside_the_table_is_seen() {
        assert_eq!(uphill(&[file("src/attic/a.rs", "")], MAY_IMPORT).len(), 1);
    }

    #[test]
    fn prose_strings_and_macros_are_no_imports() {
        let text = "// crate::plan\n/* crate::emit */ const A: &str = \"crate::cli\"; const B: &str = r#\"crate::lint\"#;\n\
                    const C: char = '\"'; fn f<'a>(r#type: &'a str) { $crate::verify(); } use crate::diff::D;\n";
        assert_eq!(named(text), [(3, "diff".to_owned())]);
    }
}
