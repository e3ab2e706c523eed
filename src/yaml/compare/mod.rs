//! Reading back what was written without making a second tree of it.
//!
//! The text leads: what a line means is found from YAML's grammar and the scalar rules of [`super::readers`], never
//! from how [`write`](super::write()) decides. Only the plainest block style is understood; all else is left to
//! [`parse`](super::parse).

mod block;
mod scalar;

use super::{Limits, Node, Value};
use block::Walk;

/// Whether the text is one document that Kubernetes' reader takes for this tree, without a complaint.
///
/// A yes is certain. A no may also mean that the text is written in a way this does not understand: then
/// [`parse`](super::parse) and [`same_json`](super::same_json) know.
#[must_use]
pub fn reads_as<O>(text: &str, node: &Node<O>) -> bool {
    // The parser counts nodes; there are never more of them than bytes.
    if text.len() > Limits::default().nodes || !text.ends_with('\n') {
        return false;
    }
    let mut walk = Walk { rest: text };
    let read = match &node.value {
        Value::Map(map) if !map.is_empty() => walk.map(map, 0),
        Value::List(items) if !items.is_empty() => walk.list(items, 0),
        _ => walk.scalar(node, 0),
    };
    read.is_some() && walk.rest.is_empty()
}
