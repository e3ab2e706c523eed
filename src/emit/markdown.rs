//! Text that stands in Markdown as what it is, whatever is in it.

use std::borrow::Cow;

/// A code span.
pub(in crate::emit) fn code(text: &str) -> String {
    let text: Cow<'_, str> = match text.contains(char::is_control) {
        true => text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        false => text.into(),
    };
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Text that stays in its cell. Only there: outside a table the backslash would be shown, and copied.
pub(in crate::emit) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Code spans with commas between.
pub(in crate::emit) fn codes<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    texts.into_iter().map(|text| code(text.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A word of a shell command, in quotes where it needs them.
pub(in crate::emit) fn shell(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_cell_or_its_word() {
        assert_eq!(code("a|b"), "`a|b`");
        assert_eq!(cell(&code("a|b")), "`a\\|b`");
        assert_eq!(code("a\nb`c"), "`` a b`c ``");
        assert_eq!(shell("kafka-legacy"), "kafka-legacy");
        assert_eq!(shell("$(rm -rf /)"), "'$(rm -rf /)'");
        assert_eq!(shell("it's"), "'it'\\''s'");
    }
}
