//! Whole objects as YAML, secrets left out.

use super::shown::SECRET;
use crate::facts::secrets::{is_reference, is_secret_key};
use crate::object::{Node, Object};
use crate::yaml::{self, Value};

/// The object as it is written, with a stand-in for each secret.
pub(super) fn text(object: &Object) -> String {
    let mut node = object.node.clone();
    withhold(&mut node, object.gvk.kind == "Secret");
    yaml::write(&node)
}

fn withhold(node: &mut Node, of_secret: bool) {
    match &mut node.value {
        Value::Map(map) => {
            let named = map.get("name").and_then(Node::as_str).is_some_and(is_secret_key);
            for entry in &mut map.entries {
                let key = entry.key.text.as_str();
                if of_secret && matches!(key, "data" | "stringData") {
                    every(&mut entry.value);
                } else if is_secret_key(key) || (named && key == "value") {
                    one(&mut entry.value);
                } else {
                    withhold(&mut entry.value, false);
                }
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| withhold(item, false)),
        Value::String(text) if text.contains('\n') => *text = super::shown::settings(text),
        _ => {}
    }
}

/// A scalar that is a secret; a map under such a key says where one is.
fn one(node: &mut Node) {
    match &node.value {
        Value::Map(_) | Value::List(_) => withhold(node, false),
        Value::String(text) if is_reference(text) => {}
        _ => node.value = Value::String(SECRET.into()),
    }
}

fn every(node: &mut Node) {
    if let Value::Map(map) = &mut node.value {
        map.entries.iter_mut().for_each(|entry| entry.value.value = Value::String(SECRET.into()));
    }
}
