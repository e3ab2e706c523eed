use crate::facts::kubernetes::Quantity;
use crate::object::Node;

/// An amount of a resource, as written and in thousandths; `None` where it is none Kubernetes reads.
#[must_use]
pub fn amount(node: &Node) -> Option<(String, i128)> {
    let text = match (node.as_str(), node.as_int()) {
        (Some(text), _) => text.to_owned(),
        (_, Some(number)) => number.to_string(),
        _ => return None,
    };
    let milli = Quantity::parse(&text).ok()?.milli();
    Some((text, milli))
}
