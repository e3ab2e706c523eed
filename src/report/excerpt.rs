//! The few lines of a source that one report shows, made printable.

use super::printable::show;
use crate::diagnostic::Label;
use crate::source::{Position, Source};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeSet;

/// A range over more lines than this is shown by its first line: the end of a long map explains nothing.
const TALL: usize = 4;
/// How much of a line that must be cut is shown before the underlined part.
const LEAD: usize = 30;

/// miette's own reader counts lines from the top of the text for every span, which on a long file costs more than
/// compiling it. This one holds the shown lines only, found through the source's index, with everything a terminal
/// would obey replaced and lines that are too long cut.
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

struct Line {
    /// From 0, in the source.
    number: usize,
    /// In the excerpt's text, line break included.
    range: std::ops::Range<usize>,
}

/// Where a label lies in the excerpt, and where its beginning lies in the source.
pub(super) struct Mark {
    pub(super) offset: usize,
    pub(super) len: usize,
    position: Position,
}

/// From a byte of the source to a byte of the excerpt, ascending in both.
type Places = Vec<(usize, usize)>;

impl Excerpt {
    /// The lines of `labels`, all of which lie in `source`, each with one line around it; marks in their order.
    pub(super) fn new(source: &Source, labels: &[&Label], width: usize) -> Self {
        let ranges: Vec<(usize, usize)> = labels.iter().map(|l| clip(source, l)).collect();
        let mut wanted = BTreeSet::new();
        for (start, end) in &ranges {
            let last = source.line_starts().len() - 1;
            let (first_line, last_line) = (line_of(source, *start), line_of(source, *end));
            wanted.extend(first_line.saturating_sub(1)..=(last_line + 1).min(last));
        }
        let mut excerpt = Self {
            name: source.name().to_owned(),
            text: String::new(),
            lines: Vec::new(),
            marks: Vec::new(),
        };
        let mut places = Places::new();
        for number in wanted {
            let first = ranges.iter().filter(|(s, _)| line_of(source, *s) == number).map(|(s, _)| *s).min();
            excerpt.take(source, number, first, width, &mut places);
        }
        for (start, end) in ranges {
            let (from, to) = (lookup(&places, start), lookup(&places, end));
            let position = source.position(start);
            excerpt.marks.push(Mark { offset: from, len: to.saturating_sub(from), position });
        }
        excerpt
    }

    /// In the order of the labels.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    fn take(
        &mut self,
        source: &Source,
        number: usize,
        shown: Option<usize>,
        width: usize,
        places: &mut Places,
    ) {
        let range = line_range(source, number);
        let (start, line) = (range.start, &source.text()[range.clone()]);
        // A context line after the last line break holds nothing to show.
        if line.is_empty() && start == source.text().len() && shown.is_none() && number > 0 {
            return;
        }
        let begin = self.text.len();
        let lead = shown.map_or(0, |s| line[..(s - start).min(line.len())].chars().count());
        let fits = line.chars().count() <= width || lead + LEAD <= width;
        let skip = if fits { 0 } else { lead.saturating_sub(LEAD) };
        let mut cut = false;
        for (i, (offset, c)) in line.char_indices().enumerate().skip(skip) {
            cut = i - skip >= width;
            if cut {
                break;
            }
            if i == skip && skip > 0 {
                self.text.push('…');
            }
            places.push((start + offset, self.text.len()));
            self.text.push(show(c));
        }
        places.push((range.end, self.text.len()));
        self.text.push_str(if cut { "…\n" } else { "\n" });
        self.lines.push(Line { number, range: begin..self.text.len() });
    }

    /// Index of the line a byte of the excerpt lies in.
    fn index(&self, offset: usize) -> usize {
        self.lines.partition_point(|l| l.range.start <= offset).saturating_sub(1)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        if self.lines.is_empty() || end > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let (first, last) = (self.index(span.offset()), self.index(end));
        let joined = |a: usize, b: usize| self.lines[b].number - self.lines[a].number == b - a;
        if !joined(first, last) {
            return Err(MietteError::OutOfBounds);
        }
        let from = (first.saturating_sub(before)..=first).find(|i| joined(*i, first)).unwrap_or(first);
        let to = (last..=(last + after).min(self.lines.len() - 1)).rev().find(|i| joined(last, *i));
        let range = self.lines[from].range.start..self.lines[to.unwrap_or(last)].range.end;
        // Without context miette only wants to know which line and column to name.
        let mark =
            self.marks.iter().find(|m| before == 0 && m.offset == span.offset() && m.len == span.len());
        let (line, column) =
            mark.map_or((self.lines[from].number, 0), |m| (m.position.line - 1, m.position.column - 1));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.chars().map(show).collect(),
            &self.text.as_bytes()[range.clone()],
            (range.start, range.len()).into(),
            line,
            column,
            to.unwrap_or(last) - from + 1,
        )))
    }
}

/// The bytes of a label that are underlined.
fn clip(source: &Source, label: &Label) -> (usize, usize) {
    let range = label.span.range();
    let start = floor(source.text(), range.start);
    let first = line_of(source, start);
    let end = floor(source.text(), range.end).max(start);
    // A label may begin within the break that ends its line.
    let own_end = line_range(source, first).end.max(start);
    let end = if line_of(source, end) - first >= TALL { own_end } else { end };
    // A line break at the end belongs to the line it ends.
    let end = match source.text()[start..end].trim_end_matches(['\n', '\r']) {
        "" => end.min(own_end),
        text => start + text.len(),
    };
    (start, end)
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// From 0.
fn line_of(source: &Source, offset: usize) -> usize {
    source.line_starts().partition_point(|s| *s as usize <= offset).saturating_sub(1)
}

/// The bytes of a line without its line break.
fn line_range(source: &Source, number: usize) -> std::ops::Range<usize> {
    let starts = source.line_starts();
    let start = starts[number] as usize;
    let end = starts.get(number + 1).map_or(source.text().len(), |s| *s as usize - 1);
    let line = &source.text()[start..end];
    start..start + line.strip_suffix('\r').unwrap_or(line).len()
}

/// The place of a byte; one that was cut away is the nearest that was not.
fn lookup(places: &Places, offset: usize) -> usize {
    let after = places.partition_point(|(from, _)| *from < offset).min(places.len().saturating_sub(1));
    places.get(after).map_or(0, |(_, to)| *to)
}
