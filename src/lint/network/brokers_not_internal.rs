use crate::diagnostic::{Code, Severity};
use crate::facts::provider::AZURE_INTERNAL_ANNOTATION;
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{cluster_of, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("brokers-not-internal", Severity::Error, include_str!("brokers_not_internal.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET91"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::Kafka) {
        let pools = set.of(Kind::KafkaNodePool);
        let mut own = pools.filter(|pool| cluster_of(pool.object) == Some(&object.name));
        // Annotations of every broker's Service can come from the templates as well.
        let templated = object.at("spec/kafka/template/perPodService").is_some()
            || own.any(|pool| pool.patched || pool.object.at("spec/template/perPodService").is_some());
        if !patched && !templated {
            listeners(object)
                .for_each(|listener| one(object, listener.node, listener.name, listener.kind, cx));
        }
    }
}

fn one<'a>(object: &'a Object, node: &'a Node, name: &str, kind: Option<ListenerType>, cx: &mut Cx<'a>) {
    if kind != Some(ListenerType::LoadBalancer) {
        return;
    }
    let Some(configuration) = node.get("configuration") else { return };
    let each = configuration.get("perBrokerAnnotationsTemplate").is_some();
    let Some(bootstrap) = configuration.get("bootstrap") else { return };
    let internal = is_internal(bootstrap);
    let brokers = configuration.get("brokers").and_then(Node::as_list).unwrap_or_default();
    let Some(stated) = internal.filter(|_| !each && configuration.get("class").is_none()) else { return };
    let open = brokers.iter().find(|broker| is_internal(broker).is_none());
    let (place, who) = match (open, brokers.is_empty()) {
        (Some(broker), _) => {
            let id = broker.get("broker").and_then(Node::as_int);
            (Place::Key(object, broker), id.map_or("a broker".to_owned(), |id| format!("broker {id}")))
        }
        (None, true) => (Place::Value(object, stated), "each broker".to_owned()),
        (None, false) => return,
    };
    let message = format!(
        "listener `{name}` of {} bootstraps through an internal load balancer, and {who} gets a public one on AKS",
        object.title()
    );
    cx.report(place, message).also(Place::Value(object, stated), "said of the bootstrap Service alone").help(
        format!("add `{AZURE_INTERNAL_ANNOTATION}: \"true\"` to the `annotations` under `brokers` as well"),
    );
}

/// The annotation that keeps a load balancer inside.
fn is_internal(node: &Node) -> Option<&Node> {
    node.get("annotations")?.get(AZURE_INTERNAL_ANNOTATION).filter(|value| value.as_str() == Some("true"))
}
