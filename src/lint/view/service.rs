use crate::object::{Node, Object};

/// Whether a Service gives its pods names of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headless {
    /// `clusterIP: None`.
    Yes,
    /// It has an address of its own, or none of its own pods.
    No,
    /// What it says is not text.
    Unreadable,
}

/// Whether a Service is headless.
#[must_use]
pub fn headless(service: &Object) -> Headless {
    match service.at("spec/clusterIP") {
        Some(node) if node.as_str() == Some("None") => Headless::Yes,
        Some(node) if node.as_str().is_none() && !node.is_null() => Headless::Unreadable,
        _ => match service.at("spec/clusterIPs").and_then(Node::as_list) {
            Some([only]) if only.as_str() == Some("None") => Headless::Yes,
            _ => Headless::No,
        },
    }
}

/// The ports of a Service.
pub fn ports(service: &Object) -> impl Iterator<Item = &Node> {
    service.at("spec/ports").and_then(Node::as_list).into_iter().flatten()
}
