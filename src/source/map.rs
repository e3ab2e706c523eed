use super::{Moved, SourceId, Span};
use std::sync::OnceLock;

/// A line and a column as people count them: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

/// One text with the name it is shown under.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    lines: OnceLock<Vec<u32>>,
}

impl Source {
    /// A text under the name a person knows it by (a relative path, `<stdin>`).
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// The name it is shown under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offsets at which lines begin; made on the first question, since most texts are never shown.
    #[must_use]
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1))
                .collect()
        })
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let starts = self.line_starts();
        let line = starts.partition_point(|s| *s as usize <= offset) - 1;
        let column = self.text[starts[line] as usize..offset].chars().count() + 1;
        Position { line: line + 1, column }
    }
}

/// All texts of one run, so that a span can be shown.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// A map without texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text in and says what its spans are to be called.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        SourceId(u32::try_from(self.sources.len() - 1).unwrap_or(u32::MAX))
    }

    /// What the next `count` texts will be called, so that they can be read before they are taken in, in this order.
    pub fn next_ids(&self, count: usize) -> impl Iterator<Item = SourceId> + use<> {
        let first = self.sources.len();
        (first..first + count).map(|index| SourceId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The first text, from which a compilation begins.
    #[must_use]
    pub fn first(&self) -> Option<SourceId> {
        (!self.sources.is_empty()).then_some(SourceId(0))
    }

    /// Takes in all texts of another map; what its spans are to be moved by.
    pub fn append(&mut self, other: Self) -> Moved {
        let by = Moved(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.extend(other.sources);
        by
    }

    /// The text a span lies in.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// Gives back a text that was taken in, and lets the others go.
    #[must_use]
    pub fn into_text(mut self, id: SourceId) -> String {
        self.sources.swap_remove(id.0 as usize).text
    }

    /// The text under a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text().get(span.range()).unwrap_or("")
    }

    /// Where a span begins.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.get(span.source).position(span.start as usize)
    }

    /// `name:line:column` of where a span begins.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let at = self.position(span);
        format!("{}:{}:{}", self.get(span.source).name(), at.line, at.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        let source = Source::new("a", "é: 1\nb: ü\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(6), Position { line: 2, column: 1 });
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
    }
}
