use super::super::{Entry, Node, forbidden};
use super::Piece;
use crate::source::{Origin, SourceId, Span};
use std::ops::Range;

/// Reads a piece line by line. `None` everywhere is something that is not understood.
pub(super) struct Walk<'t> {
    id: SourceId,
    pub(super) text: &'t str,
    pub(super) b: &'t [u8],
    /// One past the piece.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
    /// Whether there is a line to be read; the others say where in it.
    pub(super) live: bool,
    /// Where it begins.
    pub(super) start: usize,
    /// Blanks before its first other character.
    pub(super) indent: usize,
    /// What of it is to be read next.
    pub(super) at: usize,
    /// Its break.
    pub(super) eol: usize,
    /// Collections inside one another.
    pub(super) depth: usize,
    pub(super) nodes: usize,
    /// Entries of all maps that are open: each map takes its own off the end, in one block as long as they are.
    pub(super) entries: Vec<Entry<Origin>>,
    /// Items of all lists that are open.
    pub(super) items: Vec<Node<Origin>>,
}

impl<'t> Walk<'t> {
    /// `None` for a text with characters that some reader may take for something else.
    pub(super) fn new(id: SourceId, text: &'t str, piece: Range<usize>) -> Option<Self> {
        let own = &text[piece.clone()];
        if forbidden::any(own) || own.bytes().any(|b| matches!(b, b'\t' | b'\r')) {
            return None;
        }
        Some(Self {
            id,
            text,
            b: &text.as_bytes()[..piece.end],
            end: piece.end,
            next: piece.start,
            live: false,
            start: piece.start,
            indent: 0,
            at: piece.start,
            eol: piece.start,
            depth: 0,
            nodes: 1,
            entries: Vec::new(),
            items: Vec::new(),
        })
    }

    /// The one document, which is a map at the margin or nothing.
    pub(super) fn document(mut self) -> Option<Piece> {
        self.advance();
        if self.live && self.b[self.start..].starts_with(b"---") {
            self.at += 3;
            self.blank_to_end()?;
            self.advance();
        }
        if !self.live {
            return Some(Piece { roots: Vec::new(), nodes: self.nodes });
        }
        if self.indent > 0 {
            return None;
        }
        let root = self.map(0)?;
        (!self.live).then(|| Piece { roots: vec![root], nodes: self.nodes })
    }

    /// To the next line that is neither empty nor a comment.
    pub(super) fn advance(&mut self) {
        while self.next < self.end {
            self.start = self.next;
            let blanks = self.b[self.start..].iter().take_while(|b| **b == b' ').count();
            self.at = self.start + blanks;
            self.indent = blanks;
            self.eol = self.line_end(self.at);
            self.next = self.eol + 1;
            if self.at < self.eol && self.b[self.at] != b'#' {
                self.live = true;
                return;
            }
        }
        self.live = false;
    }

    /// The break of the line `from` lies in, or the end of the piece.
    pub(super) fn line_end(&self, from: usize) -> usize {
        self.text[from..self.end].find('\n').map_or(self.end, |length| from + length)
    }

    /// Over blanks.
    pub(super) fn blanks(&mut self) {
        while self.at < self.eol && self.b[self.at] == b' ' {
            self.at += 1;
        }
    }

    /// Whether nothing but blanks and a comment, which needs a blank in front, stands on the line from here on.
    pub(super) fn blank_to_end(&mut self) -> Option<()> {
        let from = self.at;
        self.blanks();
        (self.at == self.eol || self.b[self.at] == b'#' && self.at > from).then_some(())
    }

    /// Whether an item of a list begins here.
    pub(super) fn is_dash(&self) -> bool {
        self.b[self.at] == b'-' && (self.at + 1 == self.eol || self.b[self.at + 1] == b' ')
    }

    pub(super) fn origin(&self, range: Range<usize>) -> Origin {
        Origin::Written(Span::new(self.id, range.start, range.end))
    }
}
