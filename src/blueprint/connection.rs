//! A connection is stated once; address, credentials, rights and policies follow from it.

use super::{Decoder, EnvName, ListenerRef, Named, Peer, Schemas, Shape, TopicText, Val};
use crate::source::Origin;
use crate::yaml::{Mark, Node};
use serde_json::{Value as Json, json};

choice! {
    /// What a variable of a connection holds.
    Meaning = "something a connection knows" {
        /// `host:port`, several separated by commas.
        BootstrapServers = "bootstrapServers",
        /// The host alone.
        BootstrapHost = "bootstrapHost",
        /// The port alone.
        BootstrapPort = "bootstrapPort",
        /// `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`.
        SecurityProtocol = "securityProtocol",
        /// `SCRAM-SHA-512` and the like.
        SaslMechanism = "saslMechanism",
        /// The JAAS line of a JVM client, password included.
        SaslJaasConfig = "saslJaasConfig",
        /// The user name.
        Username = "username",
        /// The password.
        Password = "password",
        /// The path of the certificate to trust.
        Truststore = "truststore",
        /// The format of that file: `PEM`.
        TruststoreType = "truststoreType",
        /// The path of the client's key and certificate.
        Keystore = "keystore",
        /// The format of that file.
        KeystoreType = "keystoreType",
        /// The consumer group.
        Group = "group",
        /// The application id of Kafka Streams.
        ApplicationId = "applicationId",
        /// Where Kafka Streams keeps its state.
        StateDir = "stateDir",
        /// The pod's name: a client id that stays.
        PodName = "podName",
    }
}

section! {
    /// A connection of an application to Kafka.
    Connection = "a connection" {
        /// The Kafka cluster and listener: `streaming/tls`.
        to "to": Val<ListenerRef>,
        /// The topics it writes.
        produces "produces": Vec<Val<TopicText>>,
        /// The topics it reads, and the group it reads them in.
        consumes "consumes": Option<Consumes>,
        /// Kafka Streams: internal topics and state follow from it.
        streams "streams": Option<Streams>,
        /// The transactional id it writes with; `<prefix>*` for all ids that begin so.
        transactional_id "transactionalId": Option<Val<String>>,
        /// Environment variables, by what each is to hold.
        env "env": Named<Val<Meaning>, EnvName>,
    }
}

section! {
    /// Topics read, with the group that reads them.
    ConsumesMap = "a `consumes`" {
        /// The topics.
        topics "topics": Vec<Val<TopicText>>,
        /// The consumer group.
        group "group": Option<Val<String>>,
        /// What every consumer group begins with, where clients choose their own.
        group_prefix "groupPrefix": Option<Val<String>>,
    }
}

/// Topics read: a list, or a map that also names the group.
#[derive(Debug, Clone)]
pub struct Consumes {
    /// The topics.
    pub topics: Vec<Val<TopicText>>,
    /// The consumer group.
    pub group: Option<Val<String>>,
    /// What every consumer group begins with.
    pub group_prefix: Option<Val<String>>,
    /// Where it stands.
    pub origin: Origin,
    listed: bool,
}

impl Shape for Consumes {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        if node.as_list().is_some() {
            let topics = Vec::decode(node, cx)?;
            let origin = cx.origin_of(node);
            return Some(Self { topics, group: None, group_prefix: None, origin, listed: true });
        }
        if node.as_map().is_none() {
            return cx.wrong_type(node, "a list or a map");
        }
        let ConsumesMap { topics, group, group_prefix, origin } = ConsumesMap::decode(node, cx)?;
        Some(Self { topics, group, group_prefix, origin, listed: false })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"oneOf": [Vec::<Val<TopicText>>::schema(schemas), ConsumesMap::schema(schemas)]})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        if self.listed {
            return self.topics.encode();
        }
        let Self { topics, group, group_prefix, origin, .. } = self.clone();
        ConsumesMap { topics, group, group_prefix, origin }.encode()
    }
}

section! {
    /// A Kafka Streams application.
    Streams = "a Kafka Streams application" {
        /// Its application id: its group, and what its internal topics begin with.
        application_id "applicationId": Val<String>,
        /// Where it keeps its state: the mount path of one of the app's volumes.
        state_dir "stateDir": Option<Val<String>>,
        /// Whether it processes exactly once, which takes transactional ids.
        exactly_once "exactlyOnce": Option<Val<bool>>,
    }
}

section! {
    /// A program outside Kubernetes: a user and its rights, nothing else.
    Client = "a client" {
        /// The Kafka cluster and listener it connects to.
        to "to": Val<ListenerRef>,
        /// Where it runs: `networks/<vnet>/<subnet>`, `networks/<vnet>/pointToSite`, or a range of an office's network.
        from "from": Option<Val<Peer>>,
        /// The topics it writes.
        produces "produces": Vec<Val<TopicText>>,
        /// The topics it reads, and the group it reads them in.
        consumes "consumes": Option<Consumes>,
        /// Kafka Streams.
        streams "streams": Option<Streams>,
        /// The transactional id it writes with.
        transactional_id "transactionalId": Option<Val<String>>,
    }
}
