//! A text document by document, where each can be read without the others.
//!
//! Most documents are written in few of YAML's ways: maps and lists by indentation, scalars on one line, literal
//! blocks, brackets that close on their line. Those [`Walk`] reads in one go over the bytes; it gives up at everything
//! else and whatever could be a mistake, and then the parser is asked. `tests/yaml_pieces.rs` holds both side by side.

mod block;
mod flow;
mod line;
mod scalar;
mod split;

use super::parse::parse_counted;
use super::{Limits, Node, Reader};
use crate::diagnostic::Sink;
use crate::source::{Origin, SourceId};
use line::Walk;
pub use split::split;
use std::ops::Range;

/// The length of `---`.
const MARK: usize = 3;

/// What a piece of a text holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The documents in it: one, unless nothing is written or `...` ends one early. Those without content are left out.
    pub roots: Vec<Node<Origin>>,
    /// What it takes of [`Limits::nodes`].
    pub nodes: usize,
}

/// Reads one piece that [`split`] gave as [`Reader::Kubernetes`] does, with the places it has in the whole text.
/// `None` where anything is wrong with it: what, only reading the whole text tells.
#[must_use]
pub fn read_piece(id: SourceId, text: &str, piece: Range<usize>, limits: &Limits) -> Option<Piece> {
    plain_piece(id, text, piece.clone()).or_else(|| {
        // A block without lines ends at the mark of the next document, or at the end of the text: the parser has to
        // see which, and takes the mark for one more document, of nothing.
        let seen = piece.start..(piece.end + MARK).min(text.len());
        let mut sink = Sink::new();
        let (stream, nodes) =
            parse_counted(id, &text[seen], piece.start, limits, Reader::Kubernetes, &mut sink);
        if sink.has_errors() {
            return None;
        }
        let roots = stream.documents.into_iter().map(|document| document.root).filter(|root| !root.is_null());
        let roots = roots.map(|root| root.map_origin(&mut |mark| Origin::Written(mark.span))).collect();
        Some(Piece { roots, nodes })
    })
}

/// The same without the parser; `None` as well for what it does not understand.
#[must_use]
pub fn plain_piece(id: SourceId, text: &str, piece: Range<usize>) -> Option<Piece> {
    Walk::new(id, text, piece)?.document()
}
