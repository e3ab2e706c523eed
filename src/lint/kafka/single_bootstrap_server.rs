use crate::diagnostic::{Code, Severity};
use crate::lint::settings::items;
use crate::lint::view::{containers, judged_in_blueprint, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "single-bootstrap-server",
        Severity::Warning,
        include_str!("single_bootstrap_server.md"),
    ),
    subject: Subject::Kafka,
    // There may be no other broker.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD08"],
    check: Check::Object(&[], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let kind = Kind::of(&object.gvk);
    if matches!(kind, Kind::KafkaConnect | Kind::KafkaBridge) {
        object.at("spec/bootstrapServers").into_iter().for_each(|node| judge(object, node, cx));
    }
    if Kind::WORKLOADS.contains(&kind) {
        for container in pod(object).into_iter().flat_map(|pod| containers(pod.spec)) {
            for variable in container.get("env").and_then(Node::as_list).into_iter().flatten() {
                let name = variable.get("name").and_then(Node::as_str).unwrap_or_default();
                if name.ends_with("BOOTSTRAP_SERVERS") || name.ends_with("KAFKA_BROKERS") {
                    variable.get("value").into_iter().for_each(|value| judge(object, value, cx));
                }
            }
        }
    }
}

fn judge<'a>(object: &'a Object, node: &'a Node, cx: &mut Cx<'a>) {
    let Some(list) = node.as_str().filter(|_| !judged_in_blueprint(object, node)) else { return };
    let mut servers = items(list);
    let (Some(server), None) = (servers.next(), servers.next()) else { return };
    let host = server.rsplit_once(':').map_or(server, |(host, _)| host);
    if is_one_broker(host) {
        let message = format!(
            "{} knows one broker only, `{host}`: while that one restarts, nobody connects",
            object.title()
        );
        cx.report(Place::Value(object, node), message)
            .help("list three brokers, or the name of a Service in front of all of them");
    }
}

/// A worker of HDInsight, a pod of a StatefulSet or node pool, or an address.
fn is_one_broker(host: &str) -> bool {
    let label = host.split('.').next().unwrap_or_default();
    let numbered =
        label.rsplit_once('-').is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit()));
    let worker = label.strip_prefix("wn").and_then(|rest| rest.split_once('-'));
    let worker = worker.is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit()));
    let local = host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    worker || (numbered && host.contains('.')) || (host.parse::<std::net::IpAddr>().is_ok() && !local)
}

#[cfg(test)]
mod tests {
    use super::is_one_broker;

    #[test]
    fn a_broker_has_a_number_or_an_address() {
        for one in ["wn0-kafka.abc.bx.internal.cloudapp.net", "kafka-0.kafka.default.svc", "10.10.0.4"] {
            assert!(is_one_broker(one), "{one}");
        }
        for other in [
            "kafka",
            "kafka-bootstrap",
            "streaming-kafka-bootstrap.kafka.svc",
            "kafka-2",
            "127.0.0.1",
            "wn-x",
        ] {
            assert!(!is_one_broker(other), "{other}");
        }
    }
}
