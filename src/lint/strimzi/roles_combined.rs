use crate::diagnostic::{Code, Severity};
use crate::lint::view::{judged_in_blueprint, volumes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("roles-combined", Severity::Warning, include_str!("roles_combined.md")),
    subject: Subject::Strimzi,
    // A small cluster may be meant so.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP31"],
    check: Check::Object(&[Kind::KafkaNodePool], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    if cx.is_development() {
        return;
    }
    let Some(roles) = object.at("spec/roles").filter(|roles| !judged_in_blueprint(object, roles)) else {
        return;
    };
    let has = |role| roles.as_list().is_some_and(|list| list.iter().any(|node| node.as_str() == Some(role)));
    if has("controller") && has("broker") {
        let message = format!("the nodes of {} are controllers and brokers at once", object.title());
        cx.report(Place::Key(object, roles), message)
            .help("make a pool of three with `roles: [controller]` and one with `roles: [broker]`");
    }
    let volumes = object.at("spec/storage").map(|storage| volumes(storage).count()).unwrap_or_default();
    if has("controller") && !has("broker") && volumes > 1 {
        let message = format!(
            "controllers of {} have {volumes} volumes, and keep their metadata on one",
            object.title()
        );
        cx.report(Place::at(object, "spec/storage/volumes"), message).help("leave one volume");
    }
}
