use super::{containers, pod};
use crate::lint::Kind;
use crate::object::{Node, Object};
use crate::yaml::Value;

/// `host` or `host:port` in a text that a pod is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'a> {
    /// Letters, digits, `-` and `.` only.
    pub host: &'a str,
    /// The number behind it.
    pub port: Option<u16>,
    /// Whether more than one number follows, as in `zk-0.zk:2888:3888`.
    pub several: bool,
}

impl<'a> Address<'a> {
    /// The parts of the name between its dots.
    #[must_use]
    pub fn labels(self) -> Vec<&'a str> {
        self.host.trim_end_matches('.').split('.').collect()
    }

    /// The name of a Service and the namespace behind it, of `kafka`, `kafka.streaming.svc` and the like; of
    /// `kafka.streaming` alone nobody can say what it is.
    #[must_use]
    pub fn service(self) -> Option<(&'a str, Option<&'a str>)> {
        match self.labels().as_slice() {
            [name] => Some((name, None)),
            [name, namespace, "svc", ..] => Some((name, Some(namespace))),
            _ => None,
        }
    }
}

/// The texts an object hands to what runs: environment and arguments of its containers, the data of a ConfigMap.
pub fn texts(object: &Object) -> impl Iterator<Item = &Node> {
    let mut found = Vec::new();
    if let Some(pod) = pod(object) {
        for container in containers(pod.spec) {
            let of = |key| container.get(key).and_then(Node::as_list).into_iter().flatten();
            found.extend(of("env").filter_map(|variable| variable.get("value")));
            found.extend(of("command").chain(of("args")));
        }
    }
    if Kind::of(&object.gvk) == Kind::ConfigMap {
        let data = object.at("data").and_then(Node::as_map);
        found.extend(data.into_iter().flat_map(|map| &map.entries).map(|entry| &entry.value));
    }
    found.into_iter().filter(|node| matches!(node.value, Value::String(_)))
}

/// The addresses in a text. What a variable is part of is none, and neither is what stands in a comment.
pub fn addresses(text: &str) -> impl Iterator<Item = Address<'_>> {
    let comment =
        |line: &str| line.trim_start().starts_with(['#', ';']) || line.trim_start().starts_with("//");
    text.lines().filter(move |line| !comment(line)).flat_map(in_line)
}

fn in_line(text: &str) -> impl Iterator<Item = Address<'_>> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '_' | '$' | '%' | '*');
    let words = text.split(move |c: char| !inside(c)).filter(|word| word.len() > 2);
    words.filter_map(move |word| address(text, word))
}

fn address<'a>(text: &'a str, word: &'a str) -> Option<Address<'a>> {
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
    let filled_in = |c: Option<char>| matches!(c, Some(')' | '}' | '>' | '{' | '<' | '('));
    if filled_in(before) || filled_in(after) {
        return None;
    }
    // A path or the name of an image goes on behind a slash of its own.
    if before == Some('/') && !text[..at].ends_with("//") {
        return None;
    }
    let word = word.trim_end_matches(['.', ':']);
    let mut parts = word.split(':');
    let host = parts.next().filter(|host| is_host(host))?;
    let numbers: Vec<&str> = parts.collect();
    let port = match numbers.first() {
        Some(number) => Some(number.parse().ok()?),
        None => None,
    };
    Some(Address { host, port, several: numbers.len() > 1 })
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.starts_with(|c: char| c.is_ascii_lowercase()) && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<u16>)> {
        addresses(text).map(|address| (address.host, address.port)).collect()
    }

    #[test]
    fn addresses_stand_in_lists_urls_and_quorums() {
        assert_eq!(found("kafka-0.kafka:9092,kafka-1.kafka:9092").len(), 2);
        assert_eq!(found("1@kafka-0.kafka:9093"), [("kafka-0.kafka", Some(9093))]);
        assert_eq!(
            found("PLAINTEXT://kafka-0.kafka.streaming.svc:9092"),
            [("kafka-0.kafka.streaming.svc", Some(9092))]
        );
        assert_eq!(found("server.1=zk-0.zk:2888:3888"), [("server.1", None), ("zk-0.zk", Some(2888))]);
        assert_eq!(found("bitnami/kafka:3"), [("bitnami", None)]);
        assert_eq!(found("# servers=kafka:9092\nport=1"), [("port", None)]);
        assert_eq!(found("$(POD_NAME).kafka.streaming.svc:9092"), []);
        assert_eq!(found("${HOSTNAME}.kafka:9092 $HOST.kafka:9092"), []);
    }

    #[test]
    fn a_service_may_have_its_namespace_behind_it() {
        let service = |host| Address { host, port: None, several: false }.service();
        assert_eq!(service("kafka"), Some(("kafka", None)));
        assert_eq!(service("kafka.streaming.svc.cluster.local"), Some(("kafka", Some("streaming"))));
        assert_eq!(service("kafka.example.com"), None);
    }
}
