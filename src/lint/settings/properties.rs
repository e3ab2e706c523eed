use std::borrow::Cow;
use std::ops::Range;

/// One line of a properties file, with the bytes of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lint) struct Property {
    pub(in crate::lint) key: String,
    pub(in crate::lint) value: String,
    pub(in crate::lint) key_at: Range<usize>,
    pub(in crate::lint) value_at: Range<usize>,
}

/// The text of a file that Java reads as Latin-1: what is not ASCII stands in comments and passwords, and becomes `?`,
/// one for each byte, so that places stay where they are.
pub(in crate::lint) fn latin(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        error.into_bytes().iter().map(|byte| if byte.is_ascii() { *byte as char } else { '?' }).collect()
    })
}

/// Reads the form of `java.util.Properties`: `#` and `!` begin comments, `=`, `:` or blanks end a key, `\` at the end of
/// a line continues it. Ranges are bytes of `text`, moved by `base`.
pub(in crate::lint) fn properties(text: &str, base: usize) -> Vec<Property> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = logical_end(text, at);
        found.extend(property(text, at..end, base));
        at = end + 1;
    }
    found
}

/// The comments, from `#` to the end of their line.
pub(in crate::lint) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let indent = body.len() - body.trim_start().len();
        if body[indent..].starts_with('#') {
            found.push(at + indent..at + body.len());
        }
        at += line.len();
    }
    found
}

/// Where the line that begins at `from` ends, with those that continue it.
fn logical_end(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        let line = text[at..end].trim_end_matches('\r');
        let comment = at == from && line.trim_start().starts_with(['#', '!']);
        let slashes = line.len() - line.trim_end_matches('\\').len();
        if comment || slashes.is_multiple_of(2) || end == text.len() {
            return end;
        }
        at = end + 1;
    }
}

fn property(text: &str, range: Range<usize>, base: usize) -> Option<Property> {
    let line = &text[range.clone()];
    let start = line.len() - line.trim_start().len();
    if line[start..].is_empty() || line[start..].starts_with(['#', '!']) {
        return None;
    }
    let key_end = key_end(line, start);
    let rest = line[key_end..].trim_start_matches([' ', '\t', '\u{c}']);
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start_matches([' ', '\t', '\u{c}']);
    let value_start = line.len() - rest.len();
    // A blank at the end is part of the value for Java, and Kafka trims it.
    let value_end = value_start + rest.trim_end().len();
    let (key, value) = (unescaped(&line[start..key_end]), unescaped(&line[value_start..value_end]));
    let moved = |from: usize, to: usize| base + range.start + from..base + range.start + to;
    Some(Property {
        key: key.into_owned(),
        value: value.into_owned(),
        key_at: moved(start, key_end),
        value_at: moved(value_start, value_end),
    })
}

fn key_end(line: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, letter) in line[start..].char_indices() {
        if !escaped && matches!(letter, '=' | ':' | ' ' | '\t' | '\u{c}' | '\r') {
            return start + at;
        }
        escaped = !escaped && letter == '\\';
    }
    line.len()
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('\n') => letters = letters.as_str().trim_start().chars(),
            Some('\r') => letters = letters.as_str().trim_start().chars(),
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('f') => plain.push('\u{c}'),
            Some('u') => {
                let code = letters.as_str().get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                match code.and_then(char::from_u32) {
                    Some(meant) => {
                        plain.push(meant);
                        letters = letters.as_str()[4..].chars();
                    }
                    None => plain.push('u'),
                }
            }
            Some(other) => plain.push(other),
            None => {}
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        properties(text, 0).into_iter().map(|found| (found.key, found.value)).collect()
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.into(), value.into())
    }

    #[test]
    fn reads_what_java_reads() {
        let text = "# comment \\\na=1\n! other\n b : 2 \nc 3\nd\ne=x,\\\n   y,\\\r\n   z\nf\\=g=\\u0041\\tb\nurl=C:\\\\logs\n";
        let wanted = [
            pair("a", "1"),
            pair("b", "2"),
            pair("c", "3"),
            pair("d", ""),
            pair("e", "x,y,z"),
            pair("f=g", "A\tb"),
            pair("url", "C:\\logs"),
        ];
        assert_eq!(pairs(text), wanted);
        assert_eq!(pairs("listeners=A://:1,B://:2"), [pair("listeners", "A://:1,B://:2")]);
        assert_eq!(pairs("\n\n"), []);
        assert_eq!(pairs("a=\\"), [pair("a", "")]);
    }

    #[test]
    fn ranges_are_those_of_the_text() {
        let text = "é=1\r\nlog.dirs = /a \n";
        let found = properties(text, 100);
        let part = |range: &Range<usize>| &text[range.start - 100..range.end - 100];
        let parts: Vec<_> = found.iter().map(|one| (part(&one.key_at), part(&one.value_at))).collect();
        assert_eq!(parts, [("é", "1"), ("log.dirs", "/a")]);
        assert_eq!(latin(b"# caf\xe9\na=1".to_vec()), "# caf?\na=1");
        assert_eq!(comments("a=1\n  # x\r\n#y"), [6..9, 11..13]);
    }
}
