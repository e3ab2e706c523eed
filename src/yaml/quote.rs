//! How a string is written so that every reader in use gives it back unchanged.

use super::ambiguity::is_text_to_all;
use super::readers::is_word;
use std::fmt::Write as _;

/// Whether a character is printable to every reader and keeps its meaning: all others are written as escapes.
fn is_safe(c: char) -> bool {
    match c {
        ' '..='~' => true,
        // Line separators, and the marks that make a text look other than it is.
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => false,
        '\u{a0}'..='\u{fffd}' => true,
        '\u{10000}'.. => u32::from(c) & 0xfffe != 0xfffe,
        _ => false,
    }
}

/// Whether the text can stand without quotes, as a key or as a value.
pub(super) fn is_plain(text: &str) -> bool {
    if is_word(text) {
        return true;
    }
    let b = text.as_bytes();
    let Some((&first, &last)) = b.first().zip(b.last()) else { return false };
    let begins = match first {
        b'a'..=b'z'
        | b'A'..=b'Z'
        | b'0'..=b'9'
        | b'_'
        | b'/'
        | b'.'
        | b'$'
        | b'+'
        | b'('
        | b'^'
        | b';'
        | b'\\' => true,
        // A flag such as `-Xmx1g` or `--config`; no item and no marker of a document.
        b'-' => {
            b.iter().find(|c| **c != b'-').is_some_and(u8::is_ascii_alphanumeric) && !text.starts_with("---")
        }
        b'<' | b'=' | b')' => true,
        _ => !first.is_ascii(),
    };
    if !begins || last == b':' || ends_in_space(text) || text.starts_with("...") {
        return false;
    }
    // Every key and value of every object comes by here: once over the bytes, not once for each thing to look for.
    let (mut before, mut ascii) = (0, true);
    for &byte in b {
        if matches!((before, byte), (b':', b' ') | (b' ', b'#')) || byte < b' ' || byte == 0x7f {
            return false;
        }
        ascii &= byte < 0x80;
        before = byte;
    }
    (ascii || text.chars().all(is_safe)) && is_text_to_all(text)
}

/// Whether the text can stand as a literal block and come out of every reader as it went in.
pub(super) fn is_block(text: &str) -> bool {
    if ends_in_space(text.trim_end_matches('\n')) {
        return false;
    }
    let Some(first) = text.chars().next() else { return false };
    // A first line that begins with white space needs an indicator some readers mishandle; an empty one makes them
    // disagree about where the indentation is taken from.
    if first.is_whitespace() || !text.contains('\n') {
        return false;
    }
    text.chars().all(|c| is_safe(c) || matches!(c, '\n' | '\t'))
        && !text.split('\n').any(|line| line.ends_with([' ', '\t']))
}

/// Whether it ends in white space of any kind: Helm 3 trims what ends a document by Unicode's notion of it.
fn ends_in_space(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

/// `text` in double quotes, on one line.
pub(super) fn double(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_safe(c) => out.push(c),
            c => escape(out, u32::from(c)),
        }
    }
    out.push('"');
}

fn escape(out: &mut String, code: u32) {
    // Writing to a String cannot fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02X}"),
        0x100..=0xffff => write!(out, "\\u{code:04X}"),
        _ => write!(out, "\\U{code:08X}"),
    };
}
