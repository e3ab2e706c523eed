use crate::blueprint::{Decoder, Schemas, Shape};
use crate::source::Origin;
use crate::yaml::{Mark, Node};
use serde_json::{Value as Json, json};

/// Any YAML, passed through to the field of its name; the target's schema judges it.
#[derive(Debug, Clone, PartialEq)]
pub struct Raw(pub Node<Origin>);

/// A map, passed through.
#[derive(Debug, Clone, PartialEq)]
pub struct RawMap(pub Node<Origin>);

/// A list, passed through.
#[derive(Debug, Clone, PartialEq)]
pub struct RawList(pub Node<Origin>);

fn carried(node: &Node<Mark>, cx: &Decoder<'_>) -> Node<Origin> {
    node.clone().map_origin(&mut |mark| cx.origin_at(mark.span))
}

impl Shape for Raw {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        Some(Self(carried(node, cx)))
    }
    fn schema(_: &mut Schemas) -> Json {
        json!({})
    }
    fn encode(&self) -> Option<Node<Origin>> {
        Some(self.0.clone())
    }
}

impl Shape for RawMap {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        cx.map(node)?;
        Some(Self(carried(node, cx)))
    }
    fn schema(_: &mut Schemas) -> Json {
        json!({"type": "object"})
    }
    fn encode(&self) -> Option<Node<Origin>> {
        Some(self.0.clone())
    }
}

impl Shape for RawList {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        if node.as_list().is_none() {
            return cx.wrong_type(node, "a list");
        }
        Some(Self(carried(node, cx)))
    }
    fn schema(_: &mut Schemas) -> Json {
        json!({"type": "array"})
    }
    fn encode(&self) -> Option<Node<Origin>> {
        Some(self.0.clone())
    }
}
