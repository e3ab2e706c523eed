use super::properties::Property;
use crate::source::{SourceId, Span};
use crate::yaml::{Mark, Node, Value};

/// A configuration of type `kafka-broker` or `kafka-env` as Ambari gives or takes it.
#[derive(Debug, Clone)]
pub(in crate::lint) struct Ambari {
    /// Whether it is `kafka-env`, of which the template alone is kept.
    pub(in crate::lint) is_env: bool,
    /// Whether it is the body of a request, which replaces all there is.
    pub(in crate::lint) is_body: bool,
    /// Where its type stands, or its first key.
    pub(in crate::lint) head: Span,
    /// Its properties.
    pub(in crate::lint) lines: Vec<Property>,
}

const BROKER: &str = "kafka-broker";
const ENV: &str = "kafka-env";

/// Whether a text may hold one.
pub(in crate::lint) fn may_hold(name: &str, text: &str) -> bool {
    is_flat(name)
        || (text.contains("\"properties\"")
            && [BROKER, ENV].iter().any(|kind| text.contains(&format!("\"{kind}\""))))
}

/// A file with nothing but the keys, as it is merged into what a cluster has.
fn is_flat(name: &str) -> bool {
    name.rsplit('/').next() == Some("kafka-broker.json")
}

/// The ones in a document: bodies with `desired_config`, answers with `items`, and the bare keys.
pub(in crate::lint) fn configurations(name: &str, root: &Node<Mark>, id: SourceId) -> Vec<Ambari> {
    let mut found = Vec::new();
    typed(root, false, id, &mut found);
    let is_map_of_text =
        root.as_map().is_some_and(|map| map.entries.iter().all(|e| e.value.as_map().is_none()));
    if found.is_empty() && is_flat(name) && is_map_of_text {
        let lines = properties(root, id);
        let head = lines.first().map(|first| Span::new(id, first.key_at.start, first.key_at.end));
        found.extend(head.map(|head| Ambari { is_env: false, is_body: false, head, lines }));
    }
    found
}

fn typed(node: &Node<Mark>, desired: bool, id: SourceId, found: &mut Vec<Ambari>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| typed(item, desired, id, found)),
        Value::Map(map) => {
            if let (Some(kind), Some(of)) = (node.get("type"), node.get("properties"))
                && matches!(kind.as_str(), Some(BROKER | ENV))
            {
                let is_env = kind.as_str() == Some(ENV);
                let mut lines = properties(of, id);
                lines.retain(|line| !is_env || line.key == "content");
                found.push(Ambari { is_env, is_body: desired, head: kind.origin.span, lines });
                return;
            }
            for entry in &map.entries {
                let below = desired || entry.key.text.starts_with("desired_config");
                typed(&entry.value, below, id, found);
            }
        }
        _ => {}
    }
}

fn properties(of: &Node<Mark>, id: SourceId) -> Vec<Property> {
    let entries = of.as_map().map(|map| map.entries.as_slice()).unwrap_or_default();
    let lines = entries.iter().filter_map(|entry| {
        let value = match &entry.value.value {
            Value::String(text) => text.trim().to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => return None,
        };
        let range = |span: Span| span.start as usize..span.end as usize;
        let (key_at, value_at) = (range(entry.key.origin.span), range(entry.value.origin.span));
        (entry.key.origin.span.source == id).then(|| Property {
            key: entry.key.text.clone(),
            value,
            key_at,
            value_at,
        })
    });
    lines.collect()
}
