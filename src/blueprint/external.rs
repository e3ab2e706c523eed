//! Kafka that somebody else runs: nothing is created for it, but connections may end there.

use super::{Decoder, ListenerName, Named, ProviderText, Schemas, SecretRef, Shape, Topic, Topics, Val};
use crate::source::Origin;
use crate::yaml::{Mark, Node};
use serde_json::{Value as Json, json};

section! {
    /// A Kafka cluster somebody else runs: Event Hubs, Confluent, MSK.
    ExternalKafka = "an external Kafka cluster" {
        /// `external`.
        provider "provider": ProviderText,
        /// What clients connect to.
        listeners "listeners": Named<ExternalListener, ListenerName>,
        /// What every topic has unless it says otherwise.
        topic_defaults "topicDefaults": Option<Topic>,
        /// The topics that exist there.
        topics "topics": Topics,
        /// Whether several environments share it on purpose.
        shared "shared": Option<Val<bool>>,
    }
}

section! {
    /// A listener of an external cluster.
    ExternalListener = "a listener" {
        /// Addresses with ports: `ns.servicebus.windows.net:9093`.
        bootstrap_servers "bootstrapServers": Vec<Val<String>>,
        /// `true` when a public authority signed its certificate, or the certificate to trust.
        tls "tls": Option<ExternalTls>,
        /// How clients prove who they are.
        authentication "authentication": Option<ExternalAuthentication>,
    }
}

/// Whether and how an external listener uses TLS.
#[derive(Debug, Clone)]
pub enum ExternalTls {
    /// With a certificate every client trusts anyway, or not at all.
    Public(Val<bool>),
    /// With a certificate to be trusted.
    Certificate(TrustedCertificate),
}

section! {
    /// A certificate that clients must trust.
    TrustedCertificate = "a trusted certificate" {
        /// The PEM certificate of the authority, as a secret. Clients in another namespace read a secret of the same
        /// name there.
        trusted_certificate "trustedCertificate": SecretRef,
    }
}

impl Shape for ExternalTls {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        if node.as_map().is_some() {
            return TrustedCertificate::decode(node, cx).map(Self::Certificate);
        }
        let Some(value) = node.as_bool() else { return cx.wrong_type(node, "`true`, `false` or a map") };
        Some(Self::Public(Val::new(value, cx.origin_of(node))))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"oneOf": [{"type": "boolean"}, TrustedCertificate::schema(schemas)]})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        match self {
            Self::Public(value) => value.encode(),
            Self::Certificate(certificate) => certificate.encode(),
        }
    }
}

choice! {
    /// How clients of an external cluster prove who they are.
    ExternalAuthType = "a type of authentication" {
        /// User name and password in the clear, under TLS.
        Plain = "plain",
        /// SCRAM with SHA-256.
        ScramSha256 = "scram-sha-256",
        /// SCRAM with SHA-512.
        ScramSha512 = "scram-sha-512",
        /// A client certificate.
        Tls = "tls",
    }
}

section! {
    /// How clients of an external cluster prove who they are.
    ExternalAuthentication = "an authentication" {
        /// The mechanism.
        kind "type": Val<ExternalAuthType>,
        /// The user name; `$ConnectionString` for Event Hubs.
        username "username": Option<Val<String>>,
        /// The password.
        password "password": Option<SecretRef>,
        /// The client certificate, for `tls`.
        certificate "certificate": Option<SecretRef>,
        /// The client key, for `tls`.
        key "key": Option<SecretRef>,
    }
}
