use crate::source::{Position, SourceMap, Span};

/// Where something stands, as the formats of other tools want it.
pub(super) struct Place<'a> {
    /// The file, as it was named.
    pub file: &'a str,
    /// The first line and column.
    pub start: Position,
    /// The last line, and one past the last column.
    pub end: Position,
}

impl<'a> Place<'a> {
    /// A span with at least one character, since viewers show nothing of an empty one.
    pub(super) fn of(sources: &'a SourceMap, span: Span) -> Self {
        let source = sources.get(span.source);
        let start = source.position(span.range().start);
        let mut end = source.position(span.range().end);
        if end.line > start.line && end.column == 1 {
            // The line's end belongs to the line, not to the next one.
            let last = source.line_starts()[end.line - 1] as usize - 1;
            end = source.position(last);
        }
        if end <= start {
            end = Position { column: start.column + 1, ..start };
        }
        Self { file: source.name(), start, end }
    }
}
