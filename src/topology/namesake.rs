//! Secrets of one name in several namespaces: a pod reads those of its own only.

use super::Place;
use crate::blueprint::{Blueprint, Secret, SecretRef};

/// The declared secret that a client in `place` reads where a listener names `reference`: that one, or another that is
/// called the same in Kubernetes, has the key, and is where the client runs.
pub(super) fn namesake(blueprint: &Blueprint, reference: &SecretRef, place: Option<&Place>) -> SecretRef {
    let Some((place, named)) = place.zip(blueprint.secrets.get(&reference.secret)) else {
        return reference.clone();
    };
    let here = |secret: &Secret| {
        secret.namespace.value.0 == place.namespace
            && secret.kubernetes.as_ref().is_none_or(|kubernetes| kubernetes.value.0 == place.kubernetes)
    };
    if here(named) {
        return reference.clone();
    }
    let called = kubernetes_name(&reference.secret, named);
    let has_key = |secret: &Secret| {
        secret.keys.is_empty() || secret.keys.iter().any(|key| key.value.0 == reference.key)
    };
    let other = blueprint
        .secrets
        .iter()
        .find(|(name, item)| here(item) && has_key(item) && kubernetes_name(name, item) == called);
    match other {
        Some((name, _)) => SecretRef { secret: name.to_owned(), ..reference.clone() },
        None => reference.clone(),
    }
}

fn kubernetes_name<'s>(entry: &'s str, secret: &'s Secret) -> &'s str {
    secret.name.as_ref().map_or(entry, |name| name.value.0.as_str())
}
