use super::patched;
use crate::object::Node;
use crate::yaml::{Key, Map, Value};

/// RFC 7396: maps merge, null takes away, everything else replaces.
pub(super) fn merge(target: &mut Node, patch: &Node) {
    let Value::Map(changes) = &patch.value else {
        *target = set(patch, Some(target));
        return;
    };
    if target.as_map().is_none() {
        let origin = patched(patch.origin.span(), Some(target));
        *target = Node::new(Value::Map(Map::new()), origin);
    }
    let changes_span = patch.origin.span();
    let Value::Map(map) = &mut target.value else { return };
    for entry in &changes.entries {
        let key = &entry.key.text;
        if entry.value.is_null() {
            let before = map.entries.len();
            map.entries.retain(|e| e.key.text != *key);
            if map.entries.len() < before {
                // What is gone can carry no blame: what it was taken from does.
                target.origin = patched(entry.value.origin.span().or(changes_span), None);
            }
        } else if let Some(old) = map.get_mut(key) {
            merge(old, &entry.value);
        } else {
            let value = set(&entry.value, None);
            map.push(Key { text: key.clone(), origin: value.origin.clone() }, value);
        }
    }
}

/// A value of the patch as it stands in the object: nulls inside a new map take away nothing and are left out.
pub(super) fn set(patch: &Node, before: Option<&Node>) -> Node {
    let mut node = patch.clone().map_origin(&mut |origin| patched(origin.span(), None));
    node.origin = patched(patch.origin.span(), before);
    without_nulls(&mut node);
    node
}

fn without_nulls(node: &mut Node) {
    match &mut node.value {
        Value::Map(map) => {
            map.entries.retain(|entry| !entry.value.is_null());
            map.entries.iter_mut().for_each(|entry| without_nulls(&mut entry.value));
        }
        Value::List(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Tree;
    use crate::source::Origin;

    #[test]
    fn maps_merge_and_null_takes_away() {
        let origin = Origin::Fixed;
        let mut target =
            Tree::new(&origin).put("a", Tree::new(&origin).put("b", 1).put("c", 2)).put("d", ["x"]).finish();
        let null = Node::new(Value::Null, origin.clone());
        let patch = Tree::new(&origin)
            .put("a", Tree::new(&origin).put("b", null).put("e", 3))
            .put("d", ["y", "z"])
            .finish();
        merge(&mut target, &patch);
        let json = crate::yaml::to_json(&target).to_string();
        assert_eq!(json, r#"{"a":{"c":2,"e":3},"d":["y","z"]}"#);
    }
}
