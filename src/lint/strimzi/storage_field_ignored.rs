use crate::diagnostic::{Code, Severity};
use crate::lint::view::{parts, storages};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("storage-field-ignored", Severity::Warning, include_str!("storage_field_ignored.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP03"],
    check: Check::Object(&[Kind::KafkaNodePool, Kind::Kafka], check),
};

/// Which type of storage has a field. Source: `JbodStorage`, `PersistentClaimStorage` and `EphemeralStorage` of Strimzi
/// 1.2.0; the schema knows one type with the fields of all three.
const FIELDS: [(&str, &str); 8] = [
    ("volumes", "jbod"),
    ("size", "persistent-claim"),
    ("class", "persistent-claim"),
    ("selector", "persistent-claim"),
    ("deleteClaim", "persistent-claim"),
    ("overrides", "persistent-claim"),
    ("volumeAttributesClass", "persistent-claim"),
    ("sizeLimit", "ephemeral"),
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for part in storages(object).flat_map(parts) {
        let Some(own) = part.get("type").and_then(Node::as_str) else { continue };
        if !FIELDS.iter().any(|(_, of)| *of == own) {
            continue;
        }
        for (field, of) in FIELDS.iter().filter(|(_, of)| *of != own) {
            let Some(node) = part.get(field).filter(|node| !node.is_null()) else { continue };
            let message = format!(
                "{} has `{field}` on storage of type `{own}`, which is ignored: it belongs to `{of}`",
                object.title()
            );
            let help = match (own, *field) {
                ("jbod", _) => format!("move `{field}` into each of the `volumes`"),
                (_, "volumes") => "write `type: jbod`, or take `volumes` out".to_owned(),
                ("ephemeral", "size") => {
                    "write `sizeLimit`, or `type: persistent-claim` where the data is to stay".to_owned()
                }
                ("persistent-claim", "sizeLimit") => "write `size`".to_owned(),
                _ => format!("take `{field}` out, or write `type: {of}`"),
            };
            cx.report(Place::Key(object, node), message).help(help);
        }
    }
}
