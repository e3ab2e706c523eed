//! Words that have no place in the tree. They are put together from halves, so that this file can be read like any other.

use crate::files::File;

/// Reminders belong in the tracker; the name of a machine or of a place packages come from is nobody else's.
fn patterns() -> Vec<String> {
    let halves = [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X:"),
        ("todo", "!("),
        ("unimplemented", "!("),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/Us", "ers/"),
        ("/tmp", "/bash"),
        ("crates", ".io/api"),
        ("index.crates", ".io"),
        ("static.crates", ".io"),
        ("proxy.golang", ".org"),
        ("sum.golang", ".org"),
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("repo.maven", ".apache.org"),
        ("repo1.maven", ".org"),
        ("arti", "factory"),
        ("deb.debian", ".org"),
    ];
    halves.iter().map(|(a, b)| format!("{a}{b}")).collect()
}

pub fn unwanted(files: &[File]) -> Vec<String> {
    let patterns = patterns();
    let mut found = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            let bad = patterns.iter().filter(|pattern| holds(line, pattern));
            found.extend(bad.map(|pattern| format!("{}:{}: `{pattern}`", file.path, number + 1)));
        }
    }
    found
}

/// A reminder is a word of its own: a base64 digest may hold its letters.
fn holds(line: &str, pattern: &str) -> bool {
    line.match_indices(pattern).any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        let word = pattern.chars().all(|c| c.is_ascii_uppercase());
        !word
            || !(letter(line[..at].chars().next_back()) || letter(line[at + pattern.len()..].chars().next()))
    })
}

/// An ignored test that no part of `tests/run` starts is no test; one file belongs to one part, since a part runs whole files.
pub fn ignored_for_ever(files: &[File]) -> Vec<String> {
    let script = files.iter().find(|file| file.path == "tests/run");
    let parts: Vec<&str> = script
        .and_then(|script| script.text.lines().find_map(|line| line.strip_prefix("PARTS=(")))
        .map_or(Vec::new(), |list| list.trim_end_matches(')').split(' ').collect());
    let attribute = ["#[ign", "ore"].concat();
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        let mut seen: Option<&str> = None;
        for (number, line) in
            file.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with(&attribute))
        {
            let place = format!("{}:{}", file.path, number + 1);
            let named = line
                .trim_end()
                .strip_suffix("\"]")
                .and_then(|line| line.rsplit_once("run tests/run "))
                .map(|(_, part)| part);
            match named {
                None => found.push(format!("{place}: say why, and end with: run tests/run <part>")),
                Some(part) if !parts.is_empty() && !parts.contains(&part) => {
                    found.push(format!("{place}: tests/run has no part `{part}`"));
                }
                Some(part) if seen.is_some_and(|seen| seen != part) => {
                    found.push(format!("{place}: one file belongs to one part of tests/run"));
                }
                Some(part) => seen = Some(part),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> File {
        File { path: path.into(), text }
    }

    #[test]
    fn every_unwanted_word_is_seen_with_its_line() {
        for pattern in patterns() {
            let found = unwanted(&[file("a.md", format!("fine\nsee {pattern} here\n"))]);
            assert!(found.contains(&format!("a.md:2: `{pattern}`")), "{pattern}: {found:?}");
        }
        assert_eq!(unwanted(&[file("a.lock", ["h1:7TO", "DO8\n"].concat())]), [""; 0]);
    }

    #[test]
    fn an_ignored_test_without_a_part_is_seen() {
        let run = || file("tests/run", "PARTS=(fast readers judges)\n".into());
        let test = |reasons: &[&str]| {
            let lines = reasons.iter().map(|reason| format!("    {}ore{reason}]\n", "#[ign")).collect();
            ignored_for_ever(&[run(), file("tests/a.rs", lines)]).len()
        };
        assert_eq!(test(&[" = \"needs Helm; run tests/run readers\""]), 0);
        assert_eq!(test(&[""]), 1);
        assert_eq!(test(&[" = \"slow\""]), 1);
        assert_eq!(test(&[" = \"needs a rig; run tests/run rig\""]), 1);
        assert_eq!(test(&[" = \"a; run tests/run readers\"", " = \"b; run tests/run judges\""]), 1);
    }
}
