use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest_within;
use crate::facts::strimzi::{ListenerType, OPERATOR_PORTS, names};
use crate::lint::view::{Call, Door, Way, calls, doors, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("bootstrap-port-unknown", Severity::Error, include_str!("bootstrap_port_unknown.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP13", "GAP52", "GAP53"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.of(Kind::Kafka).next().is_none() {
        return;
    }
    for (Member { object, .. }, lines) in set.lines() {
        for &(key, node) in lines {
            let mut said: Vec<Call<'_>> = Vec::new();
            for call in calls(node.as_str().unwrap_or_default()) {
                if !said.contains(&call) && !judged_in_blueprint(object, node) {
                    judge(set, object, (key, node), &call, cx);
                    said.push(call);
                }
            }
        }
    }
}

fn judge<'a>(
    set: &Set<'a>,
    from: &'a Object,
    (key, node): (&str, &'a Node),
    call: &Call<'_>,
    cx: &mut Cx<'a>,
) {
    let kafkas = call.kafkas(set, from);
    let Some(kafka) = kafkas.first().map(|member| member.object) else { return };
    // Of alternatives nobody knows which is applied: one that has the port is enough.
    let all: Option<Vec<Vec<Door<'a>>>> =
        kafkas.iter().map(|member| doors(member.object).filter(|_| !member.patched)).collect();
    let Some(all) = all else { return };
    let Some(first) = all.first() else { return };
    let Some(port) = call.port else {
        if is_list_of_servers(key) && call.way != Way::Brokers {
            without_port(from, node, call, first, cx);
        }
        return;
    };
    // What is said of a listener's Service that nobody makes is said of its host.
    if all.iter().any(|doors| call.door(doors).is_some() || !doors.iter().any(|door| call.leads_to(door))) {
        return;
    }
    let number = port.parse::<u16>().ok();
    if call.way == Way::Brokers && OPERATOR_PORTS.iter().any(|(own, _)| Some(*own) == number) {
        return;
    }
    let why = match (number, number.and_then(taken)) {
        (None, _) => "which is no port at all".to_owned(),
        (_, Some(by)) if call.way == Way::Bootstrap => format!("which is for {by}, not for clients"),
        _ if first.iter().any(|door| i128::from(number.unwrap_or_default()) == door.port) => {
            format!("where {} has no internal listener", kafka.title())
        }
        _ => format!("where {} has no listener", kafka.title()),
    };
    let message = format!("{} calls port {port} of `{}`, {why}", from.title(), call.host);
    let finding = cx.report(Place::Value(from, node), message);
    finding.part(format!("{}:{port}", call.host));
    finding.also(Place::at(kafka, "spec/kafka/listeners"), "its listeners");
    finding.help(meant(call, port, first));
    if let Some(near) = near(call, port, first) {
        let (wrong, right) = (format!("{}:{port}", call.host), format!("{}:{near}", call.host));
        let text = node.as_str().unwrap_or_default();
        // One line can be written anew; of many only the words could, which is left to a person.
        if !text.contains('\n') && text.matches(&wrong).count() == 1 {
            finding.fix(Fix::risky().write(Place::Value(from, node), text.replacen(&wrong, &right, 1)));
        }
    }
}

/// The port that was meant, a slip of the keyboard away.
fn near(call: &Call<'_>, port: &str, doors: &[Door<'_>]) -> Option<String> {
    let ports: Vec<String> =
        doors.iter().filter(|door| call.leads_to(door)).map(|door| door.port.to_string()).collect();
    nearest_within(port, ports.iter().map(String::as_str), 1).map(str::to_owned)
}

/// What stands at a port that is not a client listener's.
fn taken(port: u16) -> Option<&'static str> {
    OPERATOR_PORTS.iter().find(|(own, _)| *own == port).map(|(_, by)| *by)
}

/// The edit: a slip of a digit, the Service of the listener that has the port, or the ports there are.
fn meant(call: &Call<'_>, port: &str, doors: &[Door<'_>]) -> String {
    let behind: Vec<&Door<'_>> = doors.iter().filter(|door| call.leads_to(door)).collect();
    if let Some(near) = near(call, port, doors) {
        return format!("did you mean `{}:{near}`?", call.host);
    }
    let elsewhere = doors.iter().find(|door| door.port.to_string() == port);
    if let Some(door) = elsewhere {
        let kind = door.kind.unwrap_or(ListenerType::Internal);
        let service = names::kafka::listener_bootstrap_service(call.cluster, door.name, kind);
        let host = match call.host.split_once('.') {
            Some((_, rest)) => format!("{service}.{rest}"),
            None => service,
        };
        return format!("listener `{}` has a Service of its own: write `{host}:{port}`", door.name);
    }
    let each: Vec<String> = behind
        .iter()
        .map(|door| format!("`{}:{}` (listener `{}`)", call.host, door.port, door.name))
        .collect();
    format!("write {}", each.join(" or "))
}

fn is_list_of_servers(key: &str) -> bool {
    key == "bootstrapServers" || key.ends_with("bootstrap.servers")
}

fn without_port<'a>(from: &'a Object, node: &'a Node, call: &Call<'_>, doors: &[Door<'_>], cx: &mut Cx<'a>) {
    let Some(door) = doors.iter().find(|door| call.leads_to(door)) else { return };
    let message =
        format!("{} calls `{}` without a port, which a Kafka client refuses", from.title(), call.host);
    cx.report(Place::Value(from, node), message)
        .part(call.host)
        .help(format!("write `{}:{}`", call.host, door.port));
}
