//! Typed building of trees: every value comes with its origin, and what is absent is left out.

use super::Node;
use crate::source::Origin;
use crate::yaml::{Key, Map, Value};

/// Something that can stand in a tree; `None` for what is to be left out.
pub trait Leaf {
    /// The node, with `fallback` as the origin of values that bring none.
    fn node(self, fallback: &Origin) -> Option<Node>;
}

/// A map in the making; values without an origin of their own take the tree's.
#[derive(Debug, Clone)]
pub struct Tree {
    origin: Origin,
    map: Map<Origin>,
    keep_empty: bool,
}

impl Tree {
    /// An empty map whose values come from `origin` unless they say otherwise.
    #[must_use]
    pub fn new(origin: &Origin) -> Self {
        Self { origin: origin.clone(), map: Map::new(), keep_empty: false }
    }

    /// The origin its values take.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Adds a value; nothing where there is none, and nothing for a map or list without entries.
    #[must_use]
    pub fn put(mut self, key: &str, value: impl Leaf) -> Self {
        if let Some(node) = value.node(&self.origin) {
            self.insert(key, node);
        }
        self
    }

    /// Adds a value that comes from elsewhere than the rest of the map.
    #[must_use]
    pub fn put_from(mut self, key: &str, value: impl Leaf, origin: &Origin) -> Self {
        if let Some(node) = value.node(origin) {
            self.insert(key, node);
        }
        self
    }

    /// Adds a map even when it is empty, where emptiness means something.
    #[must_use]
    pub fn put_even_empty(self, key: &str, value: Tree) -> Self {
        self.put(key, value.even_empty())
    }

    /// To be written even when nothing is in it.
    #[must_use]
    pub fn even_empty(mut self) -> Self {
        self.keep_empty = true;
        self
    }

    /// Changes the tree when there is something to change it with.
    #[must_use]
    pub fn with<T>(self, value: Option<T>, change: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => change(self, value),
            None => self,
        }
    }

    /// Adds everything of another map, whose word wins.
    #[must_use]
    pub fn merge(mut self, other: Tree) -> Self {
        for entry in other.map.entries {
            match self.map.get_mut(&entry.key.text) {
                Some(old) => *old = entry.value,
                None => self.map.push(entry.key, entry.value),
            }
        }
        self
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.map.get(key)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The map as a node, empty or not.
    #[must_use]
    pub fn finish(mut self) -> Node {
        // Room to grow is given in steps of four entries, and most maps have fewer.
        self.map.entries.shrink_to_fit();
        Node::new(Value::Map(self.map), self.origin)
    }

    fn insert(&mut self, key: &str, node: Node) {
        match self.map.get_mut(key) {
            // A later word wins, and keeps the place of the first.
            Some(old) => *old = node,
            None => {
                let origin = node.origin.clone();
                self.map.push(Key { text: key.to_owned(), origin }, node);
            }
        }
    }
}

impl Leaf for Tree {
    fn node(self, _: &Origin) -> Option<Node> {
        (self.keep_empty || !self.map.is_empty()).then(|| self.finish())
    }
}

impl Leaf for Node {
    fn node(self, _: &Origin) -> Option<Node> {
        Some(self)
    }
}

impl Leaf for &Node {
    fn node(self, _: &Origin) -> Option<Node> {
        Some(self.clone())
    }
}

impl<T: Leaf> Leaf for Option<T> {
    fn node(self, fallback: &Origin) -> Option<Node> {
        self.and_then(|value| value.node(fallback))
    }
}

impl<T: Leaf> Leaf for Vec<T> {
    fn node(self, fallback: &Origin) -> Option<Node> {
        let items: Vec<Node> = self.into_iter().filter_map(|item| item.node(fallback)).collect();
        let origin = items.first()?.origin.clone();
        Some(Node::new(Value::List(items), origin))
    }
}

impl<T: Leaf, const N: usize> Leaf for [T; N] {
    fn node(self, fallback: &Origin) -> Option<Node> {
        Vec::from(self).node(fallback)
    }
}

macro_rules! plain {
    ($($ty:ty => $make:expr;)*) => {$(
        impl Leaf for $ty {
            fn node(self, fallback: &Origin) -> Option<Node> {
                let make: fn($ty) -> Value<Origin> = $make;
                Some(Node::new(make(self), fallback.clone()))
            }
        }
    )*};
}

plain! {
    String => Value::String;
    bool => Value::Bool;
    u16 => |n| Value::Int(n.into());
    u32 => |n| Value::Int(n.into());
    i32 => |n| Value::Int(n.into());
    i64 => |n| Value::Int(n.into());
    i128 => Value::Int;
    f64 => Value::Float;
}

impl Leaf for &str {
    fn node(self, fallback: &Origin) -> Option<Node> {
        Some(Node::new(Value::String(self.to_owned()), fallback.clone()))
    }
}

impl Leaf for &String {
    fn node(self, fallback: &Origin) -> Option<Node> {
        self.as_str().node(fallback)
    }
}

/// Text with an origin of its own.
#[must_use]
pub fn text(value: impl Into<String>, origin: &Origin) -> Node {
    Node::new(Value::String(value.into()), origin.clone())
}

/// A list that is written even when nothing is in it.
#[must_use]
pub fn list(items: Vec<Node>, origin: &Origin) -> Node {
    Node::new(Value::List(items), origin.clone())
}
