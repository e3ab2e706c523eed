use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{ListenerField, listener_fields};
use crate::lint::view::{Listener, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "listener-field-misplaced",
        Severity::Error,
        include_str!("listener_field_misplaced.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[
        "OPL10", "OPL11", "OPL12", "OPL13", "OPL14", "OPL15", "OPL16", "OPL17", "OPL18", "OPL19", "OPL20",
        "OPL21", "OPL22", "OPL23", "OPL24", "OPL25", "OPL26", "OPL27", "OPL28", "OPL29", "OPL30", "OPL31",
        "OPL32", "OPL33", "OBS-a09",
    ],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(kafka) {
        let Some(kind) = listener.kind else { continue };
        for field in listener_fields().iter().filter(|field| !field.types.contains(&kind)) {
            for node in found(listener.node, field.path).into_iter().filter(|node| counts(node, field)) {
                refused(kafka, &listener, field, node, cx);
            }
        }
    }
}

/// The values at a path below a listener; a list on the way stands for each of its items.
fn found<'a>(node: &'a Node, path: &str) -> Vec<&'a Node> {
    let mut nodes = vec![node];
    for key in path.split('.') {
        let step = |node: &'a Node| match node.as_list() {
            Some(items) => items.iter().filter_map(|item| item.get(key)).collect::<Vec<_>>(),
            None => node.get(key).into_iter().collect(),
        };
        nodes = nodes.into_iter().flat_map(step).collect();
    }
    nodes
}

/// Whether the operator minds the value: an empty list or map, and nothing at all, are as good as absent.
fn counts(node: &Node, field: &ListenerField) -> bool {
    if node.is_null() || field.path == "configuration.createBootstrapService" && node.as_bool() != Some(false)
    {
        return false;
    }
    !node.as_list().is_some_and(<[Node]>::is_empty)
        && !node.as_map().is_some_and(|map| map.entries.is_empty())
}

fn refused<'a>(
    kafka: &'a Object,
    listener: &Listener<'a>,
    field: &ListenerField,
    node: &'a Node,
    cx: &mut Cx<'a>,
) {
    let types: Vec<String> = field.types.iter().map(|kind| format!("`{kind}`")).collect();
    let kind = listener.kind.map_or("", |kind| kind.word());
    let message = format!(
        "listener `{}` of {} is of the type `{kind}`, which takes no `{}`: the operator refuses the whole resource",
        listener.name,
        kafka.title(),
        field.path
    );
    let finding = cx.report(Place::Key(kafka, node), message);
    if let Some(kind) = listener.node.get("type") {
        finding.also(Place::Value(kafka, kind), "the type");
    }
    finding.help(format!("take it out; it is for listeners of the type {}", types.join(", ")));
}
