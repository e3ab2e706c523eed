//! Several things in one sentence.

/// `a`, `a and b`, `a, b and c`; `joint` is the word before the last, such as `and`.
#[must_use]
pub fn joined<T: AsRef<str>>(parts: &[T], joint: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} {joint} {last}", rest.join(", ")),
    }
}

/// The same of names, each in backticks.
#[must_use]
pub fn joined_names<T: AsRef<str>>(names: &[T], joint: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    joined(&names, joint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_is_joined_by_a_word() {
        assert_eq!(joined::<&str>(&[], "and"), "");
        assert_eq!(joined(&["a"], "and"), "a");
        assert_eq!(joined(&["a", "b"], "and"), "a and b");
        assert_eq!(joined_names(&["a", "b", "c"], "or"), "`a`, `b` or `c`");
    }
}
