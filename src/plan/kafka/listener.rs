use super::listener_configuration::configuration;
use super::{Lowering, peers};
use crate::blueprint::{Item, Listener};
use crate::object::Tree;

/// One entry of `spec.kafka.listeners`.
pub(super) fn listener(at: &Lowering<'_>, name: &str, item: &Item<Listener>) -> Tree {
    let listener = &item.value;
    Tree::new(&listener.origin)
        .put_from("name", name, &item.key)
        .put("port", &listener.port)
        .put("type", &listener.kind)
        .put("tls", &listener.tls)
        .put("authentication", &listener.authentication)
        .put("configuration", configuration(at, name, listener))
        .put("networkPolicyPeers", peers::peers(at, name, listener))
}
