use super::{Decoder, Schemas, Shape};
use crate::diagnostic::Diagnostic;
use crate::source::{Origin, Span};
use crate::yaml::{Key, Map, Mark, Node, Value};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use std::ops::Deref;

/// What may stand as a name in a [`Named`] map.
pub trait NameRule {
    /// What is wrong with `name`, as a diagnostic at `span`; `None` when nothing is.
    fn check(name: &str, span: Span) -> Option<Diagnostic>;
    /// The JSON Schema of a name.
    fn schema() -> Json;
}

/// A map from names to things: merges by name, and its order means nothing, so it is kept sorted.
#[derive(Debug, Clone)]
pub struct Named<T, R = super::value::FreeName> {
    /// In boxes: the map keeps room for eleven wherever one stands.
    items: BTreeMap<String, Box<Item<T>>>,
    /// Names that stand in the document but could not be read: references to them are not dangling.
    broken: BTreeSet<String>,
    /// Where the map stands; `None` when it does not.
    pub origin: Option<Origin>,
    rule: PhantomData<R>,
}

/// One thing with the place of its name.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// Where its name stands.
    pub key: Origin,
    /// The thing.
    pub value: T,
}

impl<T> Item<T> {
    /// Where its name was written, when it was.
    pub fn key_span(&self) -> Option<Span> {
        self.key.span()
    }
}

impl<T> Deref for Item<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T, R> Default for Named<T, R> {
    fn default() -> Self {
        Self { items: BTreeMap::new(), broken: BTreeSet::new(), origin: None, rule: PhantomData }
    }
}

impl<T, R> Named<T, R> {
    /// The thing called `name`.
    pub fn get(&self, name: &str) -> Option<&Item<T>> {
        self.items.get(name).map(|item| &**item)
    }

    /// The thing called `name`, with its name as it is kept here.
    pub fn entry(&self, name: &str) -> Option<(&str, &Item<T>)> {
        self.items.get_key_value(name).map(|(name, item)| (name.as_str(), &**item))
    }

    /// The thing called `name`, to complete it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Item<T>> {
        self.items.get_mut(name).map(|item| &mut **item)
    }

    /// Names and things, sorted by name.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Item<T>)> {
        self.items.iter().map(|(name, item)| (name.as_str(), &**item))
    }

    /// Names and things, to complete them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Item<T>)> {
        self.items.iter_mut().map(|(name, item)| (name.as_str(), &mut **item))
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// Whether the name stands in the document, readable or not.
    pub fn mentions(&self, name: &str) -> bool {
        self.items.contains_key(name) || self.broken.contains(name)
    }

    /// Whether the name stands in the document but could not be read, which was reported.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// Whether some names stand in the document but could not be read: what is counted is then not all there is.
    pub fn any_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// How many could be read.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether none could be read.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds a thing under a name.
    pub fn insert(&mut self, name: &str, key: Origin, value: T) {
        self.origin.get_or_insert_with(|| key.clone());
        self.items.insert(name.to_owned(), Box::new(Item { key, value }));
    }
}

impl<T: Shape, R: NameRule> Shape for Named<T, R> {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let map = cx.map(node)?;
        let mut named = Self { origin: Some(cx.origin_of(node)), ..Self::default() };
        for entry in &map.entries {
            let (name, span) = (entry.key.text.as_str(), entry.key.origin.span);
            let complaint = R::check(name, span);
            let sound = complaint.is_none();
            if let Some(diagnostic) = complaint {
                cx.report(diagnostic);
            }
            match cx.within(name, span, |cx| T::decode(&entry.value, cx)) {
                Some(value) if sound => {
                    named.items.insert(name.to_owned(), Box::new(Item { key: cx.origin_at(span), value }));
                }
                _ => {
                    named.broken.insert(name.to_owned());
                }
            }
        }
        Some(named)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"type": "object", "propertyNames": R::schema(), "additionalProperties": T::schema(schemas)})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        let origin = self.origin.clone()?;
        let mut map = Map::new();
        for (name, item) in &self.items {
            if let Some(node) = item.value.encode() {
                map.push(Key { text: name.clone(), origin: item.key.clone() }, node);
            }
        }
        Some(Node::new(Value::Map(map), origin))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl<T: Shape> Shape for Option<T> {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, cx).map(Some)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
    }

    fn encode(&self) -> Option<Node<Origin>> {
        self.as_ref().and_then(T::encode)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let Some(items) = node.as_list() else { return cx.wrong_type(node, "a list") };
        // Every item is read before one of them spoils the list: all mistakes are reported.
        let read: Vec<_> =
            items.iter().enumerate().map(|(i, item)| cx.item(i, item, |cx| T::decode(item, cx))).collect();
        read.into_iter().collect()
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"type": "array", "items": T::schema(schemas)})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        let items: Vec<_> = self.iter().filter_map(T::encode).collect();
        let origin = items.first()?.origin.clone();
        Some(Node::new(Value::List(items), origin))
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}
