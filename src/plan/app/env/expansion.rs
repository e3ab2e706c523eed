//! `$(NAME)` as the kubelet expands it. Source: `third_party/forked/golang/expansion` of Kubernetes: `$$` is one `$`,
//! `$(NAME)` the variable when it stands before, and anything else itself.

/// The names a text uses.
pub(super) fn uses(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            rest = after;
        } else if let Some(inside) = rest.strip_prefix('(')
            && let Some((name, after)) = inside.split_once(')')
        {
            names.push(name);
            rest = after;
        }
    }
    names
}

/// `$(NAME)`.
pub(super) fn reference(name: &str) -> String {
    format!("$({name})")
}

/// Text that comes out of the expansion as it is, whatever `next` follows it.
pub(super) fn literal(text: &str, next: Option<char>) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        escaped.push(character);
        let follows = characters.peek().copied().or(next);
        if character == '$' && matches!(follows, Some('$' | '(')) {
            escaped.push('$');
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The kubelet's expansion, written down again from its rules.
    fn expand(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
        let bytes: Vec<char> = text.chars().collect();
        let (mut out, mut i) = (String::new(), 0);
        while i < bytes.len() {
            if bytes[i] != '$' || i + 1 == bytes.len() {
                out.push(bytes[i]);
                i += 1;
                continue;
            }
            match bytes[i + 1] {
                '$' => {
                    out.push('$');
                    i += 2;
                }
                '(' => match bytes[i + 2..].iter().position(|c| *c == ')') {
                    Some(length) => {
                        let name: String = bytes[i + 2..i + 2 + length].iter().collect();
                        out.push_str(&value(&name).unwrap_or_else(|| format!("$({name})")));
                        i += 3 + length;
                    }
                    None => {
                        out.push_str("$(");
                        i += 2;
                    }
                },
                other => {
                    out.push('$');
                    out.push(other);
                    i += 2;
                }
            }
        }
        out
    }

    proptest! {
        #[test]
        fn literals_come_out_as_they_are(text in "[$()aX ]{0,12}", after in "[$()aX ]{0,6}") {
            let everything = |_: &str| Some("!".to_owned());
            prop_assert_eq!(expand(&literal(&text, None), &everything), text.clone());
            let composed = format!("{}{}{}", literal(&text, Some('$')), reference("V"), literal(&after, None));
            prop_assert_eq!(expand(&composed, &everything), format!("{text}!{after}"));
        }
    }

    #[test]
    fn names_used_are_those_that_would_be_expanded() {
        assert_eq!(uses("a $(B) $$(C) $$$(D) $(E"), ["B", "D"]);
        assert_eq!(uses("$$$$(A)$"), Vec::<&str>::new());
    }
}
