use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "headless-hides-starting-pods",
        Severity::Info,
        include_str!("headless_hides_starting_pods.md"),
    ),
    subject: Subject::Set,
    // Pods that do not look for each other before they are ready need none of it.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD45"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::StatefulSet).filter(|member| !member.patched) {
        let Some(name) = member.object.at("spec/serviceName").and_then(Node::as_str) else { continue };
        let mut services = set.beside(Kind::Service, name, member.object).filter(|service| !service.patched);
        let (Some(service), None) = (services.next(), services.next()) else { continue };
        let headless = service.object.at("spec/clusterIP").filter(|of| of.as_str() == Some("None"));
        let Some(at) = headless.filter(|at| !judged_in_blueprint(service.object, at)) else { continue };
        if service.object.at("spec/publishNotReadyAddresses").is_some() {
            continue;
        }
        let message = format!(
            "{} has names for pods of {} only while they are ready",
            service.object.title(),
            member.object.title()
        );
        cx.report(Place::Key(service.object, at), message)
            .help("add `publishNotReadyAddresses: true` where pods look for each other while they start");
    }
}
