use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("port-protocol-unsaid", Severity::Info, include_str!("port_protocol_unsaid.md")),
    subject: Subject::Network,
    // Nothing works otherwise for it.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["REF14"],
    check: Check::Object(&[Kind::NetworkPolicy], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let rules =
        ["spec/ingress", "spec/egress"].into_iter().filter_map(|path| object.at(path)?.as_list()).flatten();
    let mut ports = rules.filter_map(|rule| rule.get("ports")?.as_list()).flatten();
    // One place says it for the whole policy.
    let Some(port) = ports.find(|port| {
        port.get("port").is_some() && port.get("protocol").is_none() && !judged_in_blueprint(object, port)
    }) else {
        return;
    };
    let message = format!(
        "a port of {} names no protocol: the API server adds TCP, and the object never equals its file",
        object.title()
    );
    let place = port.get("port").map_or(Place::Key(object, port), |node| Place::Value(object, node));
    cx.report(place, message).help("add `protocol: TCP`");
}
