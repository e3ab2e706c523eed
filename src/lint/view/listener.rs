use crate::facts::strimzi::ListenerType;
use crate::object::{Node, Object};

/// A listener of a Kafka resource.
#[derive(Debug, Clone, Copy)]
pub struct Listener<'a> {
    /// The whole of it.
    pub node: &'a Node,
    /// `name`, or a word for one without.
    pub name: &'a str,
    /// `type`, where it is one.
    pub kind: Option<ListenerType>,
}

impl Listener<'_> {
    /// Whether `tls` says no.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.node.get("tls").and_then(Node::as_bool) == Some(false)
    }
}

/// The listeners of a Kafka resource; none in versions in which they were a map.
pub fn listeners(kafka: &Object) -> impl Iterator<Item = Listener<'_>> {
    kafka.at("spec/kafka/listeners").and_then(Node::as_list).into_iter().flatten().map(|node| Listener {
        node,
        name: node.get("name").and_then(Node::as_str).unwrap_or("(without a name)"),
        kind: node.get("type").and_then(Node::as_str).and_then(ListenerType::from_word),
    })
}

/// The node ports that the listeners of a Kafka ask for, each with its listener.
pub fn node_ports(kafka: &Object) -> impl Iterator<Item = (Listener<'_>, &Node)> {
    listeners(kafka).flat_map(|listener| {
        let of = |key| listener.node.get("configuration").and_then(|configuration| configuration.get(key));
        let brokers = of("brokers").and_then(Node::as_list).into_iter().flatten();
        let ports = of("bootstrap").into_iter().chain(brokers).filter_map(|of| of.get("nodePort"));
        ports.filter(|port| !port.is_null()).map(move |port| (listener, port)).collect::<Vec<_>>()
    })
}
