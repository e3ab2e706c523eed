//! The only room that names the YAML crate: spanned tree, Kubernetes scalar rules, comments, the one writer.

mod node;

pub use node::{Ambiguity, Entry, Key, Map, Mark, Node, Style, Value};
