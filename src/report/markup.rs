//! Text in Markdown: names break nothing and mention nobody.

use super::printable;

/// A code span, in which nothing is obeyed and nobody is mentioned.
pub(super) fn code(text: &str) -> String {
    let text = printable(text).replace('\t', " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A sentence of ours: what it has in backticks stays a code span, everything else stands as it is.
pub(super) fn prose(text: &str) -> String {
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
