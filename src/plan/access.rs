//! Where a client finds trust and credentials: in Secrets beside it, or brought there by the access operator.
//!
//! Secret keys: `KafkaUserModel` and `Ca` of Strimzi; `KafkaUserData` and `KafkaListener` of the Strimzi access
//! operator.

use super::Plan;
use super::labels::Owner;
use crate::facts::strimzi::names;
use crate::object::Tree;
use crate::source::Origin;
use crate::topology::{Credentials, Link, LinkKind, Topology, Trust};

/// One key of one Secret in the client's namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) secret: String,
    pub(super) key: String,
    pub(super) origin: Origin,
}

/// What a client is handed, as far as its endpoint asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Material {
    /// The certificate to trust, in PEM; none for public authorities.
    pub(super) certificate: Option<Entry>,
    /// The user name, where it stands in a Secret; otherwise [`Material::user`] has it.
    pub(super) username: Option<Entry>,
    /// The user name, as text.
    pub(super) user: Option<(String, Origin)>,
    /// The password.
    pub(super) password: Option<Entry>,
    /// The login line of a JVM client, user name and password included.
    pub(super) jaas: Option<Entry>,
    /// The client's certificate, in PEM.
    pub(super) client_certificate: Option<Entry>,
    /// The client's key, in PEM.
    pub(super) client_key: Option<Entry>,
}

/// Keys of the Secret the access operator makes.
mod key {
    pub(super) const TRUST: &str = "ssl.truststore.crt";
    pub(super) const CERTIFICATE: &str = "ssl.keystore.crt";
    pub(super) const KEY: &str = "ssl.keystore.key";
    pub(super) const USERNAME: &str = "username";
    pub(super) const PASSWORD: &str = "password";
    pub(super) const JAAS: &str = "sasl.jaas.config";
}

/// Whether the client's Secrets are in another namespace than the client, on the same Kubernetes cluster, and the
/// access operator is there to bring them.
pub(super) fn needed(topology: &Topology, link: &Link) -> bool {
    let Some(place) = &link.place else { return false };
    let Some(home) = topology.places.get(&link.to.cluster) else { return false };
    let secrets = matches!(link.endpoint.trust, Trust::ClusterCa { .. })
        || matches!(
            link.endpoint.credentials,
            Credentials::UserPassword { .. } | Credentials::UserCertificate { .. }
        );
    secrets
        && topology.strimzi(&link.to.cluster).is_some()
        && place.kubernetes == home.kubernetes
        && place.namespace != home.namespace
        && installed(topology, &place.kubernetes)
}

fn installed(topology: &Topology, kubernetes: &str) -> bool {
    let cluster = topology.blueprint.kubernetes.get(kubernetes);
    cluster.and_then(|c| c.operators.as_ref()).is_some_and(|o| o.strimzi_access.is_some())
}

/// The name of a link's KafkaAccess, and of the Secret made for it: its user's.
pub(super) fn name(link: &Link) -> String {
    if let Some(user) = &link.user {
        return user.clone();
    }
    let owner = &link.owner;
    match link.kind {
        LinkKind::App => format!("{owner}-{}", link.connection.as_deref().unwrap_or_default()),
        LinkKind::Client => owner.clone(),
        LinkKind::Connect => names::connect::component(owner),
        LinkKind::Bridge => names::bridge::component(owner),
        LinkKind::MirrorSource => format!("{owner}-source"),
        LinkKind::MirrorTarget => names::mirror_maker_2::component(owner),
    }
}

/// Adds the KafkaAccess a link needs to its component.
pub(super) fn lower(topology: &Topology, link: &Link, plan: &mut Plan) {
    let (true, Some(place), Some(home)) =
        (needed(topology, link), &link.place, topology.places.get(&link.to.cluster))
    else {
        return;
    };
    let owner = Owner::new(topology, link.section, &link.owner, &link.origin);
    let object = owner.object("access.strimzi.io/v1alpha1", "KafkaAccess", name(link)).finish(|tree| {
        let kafka = Tree::new(&link.to.origin)
            .put("name", &link.to.cluster)
            .put_from("namespace", &home.namespace, &home.origin)
            .put("listener", &link.to.listener);
        let user = link.user.as_ref().map(|user| {
            Tree::new(&link.origin)
                .put_from("kind", "KafkaUser", &Origin::Fixed)
                .put_from("apiGroup", "kafka.strimzi.io", &Origin::Fixed)
                .put("name", user)
                .put_from("namespace", &home.namespace, &home.origin)
        });
        tree.put("spec", Tree::new(&link.origin).put("kafka", kafka).put("user", user))
    });
    plan.add(&place.kubernetes, link.section, &link.owner, object);
}

/// Where the client of a link finds what its endpoint asks for.
pub(super) fn material(topology: &Topology, link: &Link) -> Material {
    let endpoint = &link.endpoint;
    let brought = needed(topology, link).then(|| name(link));
    let entry = |secret: &str, key: &str| {
        Some(Entry { secret: secret.to_owned(), key: key.to_owned(), origin: endpoint.origin.clone() })
    };
    let declared = |reference: &crate::blueprint::SecretRef| {
        Some(Entry {
            secret: secret_name(topology, &reference.secret),
            key: reference.key.clone(),
            origin: reference.origin.clone(),
        })
    };
    let mut material = Material {
        certificate: match (&endpoint.trust, &brought) {
            (Trust::ClusterCa { .. }, Some(secret)) => entry(secret, key::TRUST),
            (Trust::ClusterCa { cluster, .. }, None) => {
                entry(&names::kafka::cluster_ca_cert_secret(cluster), "ca.crt")
            }
            (Trust::Secret(reference), _) => declared(reference),
            (Trust::Public | Trust::None, _) => None,
        },
        ..Material::default()
    };
    match &endpoint.credentials {
        Credentials::None => {}
        Credentials::UserPassword { user, .. } => {
            let secret = brought.as_deref().unwrap_or(user);
            material.username = brought.as_deref().and_then(|secret| entry(secret, key::USERNAME));
            material.user = Some((user.clone(), link.origin.clone()));
            material.password = entry(secret, key::PASSWORD);
            material.jaas = entry(secret, key::JAAS);
        }
        Credentials::UserCertificate { user, .. } => {
            let (secret, certificate, key) = match &brought {
                Some(secret) => (secret, key::CERTIFICATE, key::KEY),
                None => (user, "user.crt", "user.key"),
            };
            material.client_certificate = entry(secret, certificate);
            material.client_key = entry(secret, key);
        }
        Credentials::Password { username, password } => {
            material.user = Some((username.value.clone(), username.origin.clone()));
            material.password = declared(password);
        }
        Credentials::Certificate { certificate, key } => {
            material.client_certificate = declared(certificate);
            material.client_key = declared(key);
        }
    }
    material
}

/// The name of the Kubernetes Secret declared as `entry`.
pub(super) fn secret_name(topology: &Topology, entry: &str) -> String {
    let named = topology.blueprint.secrets.get(entry).and_then(|s| s.name.as_ref());
    named.map_or_else(|| entry.to_owned(), |name| name.value.0.clone())
}
