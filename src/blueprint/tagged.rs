//! Where Strimzi has an object with a `type` and a word says it all, either may be written.

use super::schema::described;
use super::{Decoder, RawMap, Scalar, Schemas, Shape, Val};
use crate::source::Origin;
use crate::yaml::{Mark, Node};
use serde_json::{Value as Json, json};

/// A word, or Strimzi's object whose `type` is the word.
#[derive(Debug, Clone)]
pub struct Tagged<T> {
    /// The word.
    pub kind: Val<T>,
    /// The object, when one was written.
    pub object: Option<RawMap>,
}

impl<T: Scalar> Shape for Tagged<T> {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let Some(map) = node.as_map() else {
            if node.as_str().is_none() {
                return cx.wrong_type(node, "a string or a map");
            }
            let kind = Val::decode(node, cx)?;
            return Some(Self { kind, object: None });
        };
        let Some(tag) = map.entry("type") else { return cx.missing(node, "type", "this object") };
        let kind = cx.within("type", tag.key.origin.span, |cx| Val::decode(&tag.value, cx))?;
        Some(Self { kind, object: RawMap::decode(node, cx) })
    }

    fn schema(_: &mut Schemas) -> Json {
        let word = T::describe();
        let tag = described(word.clone(), &["The word, beside what else Strimzi's object takes."]);
        json!({"oneOf": [word, {"type": "object", "properties": {"type": tag}, "required": ["type"]}]})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        match &self.object {
            Some(object) => object.encode(),
            None => self.kind.encode(),
        }
    }
}
