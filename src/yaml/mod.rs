//! The only room that names the YAML crate: spanned tree, Kubernetes scalar rules, comments, the one writer.
//!
//! [`parse`] reads text as Kubernetes' tools do and keeps where everything stands; [`write()`] gives text that every
//! reader in use takes for the same values. In between there is only the tree, [`Node`].

mod alias;
mod ambiguity;
mod build;
mod bytes;
mod compare;
mod forbidden;
mod frame;
mod json;
mod key;
mod limits;
mod merge;
mod node;
mod parse;
mod piece;
mod quirks;
mod quote;
mod readers;
mod report;
mod stream;
mod tabs;
mod tag;
mod widened;
mod words;
mod write;

pub use bytes::decode_bytes;
pub use compare::reads_as;
pub use json::{same_json, to_json};
pub use limits::Limits;
pub use node::{Ambiguity, Entry, Key, Map, Mark, Node, Style, Value};
pub use parse::{Reader, parse, parse_text};
pub use piece::{Piece, plain_piece, read_piece, split};
pub use stream::{Comment, Document, Stream};
pub use write::{write, write_documents, write_entry, write_item, write_quoted};
