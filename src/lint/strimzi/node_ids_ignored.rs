use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{NEXT_NODE_IDS, REMOVE_NODE_IDS, meant_node_ids, node_ids};
use crate::lint::view::annotation;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("node-ids-ignored", Severity::Warning, include_str!("node_ids_ignored.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN07", "OPN08"],
    check: Check::Object(&[Kind::KafkaNodePool], check),
};

fn check<'a>(pool: &'a Object, cx: &mut Cx<'a>) {
    let so = [
        (NEXT_NODE_IDS, "new nodes take the lowest free ids"),
        (REMOVE_NODE_IDS, "the nodes with the highest ids are removed first"),
    ];
    for (key, so) in so {
        let Some((node, text)) = annotation(pool, key).and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        // Nothing at all, with or without brackets, is no mistake.
        if text.trim_matches(['[', ']', ' ']).is_empty() || node_ids(text).is_some() {
            continue;
        }
        let message = format!(
            "`{key}` of {} is `{text}`, which the operator cannot read and ignores: {so}",
            pool.title()
        );
        let help = match meant_node_ids(text) {
            Some(meant) => format!("write `\"{meant}\"`"),
            None => "write ids and ranges of them in brackets: `\"[0, 2, 10-19]\"`".to_owned(),
        };
        cx.report(Place::Value(pool, node), message).help(help);
    }
}
