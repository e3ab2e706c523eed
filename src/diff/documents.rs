//! Files document by document: what both sides have is read once, and each is read without waiting for the others.

use super::side::{Document, Member, Side};
use crate::lint;
use crate::object::Object;
use crate::source::{Again, SourceId, Span, workers};
use crate::yaml::{self, Limits};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The documents of the side that was read first, by their text.
pub(super) struct Known<'s> {
    side: &'s Side,
    /// And by whether the text ends with it, on which may depend where an empty block stands.
    by_text: HashMap<(&'s str, bool), &'s Document>,
}

impl<'s> Known<'s> {
    pub(super) fn of(side: &'s Side) -> Self {
        let by_text = side.documents.iter().map(|document| {
            let whole = side.sources.get(document.span.source).text();
            let range = document.span.range();
            ((&whole[range.clone()], range.end == whole.len()), document)
        });
        Self { side, by_text: by_text.collect() }
    }

    fn read(&self, source: SourceId, text: &str, piece: &Range<usize>) -> Option<Read> {
        let document = self.by_text.get(&(&text[piece.clone()], piece.end == text.len()))?;
        let at = u32::try_from(piece.start).ok()?;
        let again = |member: &Member| Again {
            source,
            at,
            first: member.again.map_or(document.span.start, |again| again.first),
        };
        let members = &self.side.members[document.members.clone()];
        Some(Read {
            objects: members.iter().map(|m| (Arc::clone(&m.object), Some(again(m)))).collect(),
            other: document.other,
            nodes: document.nodes,
        })
    }
}

/// What a document holds.
pub(super) struct Read {
    pub(super) objects: Vec<(Arc<Object>, Option<Again>)>,
    /// Whether it holds something that is no object.
    pub(super) other: bool,
    pub(super) nodes: usize,
}

/// Every document of a text with the place it has; `None` where only reading the whole text tells what is wrong with
/// it, or documents have something in common.
pub(super) fn documents(
    source: SourceId,
    text: &str,
    known: Option<&Known<'_>>,
    alone: bool,
) -> Option<Vec<(Range<usize>, Read)>> {
    let limits = Limits::default();
    let pieces = yaml::split(text, &limits)?;
    // Where there are many files, each of them has a thread's share already.
    let threads = if alone { workers::count(pieces.len()) } else { 1 };
    let read = workers::each(&pieces, threads, |piece| {
        let shared = known.and_then(|known| known.read(source, text, piece));
        shared.or_else(|| document(source, text, piece.clone(), &limits))
    });
    let read: Vec<Read> = read.into_iter().collect::<Option<_>>()?;
    let nodes: usize = read.iter().map(|read| read.nodes).sum();
    (nodes <= limits.nodes).then(|| pieces.into_iter().zip(read).collect())
}

fn document(source: SourceId, text: &str, piece: Range<usize>, limits: &Limits) -> Option<Read> {
    let piece = yaml::read_piece(source, text, piece, limits)?;
    let (mut objects, mut other) = (Vec::new(), false);
    for root in piece.roots {
        let before = objects.len();
        lint::objects_written(root, &mut objects);
        other |= objects.len() == before;
    }
    let objects = objects.into_iter().map(|object| (Arc::new(object), None)).collect();
    Some(Read { objects, other, nodes: piece.nodes })
}

/// Takes the objects of one file in.
pub(super) fn take(
    side: &mut Side,
    source: SourceId,
    read: Vec<(Range<usize>, Read)>,
    member: impl Fn(Arc<Object>) -> Member,
) {
    for (piece, read) in read {
        let first = side.members.len();
        side.members
            .extend(read.objects.into_iter().map(|(object, again)| Member { again, ..member(object) }));
        side.documents.push(Document {
            span: Span::new(source, piece.start, piece.end),
            members: first..side.members.len(),
            other: read.other,
            nodes: read.nodes,
        });
    }
}
