use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::{Quantity, QuantityProblem};
use crate::lint::view::{parts, storages};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("claim-size-refused", Severity::Error, include_str!("claim_size_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP04", "OPN14", "OBS-c08", "OBS-c07"],
    check: Check::Object(&[Kind::KafkaNodePool, Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for part in storages(object).flat_map(parts) {
        if part.get("type").and_then(Node::as_str) != Some("persistent-claim") {
            continue;
        }
        let Some((node, size)) = part.get("size").and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        let title = object.title();
        // A word in capitals or with signs is filled in by somebody before it is applied.
        match Quantity::parse(size) {
            Err(problem @ QuantityProblem::BadSuffix { .. }) if !size.contains(['$', '{', '<', '%', '_']) => {
                let QuantityProblem::BadSuffix { suffix, did_you_mean } = &problem else { continue };
                let number = &size[..size.len() - suffix.len()];
                let meant = did_you_mean.unwrap_or("Gi");
                let message = format!("the claims of {title} have the size `{size}`, which {problem}");
                cx.report(Place::Value(object, node), message).help(format!("write `{number}{meant}`"));
            }
            Ok(_) if size.ends_with('m') => {
                let number = size.trim_end_matches('m');
                let message = format!("the claims of {title} have the size `{size}`: thousandths of a byte");
                cx.report(Place::Value(object, node), message)
                    .help(format!("write `{number}Mi`, or `{number}Gi` where that is meant"));
            }
            Ok(_) => {
                let Some(number) = size.strip_suffix('k') else { continue };
                let message = format!(
                    "the claims of {title} have the size `{size}`, whose `k` the operator does not know"
                );
                cx.report(Place::Value(object, node), message)
                    .help(format!("write `{number}Ki`, or `{number}Gi` where that is meant"));
            }
            Err(_) if !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                let message = format!("the claims of {title} have the size `{size}`, which is no amount");
                cx.report(Place::Value(object, node), message)
                    .severity(Severity::Warning)
                    .help("write a number of bytes with its unit, such as `100Gi`");
            }
            Err(_) => {}
        }
    }
}
