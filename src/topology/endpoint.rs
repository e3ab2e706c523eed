use crate::blueprint::{Protocol, SecretRef};
use crate::source::Origin;

/// How a client gets to a listener.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// Hosts and ports to bootstrap from; empty where the address is known only once a load balancer has one.
    pub bootstrap: Vec<(String, u16)>,
    /// What the address follows from.
    pub origin: Origin,
    /// The security protocol of Kafka clients.
    pub protocol: Protocol,
    /// The SASL mechanism, where the protocol has one.
    pub mechanism: Option<Mechanism>,
    /// Whose certificate is trusted.
    pub trust: Trust,
    /// How the client proves who it is.
    pub credentials: Credentials,
}

/// A SASL mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mechanism {
    /// `PLAIN`.
    Plain,
    /// `SCRAM-SHA-256`.
    ScramSha256,
    /// `SCRAM-SHA-512`.
    ScramSha512,
}

impl Mechanism {
    /// As `sasl.mechanism` has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::ScramSha256 => "SCRAM-SHA-256",
            Self::ScramSha512 => "SCRAM-SHA-512",
        }
    }

    /// The class of a JVM client's login module.
    #[must_use]
    pub fn login_module(self) -> &'static str {
        match self {
            Self::Plain => "org.apache.kafka.common.security.plain.PlainLoginModule",
            Self::ScramSha256 | Self::ScramSha512 => {
                "org.apache.kafka.common.security.scram.ScramLoginModule"
            }
        }
    }
}

/// Whose certificate a client trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Nobody's: no TLS.
    None,
    /// The authorities every client trusts anyway.
    Public,
    /// The cluster CA of a Strimzi cluster, in a Secret of `namespace`.
    ClusterCa {
        /// The Kafka cluster.
        cluster: String,
        /// The namespace it runs in.
        namespace: String,
    },
    /// A certificate in a declared secret.
    Secret(SecretRef),
}

/// How a client proves who it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Credentials {
    /// It does not.
    None,
    /// A KafkaUser's password, in the Secret of its name in `namespace`.
    UserPassword {
        /// The KafkaUser.
        user: String,
        /// The namespace of the Kafka cluster.
        namespace: String,
    },
    /// A KafkaUser's certificate, in the Secret of its name in `namespace`.
    UserCertificate {
        /// The KafkaUser.
        user: String,
        /// The namespace of the Kafka cluster.
        namespace: String,
    },
    /// A name and a password from a declared secret.
    Password {
        /// The user name.
        username: crate::blueprint::Val<String>,
        /// The password.
        password: SecretRef,
    },
    /// A certificate from declared secrets.
    Certificate {
        /// The certificate.
        certificate: SecretRef,
        /// Its key.
        key: SecretRef,
    },
}

impl Endpoint {
    /// `host:port,host:port`.
    #[must_use]
    pub fn servers(&self) -> String {
        self.bootstrap.iter().map(|(host, port)| format!("{host}:{port}")).collect::<Vec<_>>().join(",")
    }

    /// Whether the connection is encrypted.
    #[must_use]
    pub fn tls(&self) -> bool {
        self.trust != Trust::None
    }
}
