//! "Did you mean": the nearest of the words that would have been right.

/// The Damerau–Levenshtein distance (optimal string alignment: insert, delete, replace, swap two
/// neighbours) counted in characters, or `None` when it is more than `limit`.
pub fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    for (i, from) in left.iter().enumerate() {
        let mut current = vec![i + 1; right.len() + 1];
        for (j, to) in right.iter().enumerate() {
            let replaced = previous[j] + usize::from(from != to);
            let mut best = replaced.min(previous[j + 1] + 1).min(current[j] + 1);
            if i > 0 && j > 0 && *from == right[j - 1] && left[i - 1] == *to {
                best = best.min(before[j - 1] + 1);
            }
            current[j + 1] = best;
        }
        // No later row can fall below the smallest value of two neighbouring rows.
        if current.iter().chain(&previous).min().is_some_and(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut previous, current);
    }
    previous.last().copied().filter(|found| *found <= limit)
}

/// The candidate nearest to `word`, if one is near enough to be meant: one edit for words of up to four
/// characters, two for longer ones. Differing in case only is nearest of all; of equally near candidates
/// the first in byte order is taken, so the answer never depends on the order given.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = match word.chars().count() {
        0..=1 => return None,
        2..=4 => 1,
        _ => 2,
    };
    nearest_within(word, candidates, limit)
}

/// As [`nearest`], with the number of edits allowed given by the caller.
pub fn nearest_within<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .filter_map(|candidate| Some((distance(&folded, &candidate.to_lowercase(), limit)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
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
}
