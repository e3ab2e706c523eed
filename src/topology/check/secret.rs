//! Secrets that are referred to: declared, with the key, and where the pods are that read them.

use super::report;
use crate::blueprint::{
    Config, ConfigValue, ExternalSecret, ExternalTls, Item, Kafka, NameText, Secret, SecretRef, SecretSource,
    SecretType, Val,
};
use crate::diagnostic::{DANGLING_REFERENCE, MISSING_KEY, SECRET_IN_OTHER_NAMESPACE, Sink};
use crate::facts::near;
use crate::source::Span;
use crate::topology::{Credentials, Place, Section, Topology, Trust};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    for (name, app) in blueprint.apps.iter() {
        for secret in of_config(&app.env) {
            if let (Some(declared), Some(place)) =
                (declared(topology, secret, sink), topology.places.get(name))
            {
                beside(&format!("apps/{name}"), secret.origin.span(), &secret.secret, declared, place, sink);
            }
        }
    }
    for (name, connect) in blueprint.connect.iter() {
        let configs = connect.connectors.iter().map(|(_, item)| &item.config).chain([&connect.config]);
        for secret in configs.flat_map(of_config) {
            declared(topology, secret, sink);
        }
        let push = connect.build.as_ref().and_then(|build| build.push_secret.as_ref());
        let pulls = connect.image_pull_secrets.iter();
        let Some(place) = topology.places.get(name) else { continue };
        for secret in push.into_iter().chain(pulls) {
            pulled(topology, &format!("connect/{name}"), secret, place, sink);
        }
    }
    for (_, mirror) in blueprint.mirrors.iter() {
        for secret in [&mirror.config, &mirror.source_config].into_iter().flat_map(of_config) {
            declared(topology, secret, sink);
        }
    }
    of_kafka(topology, sink);
    links(topology, sink);
    for (name, secret) in blueprint.secrets.iter() {
        if let SecretSource::External(source) = &secret.source {
            fetched(name, secret, source, sink);
        }
    }
}

/// What brokers read themselves, and what listeners hand to clients.
fn of_kafka(topology: &Topology, sink: &mut Sink) {
    for (_, item) in topology.blueprint.kafka.iter() {
        if let Kafka::Strimzi(cluster) = &item.value {
            let trusted = cluster.listeners.iter().filter_map(|(_, item)| item.trusted_certificate.as_ref());
            for secret in of_config(&cluster.config).chain(trusted) {
                declared(topology, secret, sink);
            }
        }
        if let Kafka::HdInsight(cluster) = &item.value {
            let trusted = cluster.listeners.iter().filter_map(|(_, l)| l.trusted_certificate.as_ref());
            for secret in trusted {
                declared(topology, secret, sink);
            }
        }
        let Kafka::External(cluster) = &item.value else { continue };
        for (_, listener) in cluster.listeners.iter() {
            if let Some(ExternalTls::Certificate(certificate)) = &listener.tls {
                declared(topology, &certificate.trusted_certificate, sink);
            }
            let auth = listener.authentication.as_ref();
            for secret in auth
                .into_iter()
                .flat_map(|a| [&a.password, &a.certificate, &a.key])
                .filter_map(Option::as_ref)
            {
                declared(topology, secret, sink);
            }
        }
    }
}

/// Every key must come from somewhere, and every entry named must be for a key.
fn fetched(name: &str, secret: &Item<Secret>, source: &ExternalSecret, sink: &mut Sink) {
    let opaque = secret.kind.as_ref().is_none_or(|kind| kind.value == SecretType::Opaque);
    let path = format!("secrets/{name}");
    let unreadable = secret.origin.span().is_some_and(|span| sink.has_error_inside(span));
    if opaque && secret.keys.is_empty() && !unreadable {
        let message = format!("`{path}` is fetched and has no `keys`: nothing would be in it");
        let help = "add `keys` with the names that are read, such as `keys: [password]`";
        report(sink, &MISSING_KEY, message, help, &[(secret.key_span(), "")]);
    }
    let without: Vec<&Val<NameText>> =
        secret.keys.iter().filter(|key| source.remote_keys.get(&key.value.0).is_none()).collect();
    let shared = source.remote_key.is_some();
    if let Some(first) = without.first().filter(|_| !shared && !unreadable) {
        let names: Vec<&str> = without.iter().map(|key| &*key.value.0).collect();
        let message =
            format!("`{path}` does not say from which entry of the store to take `{}`", names.join("`, `"));
        let help = format!(
            "add `remoteKey` with the name of the entry, or `remoteKeys: {{{}: <entry>}}`",
            names.join(": <entry>, ")
        );
        let places = [(first.span(), ""), (source.origin.span(), "where it is fetched")];
        report(sink, &MISSING_KEY, message, help, &places);
    } else if secret.keys.is_empty() && !opaque && !shared && source.remote_keys.is_empty() && !unreadable {
        let message = format!("`{path}` does not say which entry of the store it comes from");
        let help = "add `remoteKey` with the name of the entry";
        report(sink, &MISSING_KEY, message, help, &[(source.origin.span(), "")]);
    }
    let keys: Vec<&str> = secret.keys.iter().map(|key| &*key.value.0).collect();
    for (key, entry) in source.remote_keys.iter().filter(|_| !keys.is_empty()) {
        if !keys.contains(&key) {
            let message = format!("`{path}` has no key `{key}`");
            let help = near::nearest(key, keys.iter().copied()).map_or_else(
                || "add it to `keys`, or take it out".to_owned(),
                |best| format!("did you mean `{best}`?"),
            );
            report(sink, &DANGLING_REFERENCE, message, help, &[(entry.key_span(), "")]);
        }
    }
}

fn of_config(config: &Config) -> impl Iterator<Item = &SecretRef> {
    config.entries.values().flat_map(|entry| match &entry.value {
        ConfigValue::Secret(secret) => std::slice::from_ref(secret),
        ConfigValue::Format { secrets, .. } => secrets.as_slice(),
        _ => &[],
    })
}

/// The secret a reference names, when it is declared with the key; otherwise that is reported.
fn declared<'t>(topology: &'t Topology, reference: &SecretRef, sink: &mut Sink) -> Option<&'t Item<Secret>> {
    let secrets = &topology.blueprint.secrets;
    let at = reference.origin.span();
    let Some(secret) = secrets.get(&reference.secret) else {
        if !secrets.is_broken(&reference.secret) {
            let message = format!("there is no secret `{}`", reference.secret);
            let help = near::nearest(&reference.secret, secrets.names()).map_or_else(
                || {
                    format!(
                        "declare it: `secrets: {{{}: {{namespace: …, keys: [{}], source: existing}}}}`",
                        reference.secret, reference.key
                    )
                },
                |best| format!("did you mean `{best}/{}`?", reference.key),
            );
            report(sink, &DANGLING_REFERENCE, message, help, &[(at, "")]);
        }
        return None;
    };
    let keys: Vec<&str> = secret.keys.iter().map(|key| &*key.value.0).collect();
    if !keys.is_empty() && !keys.contains(&&*reference.key) {
        let message = format!("`secrets/{}` has no key `{}`", reference.secret, reference.key);
        let help = match near::nearest(&reference.key, keys.iter().copied()) {
            Some(best) => format!("did you mean `{}/{best}`?", reference.secret),
            None => format!("add it to `keys`, or write one of {}", keys.join(", ")),
        };
        let list = secret.keys.first().and_then(Val::span);
        report(sink, &DANGLING_REFERENCE, message, help, &[(at, ""), (list, "the keys")]);
        return None;
    }
    Some(secret)
}

/// A pod can use Secrets of its own namespace only.
fn beside(path: &str, at: Option<Span>, name: &str, secret: &Secret, place: &Place, sink: &mut Sink) {
    let help =
        format!("declare a secret in `{}` with the same source, and refer to that one", place.namespace);
    within_reach(path, at, name, secret, place, help, sink);
}

fn within_reach(
    path: &str,
    at: Option<Span>,
    name: &str,
    secret: &Secret,
    place: &Place,
    help: String,
    sink: &mut Sink,
) {
    let there = &secret.namespace.value.0;
    let elsewhere = secret.kubernetes.as_ref().is_some_and(|k| k.value.0 != place.kubernetes);
    if *there == place.namespace && !elsewhere {
        return;
    }
    let (where_is, where_runs) = match (&secret.kubernetes, elsewhere) {
        (Some(kubernetes), true) => (
            format!("on `kubernetes/{}`", kubernetes.value.0),
            format!("on `kubernetes/{}`", place.kubernetes),
        ),
        _ => (format!("in the namespace `{there}`"), format!("in `{}`", place.namespace)),
    };
    let message =
        format!("`{path}` runs {where_runs}, and `secrets/{name}` is {where_is}, where it cannot be read");
    report(
        sink,
        &SECRET_IN_OTHER_NAMESPACE,
        message,
        help,
        &[(at, ""), (secret.namespace.span(), "where it is")],
    );
}

fn pulled(topology: &Topology, path: &str, secret: &Val<NameText>, place: &Place, sink: &mut Sink) {
    if let Some(declared) = topology.blueprint.secrets.get(&secret.value.0) {
        beside(path, secret.span(), &secret.value.0, declared, place, sink);
    }
}

/// What a listener asks for that Strimzi does not make must be beside each client.
fn links(topology: &Topology, sink: &mut Sink) {
    for link in &topology.links {
        let (Some(place), true) = (&link.place, link.section != Section::Clients) else { continue };
        let mut asked: Vec<&SecretRef> = Vec::new();
        match &link.endpoint.credentials {
            Credentials::Password { password, .. } => asked.push(password),
            Credentials::Certificate { certificate, key } => asked.extend([certificate, key]),
            _ => {}
        }
        if let Trust::Secret(secret) = &link.endpoint.trust {
            asked.push(secret);
        }
        asked.dedup_by(|a, b| a.secret == b.secret);
        for secret in asked {
            if let Some(declared) = topology.blueprint.secrets.get(&secret.secret) {
                let called = declared.name.as_ref().map_or(&*secret.secret, |name| &*name.value.0);
                let help = format!(
                    "declare another secret in `{}` with `name: {called}` and the same source: clients there read that one",
                    place.namespace
                );
                let (name, at) = (&*secret.secret, link.to.span());
                within_reach(&link.path, at, name, declared, place, help, sink);
            }
        }
    }
}
