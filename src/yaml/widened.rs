use std::borrow::Cow;

/// Lines that are moved in one text before the rest of it counts as broken: each makes the parser begin anew.
const LINES: usize = 64;

/// A text in which lines of quoted scalars that are indented no deeper than their key were moved to the right.
///
/// Readers of YAML 1.1 descent, Kubernetes' among them, take such lines; our parser refuses them as YAML 1.2 does.
/// White space at the beginning of such a line is no part of the value, so nothing else is changed by it.
pub(super) struct Widened<'a> {
    text: Cow<'a, str>,
    /// Where spaces were put, in this text, and how many there are up to there.
    places: Vec<(usize, usize)>,
}

impl<'a> Widened<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), places: Vec::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether further lines may be moved.
    pub(super) fn may_go_on(&self) -> bool {
        self.places.len() < LINES
    }

    /// Moves what stands at `at` deeper than the line above it.
    pub(super) fn widen(&mut self, at: usize) {
        let above = self.text[..at].lines().rev().skip(1).find(|line| !line.trim().is_empty()).unwrap_or("");
        let spaces = 1 + above.bytes().take_while(|b| matches!(b, b' ' | b'-' | b'?')).count();
        let before = self.places.last().map_or(0, |(_, count)| *count);
        self.places.push((at, before + spaces));
        self.text.to_mut().insert_str(at, &" ".repeat(spaces));
    }

    /// Where a place of this text stands in the one it was made from.
    pub(super) fn original(&self, at: usize) -> usize {
        let passed = self.places.partition_point(|(place, _)| *place < at);
        let put = |places: usize| places.checked_sub(1).map_or(0, |last| self.places[last].1);
        match passed.checked_sub(1) {
            None => at,
            // Among the spaces that were put there is still the place they were put at.
            Some(last) => (at - put(passed).min(at)).max(self.places[last].0 - put(last)),
        }
    }
}
