use super::listeners;
use crate::facts::strimzi::{ListenerType, names};
use crate::lint::{Kind, Member, Set};
use crate::object::{Node, Object};
use crate::yaml::Value;

/// `host:port` in a text, where the host is one that Strimzi makes for a Kafka.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call<'t> {
    /// As written, without the port.
    pub host: &'t str,
    /// What stands behind the colon; digits, be they a port or not.
    pub port: Option<&'t str>,
    /// The Kafka it belongs to.
    pub cluster: &'t str,
    /// The namespace behind the name of the Service.
    pub namespace: Option<&'t str>,
    /// What of the Kafka it is.
    pub way: Way<'t>,
}

/// How a client comes to a Kafka.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'t> {
    /// By the Service of all `internal` listeners.
    Bootstrap,
    /// By the Service of one other listener.
    Listener(&'t str),
    /// By the headless Service, or by the name of a pod in it.
    Brokers,
}

/// A listener with its port.
#[derive(Debug, Clone, Copy)]
pub struct Door<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its port.
    pub port: i128,
    /// Its type; `None` for a word that is none.
    pub kind: Option<ListenerType>,
    /// Whether it speaks TLS, where it says so.
    pub tls: Option<bool>,
    /// The type of its authentication.
    pub authentication: Option<&'a str>,
    /// The whole of it.
    pub node: &'a Node,
}

/// The listeners of a Kafka with their ports; `None` where one cannot be read. Before they were a list they were a map,
/// whose keys had ports of their own.
#[must_use]
pub fn doors(kafka: &Object) -> Option<Vec<Door<'_>>> {
    let of = kafka.at("spec/kafka/listeners")?;
    let authentication = |node: &'_ Node| node.get("authentication").filter(|of| !of.is_null()).is_some();
    let typed = |node| Node::get(node, "authentication").and_then(|of| of.get("type")).and_then(Node::as_str);
    let found: Option<Vec<Door<'_>>> = if let Some(map) = of.as_map() {
        let door = |name: &str| match name {
            "plain" => Some(("plain", 9092, ListenerType::Internal, false)),
            "tls" => Some(("tls", 9093, ListenerType::Internal, true)),
            _ => None,
        };
        let known = |entry: &'_ crate::yaml::Entry<_>| door(&entry.key.text);
        let inside = map.entries.iter().filter(|entry| entry.key.text != "external");
        inside
            .map(|entry| {
                let (name, port, kind, tls) = known(entry)?;
                let node = &entry.value;
                Some(Door { name, port, kind: Some(kind), tls: Some(tls), authentication: typed(node), node })
            })
            .collect()
    } else {
        listeners(kafka)
            .map(|listener| {
                let node = listener.node;
                let port = node.get("port")?.as_int()?;
                let tls = node.get("tls").and_then(Node::as_bool);
                let own = typed(node);
                if own.is_none() && authentication(node) {
                    return None;
                }
                Some(Door { name: listener.name, port, kind: listener.kind, tls, authentication: own, node })
            })
            .collect()
    };
    found.filter(|doors| !doors.is_empty())
}

impl Call<'_> {
    /// The doors it may lead to, of those a Kafka has.
    #[must_use]
    pub fn leads_to(&self, door: &Door<'_>) -> bool {
        match self.way {
            Way::Bootstrap => door.kind == Some(ListenerType::Internal),
            Way::Listener(name) => door.name == name && door.kind != Some(ListenerType::Internal),
            Way::Brokers => true,
        }
    }

    /// The door whose port it names.
    #[must_use]
    pub fn door<'a>(&self, doors: &[Door<'a>]) -> Option<Door<'a>> {
        let port: i128 = self.port?.parse().ok()?;
        doors.iter().find(|door| door.port == port && self.leads_to(door)).copied()
    }

    /// The Kafkas it may mean, of those in a set.
    #[must_use]
    pub fn kafkas<'a>(&self, set: &Set<'a>, from: &Object) -> Vec<Member<'a>> {
        let wanted = self.namespace.or(from.namespace.as_deref());
        let meant = |member: &Member<'a>| match (member.object.namespace.as_deref(), wanted) {
            (Some(own), Some(wanted)) => own == wanted || set.moved,
            _ => true,
        };
        set.named(Kind::Kafka, self.cluster).filter(meant).collect()
    }
}

/// The texts of an object that may name a Kafka, each with its key; nothing of what Kubernetes keeps about it.
pub fn lines(object: &Object) -> Vec<(&str, &Node)> {
    let mut found = Vec::new();
    let parts = ["spec", "data", "stringData", "template"].iter().filter_map(|part| object.at(part));
    parts.for_each(|part| walk("", part, &mut found));
    found
}

fn walk<'a>(key: &'a str, node: &'a Node, found: &mut Vec<(&'a str, &'a Node)>) {
    match &node.value {
        Value::String(text) if has_word_kafka(text) => found.push((key, node)),
        Value::List(items) => items.iter().for_each(|item| walk(key, item, found)),
        Value::Map(map) => map.entries.iter().for_each(|entry| walk(&entry.key.text, &entry.value, found)),
        _ => {}
    }
}

/// Whether `-kafka-` is in it. Every text of every object comes by here, and preparing a search takes longer than most
/// of them are.
fn has_word_kafka(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        if *first == b'-' && behind.starts_with(b"kafka-") {
            return true;
        }
        rest = behind;
    }
    false
}

/// The calls in a text. What is filled in later is none, and neither is what stands in a comment.
pub fn calls(text: &str) -> impl Iterator<Item = Call<'_>> {
    let comment = |line: &&str| !["#", ";", "//"].iter().any(|sign| line.trim_start().starts_with(sign));
    let words = |line| {
        let part =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '_' | '$' | '{' | '}' | '%');
        str::split(line, move |c| !part(c)).filter(|word| !word.contains(['$', '{', '}', '%', '_']))
    };
    text.lines().filter(comment).flat_map(words).filter_map(call)
}

fn call(word: &str) -> Option<Call<'_>> {
    let word = word.trim_matches([':', '.']);
    let (host, port) = match word.split_once(':') {
        Some((host, port)) => {
            (host, Some(port).filter(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())))
        }
        None => (word, None),
    };
    if word.contains(':') && port.is_none() {
        return None;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let (cluster, way, rest) = match labels.as_slice() {
        [service, rest @ ..] if service.ends_with("-bootstrap") => {
            let (cluster, way) = of_bootstrap(service)?;
            (cluster, way, rest)
        }
        [service, rest @ ..] if is_brokers(service) => (of_brokers(service)?, Way::Brokers, rest),
        [pod, service, rest @ ..] if is_brokers(service) => {
            let cluster = of_brokers(service)?;
            pod.starts_with(cluster).then_some((cluster, Way::Brokers, rest))?
        }
        _ => return None,
    };
    let namespace = match rest {
        [] => None,
        [namespace] | [namespace, "svc", ..] => Some(*namespace),
        // The name of a Route or of somebody's DNS.
        _ => return None,
    };
    Some(Call { host, port, cluster, namespace, way })
}

fn is_brokers(service: &str) -> bool {
    service.ends_with("-kafka-brokers")
}

fn of_brokers(service: &str) -> Option<&str> {
    service.strip_suffix("-kafka-brokers").filter(|cluster| names::kafka::brokers_service(cluster) == service)
}

fn of_bootstrap(service: &str) -> Option<(&str, Way<'_>)> {
    if let Some(cluster) = service.strip_suffix("-kafka-bootstrap") {
        return (!cluster.is_empty()).then_some((cluster, Way::Bootstrap));
    }
    let (cluster, listener) = service.strip_suffix("-bootstrap")?.rsplit_once("-kafka-")?;
    (!cluster.is_empty() && !listener.is_empty()).then_some((cluster, Way::Listener(listener)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_strimzi_makes() {
        let one = |text| {
            let found: Vec<_> = calls(text).collect();
            found
                .first()
                .map(|call| (call.cluster.to_owned(), call.port.map(str::to_owned), call.namespace.is_some()))
        };
        let some = |cluster: &str, port: Option<&str>, namespace| {
            Some((cluster.to_owned(), port.map(str::to_owned), namespace))
        };
        assert_eq!(one("my-cluster-kafka-bootstrap:9092"), some("my-cluster", Some("9092"), false));
        assert_eq!(
            one("SSL://a-kafka-bootstrap.ns.svc.cluster.local:92093/x"),
            some("a", Some("92093"), true)
        );
        assert_eq!(one("a-kafka-bootstrap"), some("a", None, false));
        assert_eq!(one("a-broker-0.a-kafka-brokers.ns:9092"), some("a", Some("9092"), true));
        assert_eq!(one("a-kafka-bootstrap.apps.example.com:443"), None);
        assert_eq!(one("${CLUSTER}-kafka-bootstrap:9092"), None);
        assert_eq!(one("# a-kafka-bootstrap:9092"), None);
        assert_eq!(one("x-kafka-bootstrap:port"), None);
    }

    #[test]
    fn a_listener_has_a_service_of_its_own() {
        let found: Vec<_> = calls("a-b-kafka-external-bootstrap:9094,a-b-kafka-bootstrap:9092").collect();
        assert_eq!(
            found.iter().map(|call| call.way).collect::<Vec<_>>(),
            [Way::Listener("external"), Way::Bootstrap]
        );
        assert!(found.iter().all(|call| call.cluster == "a-b"));
    }
}
