use crate::facts::strimzi::ListenerType;
use crate::lint::Kind;
use crate::object::{Node, Object};

/// What asks a cloud for a load balancer: a Service of that type, or what becomes one.
#[derive(Debug, Clone)]
pub struct LoadBalancer<'a> {
    /// What to call it: `Service bridge`, `the bootstrap Service of listener ...`.
    pub title: String,
    /// Its annotations.
    pub annotations: Option<&'a Node>,
    /// The address it asks for in its specification.
    pub address: Option<&'a Node>,
}

impl<'a> LoadBalancer<'a> {
    /// An annotation that says something.
    #[must_use]
    pub fn annotation(&self, key: &str) -> Option<&'a Node> {
        let node = self.annotations?.get(key)?;
        node.as_str().is_some_and(|text| !text.trim().is_empty()).then_some(node)
    }
}

/// The load balancers an object asks for.
pub fn load_balancers(object: &Object) -> Vec<LoadBalancer<'_>> {
    match Kind::of(&object.gvk) {
        Kind::Service => {
            let asks = object.at("spec/type").and_then(Node::as_str) == Some("LoadBalancer")
                && object.at("spec/loadBalancerClass").is_none();
            let own = LoadBalancer {
                title: object.title(),
                annotations: object.at("metadata/annotations"),
                address: object.at("spec/loadBalancerIP"),
            };
            asks.then_some(own).into_iter().collect()
        }
        Kind::Kafka => super::listeners(object)
            .filter(|listener| listener.kind == Some(ListenerType::LoadBalancer))
            .flat_map(|listener| of_listener(listener, object))
            .collect(),
        _ => Vec::new(),
    }
}

fn of_listener<'a>(listener: super::Listener<'a>, object: &Object) -> Vec<LoadBalancer<'a>> {
    let Some(configuration) = listener.node.get("configuration") else { return Vec::new() };
    if configuration.get("class").is_some() {
        return Vec::new();
    }
    let one = |what: String, node: &'a Node| LoadBalancer {
        title: format!("{what} of listener `{}` of {}", listener.name, object.title()),
        annotations: node.get("annotations"),
        address: node.get("loadBalancerIP"),
    };
    let bootstrap = configuration.get("bootstrap").map(|node| one("the bootstrap Service".into(), node));
    let brokers = configuration.get("brokers").and_then(Node::as_list).into_iter().flatten();
    let brokers = brokers.map(|node| {
        let id = node.get("broker").and_then(Node::as_int);
        one(id.map_or("a broker's Service".into(), |id| format!("the Service of broker {id}")), node)
    });
    bootstrap.into_iter().chain(brokers).collect()
}
