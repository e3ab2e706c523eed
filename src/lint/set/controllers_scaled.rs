use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("controllers-scaled", Severity::Error, include_str!("controllers_scaled.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN22"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.members().filter(|member| scales(member.object)) {
        let scaler = member.object;
        let Some(target) = scaler.at("spec/scaleTargetRef") else { continue };
        let named = |key| target.get(key).and_then(Node::as_str);
        let (Some("KafkaNodePool"), Some(name)) = (named("kind"), named("name")) else { continue };
        for pool in set.beside(Kind::KafkaNodePool, name, scaler).filter(|pool| !pool.patched) {
            let roles = pool.object.at("spec/roles").and_then(Node::as_list).unwrap_or_default();
            let Some(role) = roles.iter().find(|role: &&'a Node| role.as_str() == Some("controller")) else {
                continue;
            };
            let message = format!(
                "{} changes the number of nodes of {}, which are controllers: a running cluster keeps those it began with",
                scaler.title(),
                pool.object.title()
            );
            cx.report(Place::Key(scaler, target), message)
                .also(Place::Value(pool.object, role), "the role")
                .help("have the brokers in a pool of their own, and scale that one");
        }
    }
}

fn scales(object: &Object) -> bool {
    Kind::of(&object.gvk) == Kind::HorizontalPodAutoscaler
        || object.gvk.group == "keda.sh" && object.gvk.kind == "ScaledObject"
}
