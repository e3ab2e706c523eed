//! Two texts beside each other, line by line.

/// A line of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line<'t> {
    /// On both sides.
    Same(&'t str),
    /// On either side, or on both where one replaces the other.
    Differs(Option<&'t str>, Option<&'t str>),
    /// So many equal lines are not shown.
    Skipped(usize),
}

/// Equal lines shown around a difference.
const AROUND: usize = 3;

/// Beyond so many pairs of lines the middle is shown as replaced as a whole: finding the best match takes their
/// product.
const MOST: usize = 4_000_000;

/// The lines of two texts, equal ones beside each other; long equal stretches are skipped.
pub(super) fn sides<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let tail =
        before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    let mut lines: Vec<Line<'t>> = before[..head].iter().map(|line| Line::Same(line)).collect();
    middle(old, new, &mut lines);
    lines.extend(before[before.len() - tail..].iter().map(|line| Line::Same(line)));
    skip(lines)
}

fn middle<'t>(old: &[&'t str], new: &[&'t str], lines: &mut Vec<Line<'t>>) {
    let (mut gone, mut come): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    if old.len().saturating_mul(new.len()) > MOST {
        replaced(old, new, lines);
        return;
    }
    // The longest common subsequence of what follows each pair of places.
    let wide = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * wide];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            common[a * wide + b] = if old[a] == new[b] {
                common[(a + 1) * wide + b + 1] + 1
            } else {
                common[(a + 1) * wide + b].max(common[a * wide + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            replaced(&gone, &come, lines);
            gone.clear();
            come.clear();
            lines.push(Line::Same(old[a]));
            a += 1;
            b += 1;
        } else if b == new.len() || (a < old.len() && common[(a + 1) * wide + b] >= common[a * wide + b + 1])
        {
            gone.push(old[a]);
            a += 1;
        } else {
            come.push(new[b]);
            b += 1;
        }
    }
    replaced(&gone, &come, lines);
}

fn replaced<'t>(gone: &[&'t str], come: &[&'t str], lines: &mut Vec<Line<'t>>) {
    let most = gone.len().max(come.len());
    lines.extend((0..most).map(|at| Line::Differs(gone.get(at).copied(), come.get(at).copied())));
}

fn skip(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut near = vec![false; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        if matches!(line, Line::Differs(..)) {
            let end = (at + AROUND + 1).min(lines.len());
            near[at.saturating_sub(AROUND)..end].fill(true);
        }
    }
    let mut shown = Vec::new();
    let mut skipped = 0;
    for (line, near) in lines.into_iter().zip(near) {
        if near {
            if skipped > 0 {
                shown.push(Line::Skipped(skipped));
                skipped = 0;
            }
            shown.push(line);
        } else {
            skipped += 1;
        }
    }
    if skipped > 0 {
        shown.push(Line::Skipped(skipped));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_stands_beside_each_other() {
        let lines = sides("a\nb\nc\nd\n", "a\nx\nc\ne\nd\n");
        assert_eq!(
            lines,
            [
                Line::Same("a"),
                Line::Differs(Some("b"), Some("x")),
                Line::Same("c"),
                Line::Differs(None, Some("e")),
                Line::Same("d"),
            ]
        );
    }

    #[test]
    fn long_equal_stretches_are_counted() {
        let same: String = (0..20).map(|at| format!("{at}\n")).collect();
        let (before, after) = (format!("{same}old\n"), format!("{same}new\n"));
        let lines = sides(&before, &after);
        assert_eq!(lines[0], Line::Skipped(17));
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn every_line_of_both_is_there_unless_it_is_equal() {
        let (before, after) = ("k: 1\nl: 2\nm: 3\nn: 4\n", "n: 4\nk: 1\nm: 5\n");
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for line in sides(before, after) {
            match line {
                Line::Same(text) => (old.push(text), new.push(text)),
                Line::Differs(a, b) => (old.extend(a), new.extend(b)),
                Line::Skipped(_) => panic!("nothing is far from a difference here"),
            };
        }
        assert_eq!(old, before.lines().collect::<Vec<_>>());
        assert_eq!(new, after.lines().collect::<Vec<_>>());
    }
}
