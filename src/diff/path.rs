use crate::object::{Node, Pointer, Step};
use crate::source::Span;
use crate::yaml::Value;
use std::fmt;

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Into a map.
    Key(String),
    /// To an item of a list whose items are told apart by keys of their own.
    Item {
        /// What it is called by those keys: `tls`, `8080/TCP`.
        label: String,
        /// Its place in the list before; `None` where it was not there.
        before: Option<usize>,
        /// Its place in the list after; `None` where it is no more.
        after: Option<usize>,
    },
}

/// Which of the two trees is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// The one that was.
    Before,
    /// The one that is to be.
    After,
}

/// The way to something that may stand at different places of two trees.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Part>);

impl Part {
    /// The key, or what the item is called.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Key(text) | Self::Item { label: text, .. } => text,
        }
    }

    /// The child it leads to in one of the trees.
    fn of<'n>(&self, node: &'n Node, which: Which) -> Option<&'n Node> {
        match (self, &node.value) {
            (Self::Key(key), Value::Map(map)) => map.get(key),
            (Self::Item { before, after, .. }, Value::List(items)) => {
                let at = if which == Which::Before { before } else { after };
                items.get((*at)?)
            }
            _ => None,
        }
    }
}

impl Path {
    /// The JSON pointer in one of the trees; of what is not there, of its nearest parent.
    #[must_use]
    pub fn pointer(&self, which: Which) -> Pointer {
        let step = |part: &Part| match part {
            Part::Key(key) => Some(Step::Key(key.clone())),
            Part::Item { before, after, .. } => {
                let at = if which == Which::Before { before } else { after };
                at.map(Step::Index)
            }
        };
        Pointer(self.0.iter().map_while(step).collect())
    }

    /// What stands there.
    #[must_use]
    pub fn find<'n>(&self, root: &'n Node, which: Which) -> Option<&'n Node> {
        self.0.iter().try_fold(root, |node, part| part.of(node, which))
    }

    /// Where it was written; of what is not there, where its nearest written parent was.
    #[must_use]
    pub fn span(&self, root: &Node, which: Which) -> Option<Span> {
        let mut span = root.origin.span();
        let mut node = root;
        for part in &self.0 {
            let Some(next) = part.of(node, which) else { break };
            span = next.origin.span().or(span);
            node = next;
        }
        span
    }

    /// The last key or item, without those above it.
    #[must_use]
    pub fn last(&self) -> &str {
        self.0.last().map_or("", Part::text)
    }

    /// What the innermost item of a list on the way is called.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|part| match part {
            Part::Item { label, .. } => Some(label.as_str()),
            Part::Key(_) => None,
        })
    }

    /// Whether it is `parent` or lies below.
    #[must_use]
    pub fn is_within(&self, parent: &Self) -> bool {
        self.0.starts_with(&parent.0)
    }
}

/// `spec.kafka.listeners[tls].port`, `metadata.labels[strimzi.io/cluster]`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            match part {
                Part::Key(key) if key.contains(['.', '/', ' ', '[', ']']) || key.is_empty() => {
                    write!(f, "[{key}]")?;
                }
                Part::Key(key) if at == 0 => f.write_str(key)?,
                Part::Key(key) => write!(f, ".{key}")?,
                Part::Item { label, .. } => write!(f, "[{label}]")?,
            }
        }
        Ok(())
    }
}
