//! Super users that nobody can be.
//!
//! The operator writes `User:` before each name; a client with a certificate is called by its whole subject, `CN=` and
//! all, and one with a password by its name alone. Source: `KafkaBrokerConfigurationBuilder` of Strimzi 1.2.0.

use super::{report, strimzi_clusters};
use crate::blueprint::{AuthorizationType, ListenerAuth, StrimziKafka};
use crate::diagnostic::{Sink, UNMATCHED_SUPER_USER};
use crate::topology::Topology;

/// What Kafka calls whoever does not say who they are.
const ANONYMOUS: &str = "ANONYMOUS";

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        let Some(authorization) = &kafka.authorization else { continue };
        let names = authorization.object.as_ref().and_then(|object| object.0.get("superUsers")?.as_list());
        for node in names.unwrap_or_default() {
            let Some(name) = node.as_str() else { continue };
            // Another authorizer may have its own idea of names; the operator's prefix is the same before all.
            let simple = authorization.kind.value == AuthorizationType::Simple;
            let wrong = prefixed(name).or_else(|| unheard_of(name, kafka).filter(|_| simple));
            let Some((why, help)) = wrong else { continue };
            let message = format!("the super user `{name}` of `kafka/{cluster}` {why}");
            report(sink, &UNMATCHED_SUPER_USER, message, help, &[(node.origin.span(), "")]);
        }
    }
}

fn prefixed(name: &str) -> Option<(String, String)> {
    let (kind, bare) = name.split_once(':')?;
    kind.eq_ignore_ascii_case("user").then(|| {
        let why = format!("becomes `User:{name}`: the operator writes `User:` before each");
        (why, format!("write `{}`", bare.trim()))
    })
}

/// A form of name that no listener gives to anybody.
fn unheard_of(name: &str, kafka: &StrimziKafka) -> Option<(String, String)> {
    if kafka.listeners.any_broken() || kafka.listeners.is_empty() {
        return None;
    }
    let any = |wanted: fn(ListenerAuth) -> bool| {
        let kinds =
            kafka.listeners.iter().filter_map(|(_, l)| l.authentication.as_ref().map(|a| a.kind.value));
        kinds.into_iter().any(wanted)
    };
    let subject = name.to_ascii_uppercase().find("CN=");
    if let Some(at) = subject
        && !any(|kind| kind != ListenerAuth::ScramSha512)
    {
        let bare = name[at + 3..].split(',').next().unwrap_or_default();
        return Some((
            "is the subject of a certificate, and no listener asks for one".to_owned(),
            format!(
                "write `{bare}`, as it logs in with a password, or give a listener `authentication: tls`"
            ),
        ));
    }
    if subject.is_none() && name != ANONYMOUS && !any(|kind| kind != ListenerAuth::Tls) {
        return Some((
            "is a name without `CN=`, and nobody logs in with one: listeners know clients by their certificates"
                .to_owned(),
            format!("write `CN={name}`, or give a listener `authentication: scram-sha-512`"),
        ));
    }
    None
}
