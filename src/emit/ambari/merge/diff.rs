//! What changes, as people read it. Passwords never show: the template may hold some, `kafka-broker` does.

/// Lines around a change that are shown with it.
const AROUND: usize = 3;

/// What a line is to both texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Both,
    Old,
    New,
}

/// A unified diff under two names; empty where nothing differs.
#[must_use]
pub fn diff(old: &str, new: &str, names: (&str, &str)) -> String {
    if old == new {
        return String::new();
    }
    let script = script(&lines(old), &lines(new));
    let mut text = format!("--- {}\n+++ {}\n", names.0, names.1);
    for (from, to) in hunks(&script) {
        let counted = |end: usize, side: Side| script[..end].iter().filter(|(s, _)| *s != side).count();
        let (old, new) = (counted(from, Side::New), counted(from, Side::Old));
        let (olds, news) = (counted(to, Side::New) - old, counted(to, Side::Old) - new);
        // A range without a line is named by the line before it.
        let start = |before: usize, count: usize| before + usize::from(count > 0);
        text += &format!("@@ -{},{olds} +{},{news} @@\n", start(old, olds), start(new, news));
        for (side, line) in &script[from..to] {
            let mark = match side {
                Side::Both => ' ',
                Side::Old => '-',
                Side::New => '+',
            };
            text.push(mark);
            text += &shown(line);
            text.push('\n');
        }
    }
    text
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

/// With its end: a last line without one is another line.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The longest common subsequence, between what both begin and end with.
fn script<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(Side, String)> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut longest = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let text = |line: &str| match line.strip_suffix('\n') {
        Some(line) => line.to_owned(),
        None => format!("{line}\\ no newline at the end"),
    };
    let mut script: Vec<(Side, String)> = old[..start].iter().map(|l| (Side::Both, text(l))).collect();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            script.push((Side::Both, text(a[i])));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || i < a.len() && longest[i + 1][j] >= longest[i][j + 1] {
            script.push((Side::Old, text(a[i])));
            i += 1;
        } else {
            script.push((Side::New, text(b[j])));
            j += 1;
        }
    }
    script.extend(old[old.len() - end..].iter().map(|l| (Side::Both, text(l))));
    script
}

/// Ranges of the script with a change and what is around it.
fn hunks(script: &[(Side, String)]) -> Vec<(usize, usize)> {
    let mut hunks: Vec<(usize, usize)> = Vec::new();
    for at in (0..script.len()).filter(|at| script[*at].0 != Side::Both) {
        let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(script.len()));
        match hunks.last_mut() {
            Some(last) if from <= last.1 => last.1 = to,
            _ => hunks.push((from, to)),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_what_changes_and_a_little_around_it() {
        let old: String = (1..=20).map(|n| format!("{n}\n")).collect();
        let new = old.replace("10\n", "ten\n") + "21\n";
        let wanted = "--- a\n+++ b\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n@@ -18,3 +18,4 @@\n 18\n 19\n 20\n+21\n";
        assert_eq!(diff(&old, &new, ("a", "b")), wanted);
        assert_eq!(diff(&old, &old, ("a", "b")), "");
        assert_eq!(diff("", "x\n", ("a", "b")), "--- a\n+++ b\n@@ -0,0 +1,1 @@\n+x\n");
        assert!(diff("x", "x\ny\n", ("a", "b")).contains("-x\\ no newline at the end\n+x\n+y\n"));
    }

    #[test]
    fn no_password_and_no_terminal_sequence_shows() {
        assert_eq!(shown("echo \"ssl.key.password=My\" >> f"), "echo \"ssl.key.password=(hidden)");
        assert_eq!(shown("export PASSWORD=x TOKEN=y"), "export PASSWORD=(hidden)");
        assert_eq!(shown("# no password here"), "# no password here");
        assert_eq!(shown("\u{1b}[2Jx"), "\u{fffd}[2Jx");
    }
}
