//! Tables are opened when they are needed and not before; alone in its process, since the count is the process's.

use std::fs;
use std::path::Path;

use streamwright::schema::{self, Outcome, Versions};
use streamwright::yaml::{Key, Map, Node, Value};

fn object(api_version: &str, kind: &str) -> Node<()> {
    let mut map = Map::new();
    for (key, value) in [("apiVersion", api_version), ("kind", kind)] {
        map.push(Key { text: key.into(), origin: () }, Node::new(Value::String(value.into()), ()));
    }
    let mut metadata = Map::new();
    metadata.push(Key { text: "name".into(), origin: () }, Node::new(Value::String("a".into()), ()));
    map.push(Key { text: "metadata".into(), origin: () }, Node::new(Value::Map(metadata), ()));
    Node::new(Value::Map(map), ())
}

#[test]
fn a_type_is_opened_once_and_only_when_an_object_needs_it() {
    let versions = Versions::newest();
    assert_eq!(schema::opened(), 0);
    let ask = |api_version, kind| schema::check(&object(api_version, kind), &versions);
    assert_eq!(ask("v1", "Namespace"), Outcome::Checked(Vec::new()));
    // The table, the Namespace, its metadata.
    assert_eq!(schema::opened(), 3);
    assert_eq!(ask("v1", "Namespace"), Outcome::Checked(Vec::new()));
    assert_eq!(schema::opened(), 3);
    assert_eq!(ask("v1", "ConfigMap"), Outcome::Checked(Vec::new()));
    assert_eq!(schema::opened(), 4);
    assert!(matches!(ask("kafka.strimzi.io/v1", "Kafka"), Outcome::Checked(found) if found.len() == 1));
    // A second table and one type of it.
    assert_eq!(schema::opened(), 6);
}

#[test]
fn the_embedded_tables_stay_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let size = |name: &str| fs::metadata(folder.join(name)).unwrap().len();
    let all = size("kubernetes.table") + size("strimzi.table") + size("operators.table");
    assert!(all < 400 * 1024, "{all} bytes");
}
