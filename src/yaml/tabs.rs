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
        let between = self.text.get(gap.clone()).filter(|t| !flow && t.contains('\t'))?;
        let first = self.text[..gap.start].rfind('\n').map_or(0, |i| i + 1);
        let mut line = first;
        for part in between.split_inclusive('\n') {
            let from = line.max(gap.start);
            let end = from + part.len();
            let lead =
                self.text[line..end].bytes().take_while(|b| matches!(b, b' ' | b'\t' | b'-' | b'?')).count();
            let lead = &self.text[line..line + lead];
            let tab = lead.find('\t').map(|i| line + i).filter(|at| *at >= gap.start);
            if let Some(at) = tab.filter(|_| !lead.starts_with("---")) {
                let continues = after_plain && self.text[gap.start..at].trim().is_empty();
                if !continues || at == line {
                    return Some(at);
                }
            }
            line = end;
        }
        None
    }
}
