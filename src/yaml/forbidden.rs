use crate::diagnostic::{CONTROL_CHARACTER, Diagnostic, Sink};
use crate::source::{SourceId, Span};
use std::borrow::Cow;

/// More of them in one text say nothing new.
const REPORTED: usize = 20;

/// Reports every character that Kubernetes' reader refuses or takes for a line break where others do not, and gives
/// back a text of the same length that the parser can go on with.
pub(super) fn check<'a>(id: SourceId, text: &'a str, offset: usize, sink: &mut Sink) -> Cow<'a, str> {
    let mut found = places(text).peekable();
    if found.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut copied = 0;
    for (count, (at, c)) in found.enumerate() {
        if count < REPORTED {
            sink.push(diagnostic(Span::new(id, offset + at, offset + at + c.len_utf8()), c));
        } else if count == REPORTED {
            let span = Span::new(id, offset + at, offset + at + c.len_utf8());
            let message = "more characters that YAML does not allow follow from here";
            let help = "look for a file that is not text, or not UTF-8";
            sink.push(Diagnostic::new(&CONTROL_CHARACTER, span, message).help(help));
        }
        clean.push_str(&text[copied..at]);
        clean.push_str(match c.len_utf8() {
            1 => "_",
            2 => "¿",
            _ => "\u{fffd}",
        });
        copied = at + c.len_utf8();
    }
    clean.push_str(&text[copied..]);
    Cow::Owned(clean)
}

/// Whether the text has any such character.
pub(super) fn any(text: &str) -> bool {
    // Whole pieces are looked at without a way out in between: many bytes take one instruction then.
    let usual = |piece: &[u8]| piece.iter().fold(true, |all, b| all & matches!(b, b'\n' | b' '..=b'~'));
    !text.as_bytes().chunks(64).all(usual) && places(text).next().is_some()
}

/// Where they stand; by bytes, since nearly every text has none.
fn places(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let b = text.as_bytes();
    let candidate = |i: &usize| match b[*i] {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 | 0x7f => true,
        0xc2 => b[i + 1] < 0xa0,
        0xe2 => b[i + 1] == 0x80 && matches!(b[i + 2], 0xa8 | 0xa9),
        0xef => matches!((b[i + 1], b[i + 2]), (0xbb, 0xbf) | (0xbf, 0xbe | 0xbf)),
        _ => false,
    };
    (0..b.len()).filter(candidate).filter_map(|i| Some((i, text[i..].chars().next()?)))
}

fn diagnostic(span: Span, c: char) -> Diagnostic {
    let (what, help) = match c {
        '\0' => ("NUL".to_owned(), "remove it; a file with NUL bytes is usually not text, or UTF-16"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => {
            let message = format!(
                "U+{:04X} is a line break to Kubernetes' reader and part of the line to others",
                u32::from(c)
            );
            let help = format!("write `{}` inside double quotes, or a plain line break", c.escape_unicode());
            return Diagnostic::new(&CONTROL_CHARACTER, span, message).help(help);
        }
        '\u{feff}' => {
            ("a byte-order mark (U+FEFF)".to_owned(), "remove it; it may stand only at the start of a file")
        }
        _ => (
            format!("the control character U+{:04X}", u32::from(c)),
            "remove it, or write it as an escape such as `\"\\x1b\"` inside double quotes",
        ),
    };
    Diagnostic::new(&CONTROL_CHARACTER, span, format!("{what} is not allowed in YAML")).help(help)
}
