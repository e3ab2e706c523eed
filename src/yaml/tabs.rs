use std::ops::Range;

/// Finds tabs where Kubernetes' reader refuses them and our parser does not: at the beginning of a line, and after
/// `-` and `?`, outside of brackets.
pub(super) struct Tabs<'a> {
    text: &'a str,
    any: bool,
    /// Up to where the text has been looked at.
    cursor: usize,
    /// Whether a scalar without quotes ends at the cursor: its reader skips white lines itself and is less strict.
    plain: bool,
}

impl<'a> Tabs<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, any: text.contains('\t'), cursor: 0, plain: false }
    }

    /// The first such tab between the last event and this one; `flow` says whether brackets are open.
    pub(super) fn before(&mut self, event: &Range<usize>, plain: bool, flow: bool) -> Option<usize> {
        if !self.any {
            return None;
        }
        let gap = self.cursor..event.start.max(self.cursor);
        self.cursor = self.cursor.max(event.end);
        let after_plain = std::mem::replace(&mut self.plain, plain);
        if flow {
            return None;
        }
        let mut tabs = self.text.get(gap.clone())?.match_indices('\t').map(|(i, _)| gap.start + i);
        tabs.find(|at| {
            let line = self.text[..*at].rfind('\n').map_or(0, |i| i + 1);
            let before = &self.text[line..*at];
            let leads =
                before.bytes().all(|b| matches!(b, b' ' | b'\t' | b'-' | b'?')) && !before.starts_with("---");
            let continues = after_plain && self.text[gap.start..*at].trim().is_empty();
            leads && (!continues || before.is_empty())
        })
    }
}
