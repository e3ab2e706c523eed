use crate::built::Built;
use std::collections::BTreeSet;
use streamwright::object::Node;
use streamwright::source::Origin;
use streamwright::topology::decisions;
use streamwright::yaml::Value;

/// Every leaf below a node with its path.
fn leaves<'n>(at: &str, node: &'n Node, found: &mut Vec<(String, &'n Origin)>) {
    match &node.value {
        Value::Map(map) if !map.is_empty() => {
            for entry in &map.entries {
                leaves(&format!("{at}/{}", entry.key.text), &entry.value, found);
            }
        }
        Value::List(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                leaves(&format!("{at}/{index}"), item, found);
            }
        }
        _ => found.push((at.to_owned(), &node.origin)),
    }
}

#[test]
fn every_leaf_was_written_decided_by_a_row_or_follows_from_what_was() {
    let rows: BTreeSet<&str> = decisions().iter().map(|row| row.id).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints");
    let (mut seen, mut unexplained) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let built = Built::of(&std::fs::read_to_string(&path).unwrap());
        for object in built.objects(None).into_iter().filter(|o| o.gvk.group == "kafka.strimzi.io") {
            let mut found = Vec::new();
            leaves("", &object.node, &mut found);
            seen += found.len();
            let open = found.into_iter().filter(|(at, origin)| match origin {
                Origin::Fixed => !matches!(at.as_str(), "/apiVersion" | "/kind"),
                Origin::Default(row) => !rows.contains(row),
                Origin::Written(_) | Origin::Derived(_) | Origin::Patched { .. } => false,
            });
            unexplained.extend(open.map(|(at, _)| format!("{} {at}", object.title())));
        }
    }
    assert!(seen > 500, "only {seen} leaves");
    assert_eq!(unexplained, [""; 0]);
}
