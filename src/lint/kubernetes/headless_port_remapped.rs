use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Headless, headless, ports};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("headless-port-remapped", Severity::Warning, include_str!("headless_port_remapped.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S19"],
    check: Check::Object(&[Kind::Service], check),
};

fn check<'a>(service: &'a Object, cx: &mut Cx<'a>) {
    if headless(service) != Headless::Yes {
        return;
    }
    for port in ports(service) {
        let (Some(own), Some(target)) = (port.get("port"), port.get("targetPort")) else { continue };
        let (Some(from), Some(to)) = (own.as_int(), target.as_int()) else { continue };
        if from != to {
            let message = format!(
                "headless {} maps port {from} to {to}, and a headless Service maps nothing: clients get the \
                 addresses of the pods and find nobody at {from}",
                service.title()
            );
            cx.report(Place::Value(service, own), message)
                .also(Place::Value(service, target), "what the pods listen on")
                .help(format!("write `port: {to}`, and have clients connect to it"));
        }
    }
}
