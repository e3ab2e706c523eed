//! Whether an object is one that its API server would take: names, types, enumerations, patterns and limits.
//!
//! [`check`] walks the tree straight over the compact tables under `schemas/` ([`table`] has their grammar), without
//! compiling a schema first: a type is read when an object first needs it, and kept. What the tables do not know is
//! [`Outcome::NoSchema`], never "valid".
//!
//! ```
//! use streamwright::schema::{self, Outcome, Versions};
//! use streamwright::yaml::{Key, Map, Node, Value};
//!
//! let text = |text: &str| Node::new(Value::String(text.into()), ());
//! let mut object = Map::new();
//! for (key, value) in [("apiVersion", "v1"), ("kind", "Namespace"), ("metdata", "kafka")] {
//!     object.push(Key { text: key.into(), origin: () }, text(value));
//! }
//! let versions = Versions::newest();
//! let Outcome::Checked(violations) = schema::check(&Node::new(Value::Map(object), ()), &versions) else { panic!() };
//! assert_eq!(violations[0].to_string(), "`/metdata`: `Namespace` has no field `metdata`");
//! assert_eq!(violations[0].problem.help().as_deref(), Some("did you mean `metadata`?"));
//! ```

mod added;
mod condition;
mod expression;
mod form;
mod kind;
mod limits;
mod names;
mod pattern;
mod pointer;
mod problem;
mod record;
mod scalar;
pub mod table;
mod takes;
mod versions;
mod walk;

pub use added::{Added, is_definition};
pub use problem::{Problem, Violation};
pub use table::opened;
pub use takes::{Takes, takes};
pub use versions::{UnsupportedVersion, Versions};

pub use crate::facts::kubernetes::{MINORS as KUBERNETES, Minor};
pub use crate::facts::strimzi::EMITTED as STRIMZI;
use crate::yaml::Node;

/// What checking an object came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The object was compared with its schema; no violation means that it fits.
    Checked(Vec<Violation>),
    /// No table describes this kind: nothing is known about the object.
    NoSchema {
        /// As the object has it.
        api_version: String,
        /// As the object has it.
        kind: String,
    },
}

/// Compares one object with the schema of its `apiVersion` and `kind` in these versions, and with what the API server
/// refuses beyond that schema.
///
/// Violations come in the order of the document; those of a missing field stand at the map that misses it.
pub fn check<O>(object: &Node<O>, versions: &Versions) -> Outcome {
    judge(object, versions, true)
}

/// Compares one object with the published schema alone, without what its API server refuses beyond that.
pub fn check_published<O>(object: &Node<O>, versions: &Versions) -> Outcome {
    judge(object, versions, false)
}

fn judge<O>(object: &Node<O>, versions: &Versions, beyond: bool) -> Outcome {
    match kind::find(object, versions) {
        kind::Found::Root(root) => Outcome::Checked(walk::walk(object, root, versions, beyond)),
        kind::Found::Violation(violation) => Outcome::Checked(vec![violation]),
        kind::Found::Unknown { api_version, kind } => Outcome::NoSchema { api_version, kind },
    }
}

/// Compares one object with the schema that its `kind` has in another `apiVersion` than it says; `None` where that one
/// has no such kind.
pub fn check_as<O>(object: &Node<O>, api_version: &str, versions: &Versions) -> Option<Vec<Violation>> {
    let kind = object.get("kind").and_then(Node::as_str)?;
    let root = kind::root(api_version, kind, versions)?;
    Some(walk::walk(object, root, versions, true))
}

/// The newest version of a group that serves a kind and is neither alpha nor beta: `apps/v1`.
#[must_use]
pub fn stable(group: &str, kind: &str, versions: &Versions) -> Option<&'static str> {
    kind::stable(group, kind, versions)
}
