use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Listener, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("duplicate-listener", Severity::Error, include_str!("duplicate_listener.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL02", "OPL04", "OBS-a03", "OBS-a04"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    let all: Vec<Listener<'a>> = listeners(kafka).collect();
    for (at, listener) in all.iter().enumerate() {
        for key in ["name", "port"] {
            let Some(own) = listener.node.get(key) else { continue };
            let before = all[..at].iter().find_map(|other| {
                let value = other.node.get(key)?;
                same(value, own).then_some((other, value))
            });
            let Some((other, value)) = before else { continue };
            let (what, help) = match key {
                "name" => ("the name", "give each listener a name of its own"),
                _ => ("the port", "give each listener a port of its own"),
            };
            let whose = if key == "name" { String::new() } else { format!(" `{}`", other.name) };
            let message = format!(
                "listener `{}` of {} has {what} of another listener{whose}, and the operator refuses the whole resource",
                listener.name,
                kafka.title()
            );
            cx.report(Place::Value(kafka, own), message)
                .also(Place::Value(kafka, value), "the other one")
                .help(help);
        }
    }
}

fn same(one: &Node, other: &Node) -> bool {
    match (one.as_int(), other.as_int()) {
        (Some(one), Some(other)) => one == other,
        _ => one.as_str().is_some() && one.as_str() == other.as_str(),
    }
}
