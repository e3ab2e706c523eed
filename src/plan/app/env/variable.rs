use crate::object::Tree;
use crate::plan::access::Entry;
use crate::source::Origin;

/// One environment variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) holds: Holds,
    /// Where its name comes from.
    pub(super) key: Origin,
    /// Where its value comes from.
    pub(super) origin: Origin,
}

/// What a variable holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Holds {
    /// Text, in which Kubernetes expands `$(NAME)`.
    Text(String),
    /// One key of a Secret.
    Secret {
        /// The Secret.
        name: String,
        /// The key.
        key: String,
    },
    /// A field of the pod.
    Field(&'static str),
}

impl Holds {
    pub(super) fn entry(entry: &Entry) -> Self {
        Self::Secret { name: entry.secret.clone(), key: entry.key.clone() }
    }
}

impl Variable {
    pub(super) fn tree(self) -> Tree {
        let tree = Tree::new(&self.key).put("name", &self.name);
        let source = |key: &str, tree: Tree| Tree::new(&self.origin).put(key, tree);
        match &self.holds {
            Holds::Text(text) => tree.put_from("value", text, &self.origin),
            Holds::Secret { name, key } => {
                let reference = Tree::new(&self.origin).put("name", name).put("key", key);
                tree.put("valueFrom", source("secretKeyRef", reference))
            }
            Holds::Field(path) => {
                let reference = Tree::new(&self.origin).put("fieldPath", *path);
                tree.put("valueFrom", source("fieldRef", reference))
            }
        }
    }
}

/// A name for a variable that only another one uses: `base`, with `_` added while it is taken.
pub(super) fn free_name(base: String, taken: &mut Vec<String>) -> String {
    let mut name = base;
    while taken.contains(&name) {
        name.push('_');
    }
    taken.push(name.clone());
    name
}
