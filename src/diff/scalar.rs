//! Scalars that are written differently and mean the same.

use super::noise::Noise;
use crate::facts::kubernetes::Quantity;
use crate::object::Node;
use crate::yaml::Value;

/// Why two scalars mean the same, where they do and are not written so. `above` are the keys on the way, the
/// nearest last.
pub(super) fn noise(above: &[&str], before: &Node, after: &Node) -> Option<Noise> {
    let (key, parents) = above.split_last()?;
    if is_quantity(key, parents)
        && let (Some(before), Some(after)) = (text(before), text(after))
        && let (Ok(before), Ok(after)) = (Quantity::parse(&before), Quantity::parse(&after))
        && before == after
    {
        return Some(Noise::Quantity);
    }
    let (before, after) = (text(before)?, text(after)?);
    (before == after && takes_text(key, parents)).then_some(Noise::Text)
}

/// A scalar as text.
pub(super) fn text(node: &Node) -> Option<String> {
    Some(match &node.value {
        Value::String(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Bool(word) => word.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => return None,
    })
}

fn is_quantity(key: &str, parents: &[&str]) -> bool {
    let parent = parents.last().copied().unwrap_or_default();
    matches!(parent, "requests" | "limits" | "capacity" | "hard" | "overhead" | "default" | "defaultRequest")
        || matches!(key, "sizeLimit" | "divisor" | "averageValue")
        || (key == "size" && (parent == "volumes" || parents.contains(&"storage")))
}

/// Where Strimzi and Kubernetes take a number or boolean for its text.
fn takes_text(key: &str, parents: &[&str]) -> bool {
    parents.last().is_some_and(|parent| *parent == "config" || parent.ends_with("Config"))
        || matches!(key, "maxUnavailable" | "maxSurge" | "minAvailable" | "targetPort")
}
