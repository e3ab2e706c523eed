//! Kubernetes objects as trees whose leaves know where they come from, whoever wrote them.

mod build;
mod object;
mod pointer;

pub use build::{Leaf, Tree, list, text};
pub use object::{Gvk, Object};
pub use pointer::{Pointer, Step};

/// A tree whose nodes know where they come from.
pub type Node = crate::yaml::Node<crate::source::Origin>;
