//! "Did you mean": the nearest of the words that would have been right.

/// The Damerau–Levenshtein distance (optimal string alignment: insert, delete, replace, swap two
/// neighbours) counted in characters, or `None` when it is more than `limit`.
pub fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    while rows.len() <= left.len() {
        rows.push(row(&rows, &left, &right));
        if lost(&rows, limit) {
            return None;
        }
    }
    Some(rows[left.len()][right.len()]).filter(|found| *found <= limit)
}

/// How many edits a word may be away from what was meant: one for words of up to four characters, two for longer
/// ones; `None` for words that any other could be meant by.
fn limit(word: &str) -> Option<usize> {
    match word.chars().count() {
        0..=1 => None,
        2..=4 => Some(1),
        _ => Some(2),
    }
}

/// The candidate nearest to `word`, if one is near enough to be meant: one edit for words of up to four
/// characters, two for longer ones. Differing in case only is nearest of all; of equally near candidates
/// the first in byte order is taken, so the answer never depends on the order given.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_within(word, candidates, limit(word)?)
}

/// As [`nearest`], with the number of edits allowed given by the caller.
pub fn nearest_within<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let letters = letters(word);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word && may_be_near((word, letters), candidate, limit))
        .filter_map(|candidate| Some((distance(&folded, &candidate.to_lowercase(), limit)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Which letters a word has, whatever their case; `None` for more than ASCII.
fn letters(word: &str) -> Option<u64> {
    word.bytes()
        .try_fold(0, |seen, byte| byte.is_ascii().then(|| seen | 1 << (byte.to_ascii_lowercase() % 64)))
}

/// A look that spares most candidates the comparison: an edit adds a letter, takes one, or both.
fn may_be_near((word, have): (&str, Option<u64>), candidate: &str, limit: usize) -> bool {
    if word.is_ascii() && candidate.is_ascii() && word.len().abs_diff(candidate.len()) > limit {
        return false;
    }
    let (Some(have), Some(other)) = (have, letters(candidate)) else { return true };
    (have ^ other).count_ones() as usize <= 2 * limit
}

/// Candidates for many words: each of them is compared with those candidates alone that begin like it.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// In lower case, sorted, with the candidate as it is written.
    sorted: Vec<(Vec<char>, &'a str)>,
}

impl<'a> Candidates<'a> {
    /// Candidates in any order.
    pub fn new(candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = |word: &'a str| (word.to_lowercase().chars().collect(), word);
        let mut sorted: Vec<(Vec<char>, &str)> = candidates.into_iter().map(folded).collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// What [`nearest`] finds among them.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let limit = limit(word)?;
        let folded: Vec<char> = word.to_lowercase().chars().collect();
        // Row n is about the first n characters of a candidate; those that the next one shares keep their rows.
        let mut rows: Vec<Vec<usize>> = vec![(0..=folded.len()).collect()];
        let mut before: &[char] = &[];
        let mut best: Option<(usize, &str)> = None;
        let mut at = 0;
        while let Some((candidate, written)) = self.sorted.get(at) {
            let shared = before.iter().zip(candidate).take_while(|(a, b)| a == b).count();
            rows.truncate(shared + 1);
            before = candidate;
            while rows.len() <= candidate.len() && !lost(&rows, limit) {
                rows.push(row(&rows, candidate, &folded));
            }
            if lost(&rows, limit) {
                let begin = &candidate[..rows.len() - 1];
                at += self.sorted[at..].partition_point(|(other, _)| other.starts_with(begin));
                continue;
            }
            let found = rows[candidate.len()][folded.len()];
            if found <= limit && *written != word && best.is_none_or(|best| (found, *written) < best) {
                best = Some((found, written));
            }
            at += 1;
        }
        best.map(|(_, candidate)| candidate)
    }
}

/// No later row can fall below the smallest value of two neighbouring rows.
fn lost(rows: &[Vec<usize>], limit: usize) -> bool {
    rows[rows.len().saturating_sub(2)..].iter().flatten().all(|distance| *distance > limit)
}

/// The row after `rows`: how far the next character of `left` brings it from each beginning of `right`.
fn row(rows: &[Vec<usize>], left: &[char], right: &[char]) -> Vec<usize> {
    let i = rows.len() - 1;
    let mut current = vec![i + 1; right.len() + 1];
    for (j, to) in right.iter().enumerate() {
        let replaced = rows[i][j] + usize::from(left[i] != *to);
        let mut best = replaced.min(rows[i][j + 1] + 1).min(current[j] + 1);
        if i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == *to {
            best = best.min(rows[i - 1][j - 1] + 1);
        }
        current[j + 1] = best;
    }
    current
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_four_edits() {
        assert_eq!(distance("retention", "retention", 2), Some(0));
        assert_eq!(distance("retenton", "retention", 2), Some(1));
        assert_eq!(distance("retenntion", "retention", 2), Some(1));
        assert_eq!(distance("retemtion", "retention", 2), Some(1));
        assert_eq!(distance("retnetion", "retention", 2), Some(1));
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
        assert_eq!(distance("", "ab", 2), Some(2));
        assert_eq!(distance("é", "e", 1), Some(1));
    }

    #[test]
    fn stops_at_the_limit() {
        assert_eq!(distance("kitten", "sitting", 2), None);
        assert_eq!(distance("a", "abcd", 2), None);
        assert_eq!(distance("abcdef", "uvwxyz", 3), None);
    }

    #[test]
    fn agrees_with_the_unbounded_table() {
        let words = ["", "a", "ab", "ba", "abc", "acb", "cab", "tls", "tlss", "slt", "listener", "listeners"];
        for left in words {
            for right in words {
                let whole = distance(left, right, 99);
                for limit in 0..6 {
                    assert_eq!(distance(left, right, limit), whole.filter(|d| *d <= limit), "{left} {right}");
                }
                assert_eq!(whole, distance(right, left, 99));
            }
        }
    }

    #[test]
    fn suggests_only_what_is_near() {
        let words = ["replicas", "listeners", "nodePools", "topics"];
        assert_eq!(nearest("replica", words), Some("replicas"));
        assert_eq!(nearest("nodepools", words), Some("nodePools"));
        assert_eq!(nearest("topcis", words), Some("topics"));
        assert_eq!(nearest("brokers", words), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("tsl", ["tls", "tcp"]), Some("tls"));
        assert_eq!(nearest("cat", ["hat", "bat"]), Some("bat"));
        assert_eq!(nearest("bat", ["bat"]), None, "the word itself is no suggestion");
    }

    #[test]
    fn many_words_find_what_each_of_them_finds_alone() {
        let names: Vec<String> =
            (0..300).map(|i| format!("{}-{i}", ["events", "Orders", "event", "é"][i % 4])).collect();
        let known = || names.iter().map(String::as_str).chain(["events-1", "tls", "TLS", "a", ""]);
        let candidates = Candidates::new(known());
        let changed = |name: &str, at: usize| {
            let mut c: Vec<char> = name.chars().collect();
            let at = at % c.len();
            match at % 4 {
                0 => _ = c.remove(at),
                1 => c.insert(at, 'x'),
                2 => c[at] = '7',
                _ => c.swap(at, at - 1),
            }
            c.into_iter().collect::<String>()
        };
        let mut found = 0;
        for (at, name) in names.iter().enumerate() {
            for word in [
                name.clone(),
                changed(name, at),
                changed(&changed(name, at), at + 5),
                changed(name, 3) + "yz",
            ] {
                let alone = nearest(&word, known());
                assert_eq!(candidates.nearest(&word), alone, "{word}");
                found += usize::from(alone.is_some());
            }
        }
        assert!(found > 500, "{found}");
        for word in ["", "a", "tl", "tsl", "tLs", "unlike"] {
            assert_eq!(candidates.nearest(word), nearest(word, known()), "{word}");
        }
    }
}
