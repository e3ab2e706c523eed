/// Which text of a [`SourceMap`](super::SourceMap) a span lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(super) u32);

/// How far the texts of one [`SourceMap`](super::SourceMap) moved when another took them in; not at all unless said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved(pub(super) u32);

/// A byte range `start..end` in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Where a text stands that is the same somewhere else, for spans that were made there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// The text it stands in.
    pub source: SourceId,
    /// Where it begins there.
    pub at: u32,
    /// Where it begins in the text the spans were made in.
    pub first: u32,
}

impl Span {
    /// The span `start..end` of `source`.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        // Sources are limited to well under 4 GiB when they are read.
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { source, start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The same bytes, in the map that took the text in.
    #[must_use]
    pub fn moved(self, by: Moved) -> Self {
        Self { source: SourceId(self.source.0 + by.0), ..self }
    }

    /// The same bytes where their text stands again; as they are without that.
    #[must_use]
    pub fn again(self, again: Option<Again>) -> Self {
        let Some(Again { source, at, first }) = again else { return self };
        Self { source, start: self.start - first + at, end: self.end - first + at }
    }

    /// The bytes as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of `self` to the end of `other`, which lies in the same source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span where `self` begins.
    #[must_use]
    pub fn at_start(self) -> Self {
        Self { end: self.start, ..self }
    }
}
