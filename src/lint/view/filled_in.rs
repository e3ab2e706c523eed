use crate::object::Node;

/// Whether a program writes something in the place of a part of a text before it is applied: `${NAME}` and
/// `${NAME:-8080}` of `envsubst`, Flux and Terraform, `$(NAME)` of kustomize, `{{ name }}`, `__NAME__` and `@NAME@`.
#[must_use]
pub fn is_filled_in(text: &str) -> bool {
    let after = |mark: &'static str| text.match_indices(mark).map(move |(at, _)| &text[at + mark.len()..]);
    text.contains("{{")
        || after("${").any(|rest| ends_name(rest, &["}", ":-", ":=", ":?", "-", "="]))
        || after("$(").any(|rest| ends_name(rest, &[")"]))
        || after("__").any(|rest| ends_name(rest, &["__"]))
        || after("@").any(|rest| ends_name(rest, &["@"]))
}

/// Whether a value, or one of a map's own, is such a text.
#[must_use]
pub fn has_filled_in(node: &Node) -> bool {
    let text = |node: &Node| node.as_str().is_some_and(is_filled_in);
    text(node)
        || node.as_map().is_some_and(|map| map.entries.iter().any(|entry| text(&entry.value)))
        || node.as_list().is_some_and(|items| items.iter().any(text))
}

/// Whether a text begins with the name of a variable and one of the ends.
fn ends_name(text: &str, ends: &[&str]) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
    let length = text.find(|c| !name(c)).unwrap_or(text.len());
    // An end in underscores is taken for a part of the name.
    let (written, rest) = text.split_at(length);
    let inside = written.find("__").filter(|_| ends == ["__"]);
    let named = written.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    named && (inside.is_some_and(|at| at > 0) || ends.iter().any(|end| rest.starts_with(end)))
}

#[cfg(test)]
mod tests {
    use super::is_filled_in;

    #[test]
    fn a_variable_has_a_name_and_an_end() {
        for text in [
            "${REPLICAS}",
            "${REPLICAS:-1}",
            "${REPLICAS=1}",
            "${var.size}Gi",
            "$(SIZE)",
            "{{ .Values.size }}",
            "grafana.__IP_ADDRESS__.nip.io",
            "__HOST__",
            "@SIZE@Gi",
        ] {
            assert!(is_filled_in(text), "{text}");
        }
        for text in [
            "",
            "5",
            "$SIZE",
            "${}",
            "${strimzienv:USER}",
            "${file:/opt/kafka/a.properties:b}",
            "$(1)",
            "__consumer_offsets",
            "__",
            "____",
            "a@b",
            "me@example.com",
            "${SIZE",
        ] {
            assert!(!is_filled_in(text), "{text}");
        }
    }
}
