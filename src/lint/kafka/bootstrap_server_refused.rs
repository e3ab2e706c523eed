use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::meant_port;
use crate::lint::settings::items;
use crate::lint::view::{calls, containers, judged_in_blueprint, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "bootstrap-server-refused",
        Severity::Error,
        include_str!("bootstrap_server_refused.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["SD36", "SD49"],
    check: Check::Set(check),
};

const FIELDS: [&str; 2] = ["spec/bootstrapServers", "spec/target/bootstrapServers"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.members() {
        of_object(set, member.object, cx);
    }
}

fn of_object<'a>(set: &Set<'a>, object: &'a Object, cx: &mut Cx<'a>) {
    match Kind::of(&object.gvk) {
        Kind::KafkaConnect | Kind::KafkaBridge | Kind::KafkaMirrorMaker2 => {
            let own = FIELDS.iter().filter_map(|path| object.at(path));
            let sources = object.at("spec/mirrors").and_then(Node::as_list).into_iter().flatten();
            let sources = sources.filter_map(|mirror| mirror.get("source")?.get("bootstrapServers"));
            own.chain(sources).for_each(|node| judge(set, object, node, cx));
        }
        Kind::KafkaConnector => {
            let config = object.at("spec/config").and_then(Node::as_map);
            let lines = config.into_iter().flat_map(|config| &config.entries);
            let servers = lines.filter(|line| line.key.text.ends_with("bootstrap.servers"));
            servers.for_each(|line| judge(set, object, &line.value, cx));
        }
        kind if Kind::WORKLOADS.contains(&kind) => {
            for container in pod(object).into_iter().flat_map(|pod| containers(pod.spec)) {
                let variables = container.get("env").and_then(Node::as_list).into_iter().flatten();
                for variable in variables {
                    let name = variable.get("name").and_then(Node::as_str).unwrap_or_default();
                    if name.ends_with("BOOTSTRAP_SERVERS") {
                        variable.get("value").into_iter().for_each(|value| judge(set, object, value, cx));
                    }
                }
            }
        }
        _ => {}
    }
}

fn judge<'a>(set: &Set<'a>, object: &'a Object, node: &'a Node, cx: &mut Cx<'a>) {
    let Some(list) = node.as_str().filter(|_| !judged_in_blueprint(object, node)) else { return };
    // What is put in its place later is nobody's to judge.
    if ["$", "{{", "<", "%"].iter().any(|mark| list.contains(mark)) {
        return;
    }
    // Of a Kafka that is there, its ports say more.
    if calls(list).any(|call| !call.kafkas(set, object).is_empty()) {
        return;
    }
    for server in items(list) {
        let Some((why, help)) = wrong(server) else { continue };
        let message = format!("bootstrap server `{server}` of {} {why}", object.title());
        cx.report(Place::Value(object, node), message).part(server).help(help);
        return;
    }
}

/// Clients take `host:port`, with or without a protocol before it. Source: `org.apache.kafka.common.utils.Utils`.
fn wrong(server: &str) -> Option<(String, String)> {
    let address = server.split_once("://").map_or(server, |(_, address)| address);
    let Some((host, port)) = address.rsplit_once(':') else {
        return Some(("has no port: clients refuse it".to_owned(), format!("did you mean `{server}:9092`?")));
    };
    let digits = !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
    if !digits {
        let why = format!("has `{port}` where its port belongs");
        return Some((why, "write `HOST:PORT`, and commas between several".to_owned()));
    }
    let number: i128 = port.parse().unwrap_or(i128::MAX);
    if number > i128::from(u16::MAX) {
        let help = meant_port(number).map(|meant| format!("did you mean {meant}?"));
        return Some((
            format!("has port {port}, and ports end at 65535"),
            help.unwrap_or_else(|| "take a port up to 65535".to_owned()),
        ));
    }
    // Without brackets, a colon in a host that is no IPv6 address is a second port.
    let twice = host
        .rsplit_once(':')
        .filter(|(_, own)| !host.starts_with('[') && own.bytes().all(|c| c.is_ascii_digit()));
    if let Some((name, own)) = twice
        && host.parse::<std::net::Ipv6Addr>().is_err()
    {
        return Some(("has two ports".to_owned(), format!("write `{name}:{own}`")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn a_server_is_a_host_and_a_port() {
        for fine in ["kafka:9092", "SASL_SSL://kafka.example.com:9093", "[::1]:9092", "10.0.0.4:65535"] {
            assert_eq!(wrong(fine), None, "{fine}");
        }
        let why = |server| wrong(server).map(|(why, help)| format!("{why}; {help}")).unwrap_or_default();
        assert_eq!(why("kafka"), "has no port: clients refuse it; did you mean `kafka:9092`?");
        assert_eq!(why("localhost:9092:9092"), "has two ports; write `localhost:9092`");
        assert_eq!(why("kafka:92092"), "has port 92092, and ports end at 65535; did you mean 9092?");
        assert!(why("kafka:9o92").starts_with("has `9o92` where its port belongs"));
    }
}
