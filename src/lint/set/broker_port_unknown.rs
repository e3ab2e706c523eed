use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest_within;
use crate::facts::strimzi::{CLUSTER, NAME, OPERATOR_PORTS, POOL_NAME, names};
use crate::lint::view::{Door, doors, ports};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Scope, Set, Subject, labels};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("broker-port-unknown", Severity::Error, include_str!("broker_port_unknown.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP52", "GAP53"],
    check: Check::Set(check),
};

/// One port that something leads to, and why it matters.
struct Use<'a> {
    object: &'a Object,
    port: &'a Node,
    cluster: &'a str,
    /// Completes "Service kafka/x … port 9095 of the brokers".
    does: &'static str,
}

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.scope == Scope::Plan || set.of(Kind::Kafka).next().is_none() {
        return;
    }
    let mut uses = Vec::new();
    for Member { object, patched, .. } in set.of(Kind::Service) {
        let Some(cluster) = object.at("spec/selector").and_then(of_brokers).filter(|_| !patched) else {
            continue;
        };
        let leads = ports(object).filter_map(|port| port.get("targetPort").or_else(|| port.get("port")));
        uses.extend(leads.map(|port| Use { object, port, cluster, does: "leads to" }));
    }
    for Member { object, patched, .. } in set.of(Kind::NetworkPolicy) {
        if !patched {
            policy(object, &mut uses);
        }
    }
    uses.into_iter().for_each(|port| judge(set, &port, cx));
}

fn list(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.and_then(Node::as_list).into_iter().flatten()
}

fn policy<'a>(object: &'a Object, uses: &mut Vec<Use<'a>>) {
    let of_ports = |rule: &'a Node| list(rule.get("ports")).filter(|port| port.get("endPort").is_none());
    let of_ports = move |rule| of_ports(rule).filter_map(|port| port.get("port"));
    let own = object.at("spec/podSelector").and_then(|of| of.get("matchLabels")).and_then(of_brokers);
    if let Some(cluster) = own {
        let all = list(object.at("spec/ingress")).flat_map(of_ports);
        uses.extend(all.map(|port| Use { object, port, cluster, does: "lets others to" }));
    }
    for rule in list(object.at("spec/egress")) {
        let mut peers = list(rule.get("to"))
            .map(|peer| peer.get("podSelector").and_then(|of| of.get("matchLabels")).and_then(of_brokers));
        // A rule for several kinds of pods has ports for each of them.
        if let (Some(Some(cluster)), None) = (peers.next(), peers.next()) {
            uses.extend(of_ports(rule).map(|port| Use { object, port, cluster, does: "lets its pods to" }));
        }
    }
}

/// The Kafka whose brokers these labels select, and nothing else of it.
fn of_brokers(selector: &Node) -> Option<&str> {
    let wanted = labels(Some(selector))?;
    let of = |key: &str| wanted.iter().find(|(label, _)| *label == key).map(|(_, value)| *value);
    match (of(CLUSTER), of(NAME)) {
        (Some(cluster), Some(name)) => (names::kafka::component(cluster) == name).then_some(cluster),
        (Some(cluster), None) => of(POOL_NAME).map(|_| cluster),
        (None, Some(name)) => name.strip_suffix("-kafka").filter(|cluster| !cluster.is_empty()),
        (None, None) => None,
    }
}

fn judge<'a>(set: &Set<'a>, used: &Use<'a>, cx: &mut Cx<'a>) {
    let Some(number) = used.port.as_int() else { return };
    let kafkas: Vec<Member<'a>> = set.beside(Kind::Kafka, used.cluster, used.object).collect();
    let all: Option<Vec<Vec<Door<'a>>>> =
        kafkas.iter().map(|member| doors(member.object).filter(|_| !member.patched)).collect();
    let (Some(all), Some(kafka)) = (all, kafkas.first().map(|member| member.object)) else { return };
    let known = |doors: &Vec<Door<'a>>| doors.iter().any(|door| door.port == number);
    if all.iter().any(known) || OPERATOR_PORTS.iter().any(|(own, _)| i128::from(*own) == number) {
        return;
    }
    let there: Vec<String> = all.iter().flatten().map(|door| door.port.to_string()).collect();
    let message = format!(
        "{} {} port {number} of the brokers of {}, where nothing listens",
        used.object.title(),
        used.does,
        kafka.title()
    );
    let place = Place::Value(used.object, used.port);
    let finding = cx.report(place, message);
    finding.also(Place::at(kafka, "spec/kafka/listeners"), "the listeners");
    match nearest_within(&number.to_string(), there.iter().map(String::as_str), 1) {
        Some(near) => {
            finding.help(format!("did you mean {near}?"));
            if let Ok(port) = near.parse::<i64>() {
                finding.fix(Fix::risky().write(place, port));
            }
        }
        None => {
            let each: Vec<String> = all
                .iter()
                .flatten()
                .map(|door| format!("{} (listener `{}`)", door.port, door.name))
                .collect();
            finding.help(format!("write {}", each.join(" or ")));
        }
    }
}
