//! What changes, as people read it. Passwords never show: the template may hold some, `kafka-broker` does.

use crate::source::unified;

/// A unified diff under two names; empty where nothing differs.
#[must_use]
pub fn diff(old: &str, new: &str, names: (&str, &str)) -> String {
    unified(old, new, names, shown)
}

/// A line people may see: what follows the name of a password is hidden, and nothing speaks to the terminal.
#[must_use]
pub fn shown(line: &str) -> String {
    let lower = line.to_ascii_lowercase();
    let words = ["password", "passwd", "secret", "token", "jaas", "credential"];
    let end = words.iter().filter_map(|word| Some(lower.find(word)? + word.len())).min();
    // Only a value is hidden: a comment about passwords can be read.
    let kept = match end.and_then(|end| Some(end + line[end..].find(['=', ':', ' '])? + 1)) {
        Some(end) if !line.trim_start().starts_with('#') && end < line.len() => {
            format!("{}(hidden)", &line[..end])
        }
        _ => line.to_owned(),
    };
    kept.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_and_no_terminal_sequence_shows() {
        assert_eq!(shown("echo \"ssl.key.password=My\" >> f"), "echo \"ssl.key.password=(hidden)");
        assert_eq!(shown("export PASSWORD=x TOKEN=y"), "export PASSWORD=(hidden)");
        assert_eq!(shown("# no password here"), "# no password here");
        assert_eq!(shown("\u{1b}[2Jx"), "\u{fffd}[2Jx");
    }
}
