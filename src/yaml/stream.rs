use super::{Mark, Node};
use crate::source::Span;

/// Everything one text holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// In the order written. Empty for a text without content; comments alone make one null document.
    pub documents: Vec<Document>,
}

/// One document of a stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Null when nothing is written.
    pub root: Node<Mark>,
    /// In the order written; those above its `---` are here too.
    pub comments: Vec<Comment>,
    /// The places of `<<` keys, already resolved in the tree.
    pub merge_keys: Vec<Span>,
    /// Whether it was read to its end; otherwise the tree holds what stands before the fault.
    pub complete: bool,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line, the break not included.
    pub span: Span,
    /// The text after `#`, as written.
    pub text: String,
}
