use super::{Decoder, NameText, Named, Schemas, Shape, Val};
use crate::source::Origin;
use crate::yaml::{Mark, Node};
use serde_json::{Value as Json, json};

choice! {
    /// What a Secret is for.
    SecretType = "a type of secret" {
        /// Keys and values.
        Opaque = "opaque",
        /// Credentials of a container registry.
        DockerConfigJson = "dockerconfigjson",
        /// A certificate and its key.
        Tls = "tls",
    }
}

section! {
    /// A Secret by name and keys; its values are never written here.
    Secret = "a secret" {
        /// The Kubernetes cluster it is in; the only one unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
        /// The namespace it is in.
        namespace "namespace": Val<NameText>,
        /// The Secret's name, where it differs from the entry's.
        name "name": Option<Val<NameText>>,
        /// What it is for: `opaque` unless stated.
        kind "type": Option<Val<SecretType>>,
        /// Its keys.
        keys "keys": Vec<Val<NameText>>,
        /// `existing` when somebody makes it, or the external store it comes from.
        source "source": SecretSource,
    }
}

/// Where a Secret comes from.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a handful per blueprint")]
pub enum SecretSource {
    /// Somebody makes it; PLAN.md lists it.
    Existing(Origin),
    /// An `ExternalSecret` fetches it.
    External(ExternalSecret),
}

section! {
    /// An entry of an external secret store.
    ExternalSecret = "an external secret" {
        /// The `ClusterSecretStore`.
        store "store": Val<NameText>,
        /// The name of the entry; with several keys each is a property of it.
        remote_key "remoteKey": Option<Val<String>>,
        /// The name of the entry, key by key.
        remote_keys "remoteKeys": Named<Val<String>>,
    }
}

section! {
    /// Wraps the external source under the word that names it.
    ExternalSource = "a source of a secret" {
        /// The external store it comes from.
        external_secret "externalSecret": ExternalSecret,
    }
}

impl Shape for SecretSource {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let origin = cx.origin_of(node);
        if node.as_map().is_some() {
            return ExternalSource::decode(node, cx).map(|source| Self::External(source.external_secret));
        }
        if node.as_str().is_none() {
            return cx.wrong_type(node, "a string or a map");
        }
        super::choice_word(node, cx, "a source of a secret", &["existing"])?;
        Some(Self::Existing(origin))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"oneOf": [{"type": "string", "enum": ["existing"]}, ExternalSource::schema(schemas)]})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        match self {
            Self::Existing(origin) => Val::new(String::from("existing"), origin.clone()).encode(),
            Self::External(source) => {
                ExternalSource { external_secret: source.clone(), origin: source.origin.clone() }.encode()
            }
        }
    }
}
