//! Names in a sentence.

use crate::diagnostic;

/// More are counted.
const SHOWN: usize = 6;

/// `` `a`, `b` and `c` ``; of many, the first ones and how many others there are.
pub(in crate::diff) fn named<T: AsRef<str>>(names: &[T]) -> String {
    joined(&names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>())
}

/// `a, b and c`; of many, the first ones and how many others there are.
pub(in crate::diff) fn joined<T: AsRef<str>>(parts: &[T]) -> String {
    if parts.len() <= SHOWN {
        return diagnostic::joined(parts, "and");
    }
    let first: Vec<&str> = parts[..SHOWN - 1].iter().map(AsRef::as_ref).collect();
    format!("{} and {} others", first.join(", "), parts.len() - first.len())
}

/// `1 broker`, `3 brokers`.
pub(super) fn count(number: i128, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        assert_eq!(named(&["a"]), "`a`");
        assert_eq!(named(&["a", "b", "c"]), "`a`, `b` and `c`");
        let many: Vec<String> = (0..9).map(|n| n.to_string()).collect();
        assert_eq!(joined(&many), "0, 1, 2, 3, 4 and 4 others");
        assert_eq!((count(1, "broker"), count(0, "broker")), ("1 broker".into(), "0 brokers".into()));
    }
}
