use super::{Merge, Nodes};
use crate::chart::Shape;
use crate::facts::kafka::ConfigTable;
use crate::facts::strimzi;
use crate::object::Node;
use crate::schema::{self, Takes, Versions};

impl Merge<'_, '_> {
    /// A shape with what is known of the place beside its type; as it is where a value goes beyond that.
    pub(super) fn narrowed(&self, shape: Shape, nodes: &Nodes<'_>) -> Shape {
        let present = || nodes.iter().flatten().copied();
        match shape {
            Shape::Int(least, most) => {
                let (low, high) = self.range();
                let (low, high) = (low.unwrap_or(least), high.unwrap_or(most));
                let fits = |node: &Node| {
                    node.as_int().is_some_and(|number| (i128::from(low)..=i128::from(high)).contains(&number))
                };
                if present().all(fits) { Shape::Int(low, high) } else { shape }
            }
            Shape::Text => match self.takes(&self.at) {
                Some(Takes::Pattern(pattern)) if !present().any(|node| node.as_str() == Some("")) => {
                    Shape::Pattern(pattern)
                }
                Some(Takes::OneOf(words)) => Shape::OneOf(words),
                _ => shape,
            },
            Shape::TextList => {
                let mut item = self.at.clone();
                item.push("0".to_owned());
                match self.takes(&item) {
                    Some(Takes::OneOf(words)) => Shape::WordList(words),
                    _ => shape,
                }
            }
            shape => shape,
        }
    }

    fn takes(&self, at: &[String]) -> Option<Takes> {
        schema::takes(self.place.api_version, self.place.kind, at, &Versions::newest())
    }

    fn range(&self) -> (Option<i64>, Option<i64>) {
        let at: Vec<&str> = self.at.iter().map(String::as_str).collect();
        let newest = strimzi::version(strimzi::EMITTED[strimzi::EMITTED.len() - 1]);
        let table = newest.and_then(|newest| ConfigTable::for_version(newest.default_kafka));
        let key = table.and_then(|table| match (self.place.kind, at.as_slice()) {
            ("Kafka", ["spec", "kafka", "config", key]) => table.broker(key),
            ("KafkaTopic", ["spec", "config", key]) => table.topic(key),
            _ => None,
        });
        match (key, self.takes(&self.at)) {
            (Some(key), _) if key.also.is_none() => {
                let limit = |limit: Option<&str>| limit.and_then(|limit| limit.parse().ok());
                (limit(key.min), limit(key.max))
            }
            (_, Some(Takes::Range(low, high))) => (low, high),
            _ => (None, None),
        }
    }
}
