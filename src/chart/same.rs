//! Whether two trees are the same object: the order of maps means nothing, everything else does.

use crate::object::Node;
use crate::yaml::Value;

pub(super) fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Map(a), Value::Map(b)) => {
            a.entries.len() == b.entries.len()
                && a.entries.iter().zip(&b.entries).all(|(ours, theirs)| {
                    // Mostly in the same order.
                    let other = if ours.key.text == theirs.key.text {
                        Some(&theirs.value)
                    } else {
                        b.get(&ours.key.text)
                    };
                    other.is_some_and(|other| same(&ours.value, other))
                })
        }
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        _ => false,
    }
}
