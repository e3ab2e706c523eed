//! Text in a template that Helm is to leave as it is, and text in an expression of its own.

use std::fmt::Write as _;

/// How an action begins that gives line breaks.
pub(super) const BREAKS: &str = "{{ \"\\n";

/// Literal text, whatever is in it.
///
/// An action that trims takes white space before it away: line breaks that mean something are given by an action.
pub(super) fn literal(text: &str) -> String {
    let body = text.trim_end_matches('\n');
    let breaks = text.len() - body.len();
    let mut out = if body.contains("{{") { body.replace("{{", "{{ \"{{\" }}") } else { body.to_owned() };
    if breaks > 1 {
        let _ = write!(out, "{{{{ \"{}\" }}}}", "\\n".repeat(breaks - 1));
    }
    if breaks > 0 {
        out.push('\n');
    }
    out
}

/// A string constant of an expression.
pub(super) fn constant(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' '..='~' | '\u{a1}'..='\u{1fff}' => out.push(c),
            c => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_of_the_user_are_text() {
        assert_eq!(literal("a: '{{ x }}'\n"), "a: '{{ \"{{\" }} x }}'\n");
        assert_eq!(literal("{{{"), "{{ \"{{\" }}{");
        assert_eq!(literal("a: |+\n  x\n\n\n"), "a: |+\n  x{{ \"\\n\\n\" }}\n");
    }

    #[test]
    fn constants_are_go_strings() {
        assert_eq!(constant("a\"b\\c\n\u{feff}é"), "\"a\\\"b\\\\c\\n\\U0000feffé\"");
    }
}
