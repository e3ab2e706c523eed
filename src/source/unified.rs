//! What changes between two texts, as people read it and `patch` applies it.

/// Lines around a change that are shown with it.
const AROUND: usize = 3;
/// With more differences than this the middle is shown as replaced: looking for less of them takes their square.
const MANY: usize = 2_000;

/// What a line is to both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Both,
    Old,
    New,
}

/// A unified diff under two names, each line as `show` has it; empty where nothing differs.
#[must_use]
pub fn unified(old: &str, new: &str, names: (&str, &str), show: impl Fn(&str) -> String) -> String {
    if old == new {
        return String::new();
    }
    let script = script(&lines(old), &lines(new));
    let mut text = format!("--- {}\n+++ {}\n", names.0, names.1);
    let (mut old, mut new, mut at) = (0, 0, 0);
    for (from, to) in hunks(&script) {
        let counted =
            |part: &[(Side, &str)], other: Side| part.iter().filter(|(side, _)| *side != other).count();
        old += counted(&script[at..from], Side::New);
        new += counted(&script[at..from], Side::Old);
        let hunk = &script[from..to];
        let (olds, news) = (counted(hunk, Side::New), counted(hunk, Side::Old));
        // A range without a line is named by the line before it.
        let start = |before: usize, count: usize| before + usize::from(count > 0);
        text += &format!("@@ -{},{olds} +{},{news} @@\n", start(old, olds), start(new, news));
        (old, new, at) = (old + olds, new + news, to);
        for (side, line) in hunk {
            text.push(match side {
                Side::Both => ' ',
                Side::Old => '-',
                Side::New => '+',
            });
            text += &show(line.strip_suffix('\n').unwrap_or(line));
            text.push('\n');
            if !line.ends_with('\n') {
                text += "\\ No newline at end of file\n";
            }
        }
    }
    text
}

/// With its end: a last line without one is another line.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// What both begin and end with, and the shortest way from one to the other between.
fn script<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(Side, &'t str)> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut script: Vec<(Side, &str)> = old[..start].iter().map(|line| (Side::Both, *line)).collect();
    match shortest(a, b) {
        Some(steps) => script.extend(steps),
        None => {
            script.extend(a.iter().map(|line| (Side::Old, *line)));
            script.extend(b.iter().map(|line| (Side::New, *line)));
        }
    }
    script.extend(old[old.len() - end..].iter().map(|line| (Side::Both, *line)));
    script
}

/// Myers' greedy search: how far each diagonal reaches with one more difference, until one reaches the end.
fn shortest<'t>(a: &[&'t str], b: &[&'t str]) -> Option<Vec<(Side, &'t str)>> {
    let most = (a.len() + b.len()).min(MANY);
    let middle = most + 1;
    let mut reach = vec![0usize; 2 * most + 3];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for differences in 0..=most {
        trace.push(reach[middle - differences..=middle + differences].to_vec());
        for diagonal in (0..=2 * differences).step_by(2) {
            let at = middle + diagonal - differences;
            let down = diagonal == 0 || (diagonal < 2 * differences && reach[at - 1] < reach[at + 1]);
            let mut x = if down { reach[at + 1] } else { reach[at - 1] + 1 };
            let mut y = (x + differences).wrapping_sub(diagonal);
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            reach[at] = x;
            if x >= a.len() && y >= b.len() {
                return Some(back(a, b, &trace));
            }
        }
    }
    None
}

/// The way that was found, from its end.
fn back<'t>(a: &[&'t str], b: &[&'t str], trace: &[Vec<usize>]) -> Vec<(Side, &'t str)> {
    let (mut x, mut y) = (a.len() as isize, b.len() as isize);
    let mut steps = Vec::new();
    for (differences, before) in trace.iter().enumerate().rev() {
        let d = differences as isize;
        let reached = |diagonal: isize| before.get((diagonal + d) as usize).map_or(0, |x| *x as isize);
        let diagonal = x - y;
        let down = diagonal == -d || (diagonal != d && reached(diagonal - 1) < reached(diagonal + 1));
        let from = if down { diagonal + 1 } else { diagonal - 1 };
        let (from_x, from_y) = if differences == 0 { (0, 0) } else { (reached(from), reached(from) - from) };
        while x > from_x && y > from_y {
            steps.push((Side::Both, a[x as usize - 1]));
            (x, y) = (x - 1, y - 1);
        }
        if differences > 0 {
            steps.push(if down { (Side::New, b[y as usize - 1]) } else { (Side::Old, a[x as usize - 1]) });
        }
        (x, y) = (from_x, from_y);
    }
    steps.reverse();
    steps
}

/// Ranges of the script with a change and what is around it.
fn hunks(script: &[(Side, &str)]) -> Vec<(usize, usize)> {
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

    fn diff(old: &str, new: &str) -> String {
        unified(old, new, ("a", "b"), str::to_owned)
    }

    #[test]
    fn a_diff_shows_what_changes_and_a_little_around_it() {
        let old: String = (1..=20).map(|n| format!("{n}\n")).collect();
        let new = old.replace("10\n", "ten\n") + "21\n";
        let wanted = "--- a\n+++ b\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n@@ -18,3 +18,4 @@\n 18\n 19\n 20\n+21\n";
        assert_eq!(diff(&old, &new), wanted);
        assert_eq!(diff(&old, &old), "");
        assert_eq!(diff("", "x\n"), "--- a\n+++ b\n@@ -0,0 +1,1 @@\n+x\n");
        assert!(diff("x", "x\ny\n").contains("-x\n\\ No newline at end of file\n+x\n+y\n"));
    }

    #[test]
    fn the_way_leads_from_one_to_the_other_and_is_short() {
        let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        for (old, new, most) in [
            ("a b c a b b a", "c b a b a c", 5),
            ("a", "b", 2),
            ("a b c", "a b c", 0),
            ("a b c d", "x a c y", 4),
            ("a b", "b", 1),
            ("b", "a b", 1),
        ] {
            let (old, new) = (words(old), words(new));
            let script = script(&old, &new);
            let of = |other: Side| {
                script.iter().filter(|(side, _)| *side != other).map(|(_, line)| *line).collect::<Vec<_>>()
            };
            assert_eq!(of(Side::New), old);
            assert_eq!(of(Side::Old), new);
            assert!(script.iter().filter(|(side, _)| *side != Side::Both).count() <= most, "{script:?}");
        }
    }
}
