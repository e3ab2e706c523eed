//! Our reader beside serde_yaml's, on any machine: where no reader of its own mind is involved, the values are the same.

mod readers;

use readers::random::Random;
use readers::{documents, read, same};
use serde_json::Value as Json;
use streamwright::yaml::{Mark, Node, Style, Value, to_json};

/// serde_yaml follows YAML 1.2 where the Go reader follows 1.1; those scalars are marked as ambiguous. It also keeps the
/// spelling of a key that is a number.
fn ambiguous(node: &Node<Mark>) -> bool {
    node.origin.ambiguity.is_some()
        || match &node.value {
            Value::List(items) => items.iter().any(ambiguous),
            Value::Map(map) => map.entries.iter().any(|e| {
                let number = e.key.origin.style == Style::Plain && e.key.text.parse::<f64>().is_ok();
                number || e.key.origin.ambiguity.is_some() || ambiguous(&e.value)
            }),
            _ => false,
        }
}

#[test]
fn documents_read_alike() {
    let mut random = Random::new(11);
    let mut compared = 0;
    for _ in 0..12_000 {
        let text = documents::document(&mut random);
        let (stream, found) = read(&text);
        let Some(document) = stream.documents.first() else { continue };
        // It applies neither merge keys nor tags, and knows no values JSON has no word for.
        if !found.is_empty()
            || ambiguous(&document.root)
            || !document.merge_keys.is_empty()
            || text.contains('!')
        {
            continue;
        }
        let Ok(theirs) = serde_yaml::from_str::<Json>(&text) else { continue };
        assert!(same(&to_json(&document.root), &theirs), "{text}\n{}\n{theirs}", to_json(&document.root));
        compared += 1;
    }
    assert!(compared > 1500, "{compared} documents could be compared");
}
