use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("policy-rules-ignored", Severity::Warning, include_str!("policy_rules_ignored.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::NetworkPolicy], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let types = object.at("spec/policyTypes").filter(|types| !types.is_null());
    let Some(listed) = types.and_then(Node::as_list).filter(|listed| !listed.is_empty()) else { return };
    for (key, word) in [("ingress", "Ingress"), ("egress", "Egress")] {
        let rules = object.node.get("spec").and_then(|spec| spec.get(key));
        let Some(rules) = rules.filter(|rules| rules.as_list().is_some_and(|list| !list.is_empty())) else {
            continue;
        };
        if listed.iter().any(|node| node.as_str().is_none_or(|text| text == word)) {
            continue;
        }
        let message =
            format!("`{key}` of {} counts for nothing: `policyTypes` does not have `{word}`", object.title());
        let finding = cx.report(Place::Key(object, rules), message);
        if let Some(types) = types {
            finding.also(Place::Key(object, types), "what the policy is about");
        }
        finding.help(format!("add `{word}` to `policyTypes`, or leave `policyTypes` out"));
    }
}
