//! Clients that do not log in, where rights belong to whoever does.
//!
//! Kafka calls them `ANONYMOUS`, and its authorizer refuses what no rule allows. Source: `StandardAuthorizer` of Kafka
//! 4.3.1, `KafkaBrokerConfigurationBuilder` of Strimzi 1.2.0.

use super::report;
use crate::blueprint::{AuthorizationType, ConfigValue, StrimziKafka};
use crate::diagnostic::{CLIENT_WITHOUT_RIGHTS, Sink};
use crate::topology::{Link, LinkKind, Topology};

const ANONYMOUS: &str = "ANONYMOUS";
const OPEN: &str = "allow.everyone.if.no.acl.found";

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for link in topology.links.iter().filter(|link| wants_rights(link)) {
        let Some(kafka) = topology.strimzi(&link.to.cluster).filter(|kafka| refuses_strangers(kafka)) else {
            continue;
        };
        let Some(listener) = kafka.listeners.get(&link.to.listener).filter(|l| l.authentication.is_none())
        else {
            continue;
        };
        let message = format!(
            "`{}` does not log in, and `kafka/{}` gives rights only to those who do",
            link.path, link.to.cluster
        );
        let help = format!(
            "connect to a listener with `authentication`, add one to `{}`, such as `authentication: scram-sha-512`, or write \
             `authorization: none` for the cluster: then everybody may do everything",
            link.to.listener
        );
        let stated = kafka.authorization.as_ref().and_then(|authorization| authorization.kind.span());
        let places = [
            (link.to.span(), ""),
            (stated, "asks for rights"),
            (listener.key_span(), "asks nobody who they are"),
        ];
        report(sink, &CLIENT_WITHOUT_RIGHTS, message, help, &places);
    }
}

/// An application or program that declares nothing may have no use for the connection either.
fn wants_rights(link: &Link) -> bool {
    let declares = !link.produces.is_empty() || !link.consumes.is_empty() || link.streams.is_some();
    declares || !matches!(link.kind, LinkKind::App | LinkKind::Client)
}

fn refuses_strangers(kafka: &StrimziKafka) -> bool {
    let Some(authorization) = &kafka.authorization else { return false };
    let names = authorization.object.as_ref().and_then(|object| object.0.get("superUsers")?.as_list());
    let welcome = names.unwrap_or_default().iter().any(|name| name.as_str() == Some(ANONYMOUS));
    let open = kafka.config.get(OPEN).is_some_and(|entry| match &entry.value {
        ConfigValue::Bool(open) => *open,
        ConfigValue::Text(text) => text == "true",
        _ => false,
    });
    authorization.kind.value == AuthorizationType::Simple && !welcome && !open
}
