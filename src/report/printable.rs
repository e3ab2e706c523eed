/// `text` with every character a terminal would obey, or would not show, replaced by one it shows.
///
/// What a user's file holds must not move the cursor, colour the screen or turn the reading direction around, and
/// a character nobody can see is often the very mistake that is being reported.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(show).collect()
}

/// One character as it is shown; always exactly one column where the original would have had none.
pub(super) fn show(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        // C1 controls, zero-width and line separators, the marks that reorder text, the byte order mark.
        '\u{80}'..='\u{9f}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_passes() {
        assert_eq!(printable("a\u{1b}[31mb\r\n\u{9b}c\u{202e}d\u{7f}"), "a␛[31mb␍␊\u{fffd}c\u{fffd}d␡");
    }

    #[test]
    fn what_people_write_stays() {
        assert_eq!(printable("Grüße\t→ 名前 👩‍🚀"), "Grüße\t→ 名前 👩‍🚀");
    }
}
