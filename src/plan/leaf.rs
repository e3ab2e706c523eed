//! What a blueprint holds, as it stands in an object.

use crate::blueprint::{
    Config, ConfigValue, Named, Quantity, Raw, RawList, RawMap, Resources, Scalar, Tagged, Val,
};
use crate::object::{Leaf, Node, Tree};
use crate::source::Origin;
use crate::yaml::Value;

impl<T: Scalar> Leaf for &Val<T> {
    fn node(self, _: &Origin) -> Option<Node> {
        Some(Node::new(self.value.plain(), self.origin.clone()))
    }
}

impl<T> Leaf for &Option<T>
where
    for<'a> &'a T: Leaf,
{
    fn node(self, fallback: &Origin) -> Option<Node> {
        self.as_ref().and_then(|value| value.node(fallback))
    }
}

impl<T> Leaf for &Vec<T>
where
    for<'a> &'a T: Leaf,
{
    fn node(self, fallback: &Origin) -> Option<Node> {
        let nodes: Vec<Node> = self.iter().filter_map(|item| item.node(fallback)).collect();
        nodes.node(fallback)
    }
}

macro_rules! raw {
    ($($ty:ty),*) => {$(
        impl Leaf for &$ty {
            fn node(self, _: &Origin) -> Option<Node> {
                Some(self.0.clone())
            }
        }
    )*};
}
raw!(Raw, RawMap, RawList);

/// Settings as they are; a secret or format has no plain form and is left to whoever knows where it may stand.
impl Leaf for &Config {
    fn node(self, fallback: &Origin) -> Option<Node> {
        let origin = self.origin.as_ref().unwrap_or(fallback);
        let entries = self.entries.iter().filter_map(|(key, entry)| {
            let value = match &entry.value {
                ConfigValue::Bool(value) => Value::Bool(*value),
                ConfigValue::Int(number) => Value::Int(*number),
                ConfigValue::Float(number) => Value::Float(*number),
                ConfigValue::Text(text) => Value::String(text.clone()),
                ConfigValue::Secret(_) | ConfigValue::Format { .. } => return None,
            };
            Some((key, Node::new(value, entry.origin.clone())))
        });
        entries.fold(Tree::new(origin), |tree, (key, node)| tree.put(key, node)).node(fallback)
    }
}

/// Labels, annotations, parameters: whatever was written, as text, which is all Kubernetes takes there.
pub(super) fn texts(config: &Config) -> Tree {
    let origin = config.origin.clone().unwrap_or(Origin::Fixed);
    config.entries.iter().fold(Tree::new(&origin), |tree, (key, entry)| {
        let text = match &entry.value {
            ConfigValue::Bool(value) => value.to_string(),
            ConfigValue::Int(number) => number.to_string(),
            ConfigValue::Float(number) => number.to_string(),
            ConfigValue::Text(text) => text.clone(),
            ConfigValue::Secret(_) | ConfigValue::Format { .. } => return tree,
        };
        tree.put_from(key, text, &entry.origin)
    })
}

/// Strimzi's object, or one with the word as its `type`.
impl<T: Scalar> Leaf for &Tagged<T> {
    fn node(self, fallback: &Origin) -> Option<Node> {
        match &self.object {
            Some(object) => object.node(fallback),
            None => Tree::new(&self.kind.origin).put("type", &self.kind).node(fallback),
        }
    }
}

impl Leaf for &Resources {
    fn node(self, fallback: &Origin) -> Option<Node> {
        let amounts = |named: &Named<Val<Quantity>>| {
            named.iter().fold(Tree::new(&self.origin), |tree, (name, amount)| tree.put(name, &amount.value))
        };
        let tree = Tree::new(&self.origin)
            .put("requests", amounts(&self.requests))
            .put("limits", amounts(&self.limits));
        tree.node(fallback)
    }
}
