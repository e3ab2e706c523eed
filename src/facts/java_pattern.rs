//! Regular expressions as `java.util.regex.Pattern` reads them: what it certainly refuses.
//!
//! Not a parser: what is odd and may be meant is let through.

/// Why Java does not compile a pattern. Completes "the pattern `x` …"; `None` where nothing certain is wrong.
pub fn java_pattern(pattern: &str) -> Option<&'static str> {
    // Quotations switch the rules off; nobody writes them by accident.
    if pattern.contains("\\Q") || pattern.contains("(?x") {
        return None;
    }
    let mut depth = 0_usize;
    let mut repeatable = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                if chars.next().is_none() {
                    return Some("ends with a backslash");
                }
                repeatable = true;
            }
            '[' => {
                if !class(&mut chars) {
                    return Some("opens a `[` that is not closed");
                }
                repeatable = true;
            }
            '(' => {
                depth += 1;
                repeatable = false;
                if chars.peek() == Some(&'?') {
                    // Flags, look-around, names: told apart by what follows, up to the pattern inside.
                    chars.next();
                }
            }
            ')' => {
                let Some(outer) = depth.checked_sub(1) else { return Some("closes a `)` that is not open") };
                depth = outer;
                repeatable = true;
            }
            '|' => repeatable = false,
            '*' | '+' | '?' => {
                if !repeatable {
                    return Some(dangling(c));
                }
                // One more makes it lazy or possessive.
                if matches!(chars.peek(), Some('?' | '+')) {
                    chars.next();
                }
                repeatable = false;
            }
            _ => repeatable = true,
        }
    }
    (depth > 0).then_some("opens a `(` that is not closed")
}

fn dangling(c: char) -> &'static str {
    match c {
        '*' => "has a `*` with nothing before it to repeat",
        '+' => "has a `+` with nothing before it to repeat",
        _ => "has a `?` with nothing before it to repeat",
    }
}

/// Reads on to the end of a class, which may hold others; whether there is one.
fn class(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    if chars.peek() == Some(&'^') {
        chars.next();
    }
    // The first one is a letter like any other.
    let mut first = true;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '[' if !class(chars) => return false,
            ']' if !first => return true,
            _ => {}
        }
        first = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_java_refuses() {
        for pattern in ["*", "*.orders", "orders.**", "a|*", "(a", "a)", "[a-z", "a\\", "+", "a(*)", "[a[b]"]
        {
            assert!(java_pattern(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn what_it_compiles_or_nobody_can_say() {
        for pattern in [
            "",
            ".*",
            "orders-.*",
            "a|b",
            "(?i)orders",
            "(?!__).*",
            "(?<name>a)+",
            "[^_].*",
            "[]a]",
            "a*?",
            "a*+",
            "a++b",
            "\\*",
            "[a&&[^b]]",
            "a{2,3}",
            "\\Q*\\E",
            "^$",
            "kafka_server_.*\\.count",
            "(a|b)?",
        ] {
            assert_eq!(java_pattern(pattern), None, "{pattern}");
        }
    }
}
