use crate::yaml::{Node, Value};
use std::fmt;

/// One step down a tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into a map.
    Key(String),
    /// Into a list.
    Index(usize),
}

/// A place in a tree; written as a JSON pointer (RFC 6901).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer(pub Vec<Step>);

impl Pointer {
    /// Reads a JSON pointer; a number is an index where it meets a list.
    ///
    /// # Errors
    /// When it is neither empty nor begins with `/`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let Some(rest) = text.strip_prefix('/') else {
            return Err(format!("`{text}` is not a JSON pointer: it must begin with `/`"));
        };
        let steps =
            rest.split('/').map(|part| Step::Key(part.replace("~1", "/").replace("~0", "~"))).collect();
        Ok(Self(steps))
    }

    /// The way from `root` to `node`, which is one of its own; `None` for a node of another tree.
    ///
    /// Looks at the whole tree: for what is said of a few places, not for walking.
    pub fn to<O>(root: &Node<O>, node: &Node<O>) -> Option<Self> {
        let mut steps = Vec::new();
        found(root, node, &mut steps).then(|| {
            steps.reverse();
            Self(steps)
        })
    }

    /// The nodes on the way, the root first, as far as they exist.
    pub fn walk<'n, O>(&self, root: &'n Node<O>) -> Vec<&'n Node<O>> {
        let mut nodes = vec![root];
        for step in &self.0 {
            match nodes.last().and_then(|node| step.of(node)) {
                Some(next) => nodes.push(next),
                None => break,
            }
        }
        nodes
    }

    /// The node at the place.
    pub fn find<'n, O>(&self, root: &'n Node<O>) -> Option<&'n Node<O>> {
        let nodes = self.walk(root);
        (nodes.len() == self.0.len() + 1).then(|| nodes[nodes.len() - 1])
    }
}

/// Whether `node` is in the tree; the steps to it, the last one first.
fn found<O>(root: &Node<O>, node: &Node<O>, steps: &mut Vec<Step>) -> bool {
    if std::ptr::eq(root, node) {
        return true;
    }
    match &root.value {
        Value::Map(map) => map.entries.iter().any(|entry| {
            let here = found(&entry.value, node, steps);
            if here {
                steps.push(Step::Key(entry.key.text.clone()));
            }
            here
        }),
        Value::List(items) => items.iter().enumerate().any(|(index, item)| {
            let here = found(item, node, steps);
            if here {
                steps.push(Step::Index(index));
            }
            here
        }),
        _ => false,
    }
}

impl Step {
    /// The child this step leads to.
    pub fn of<'n, O>(&self, node: &'n Node<O>) -> Option<&'n Node<O>> {
        match (&node.value, self) {
            (Value::Map(map), Self::Key(key)) => map.get(key),
            (Value::List(items), Self::Key(key)) => items.get(key.parse::<usize>().ok()?),
            (Value::List(items), Self::Index(index)) => items.get(*index),
            _ => None,
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0 {
            match step {
                Step::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))?,
                Step::Index(index) => write!(f, "/{index}")?,
            }
        }
        Ok(())
    }
}
