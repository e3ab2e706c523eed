//! Configuration keys the cluster operator drops in silence (a line in its log is all).
//!
//! Source: `FORBIDDEN_PREFIXES`, `FORBIDDEN_PREFIX_EXCEPTIONS`, `FORBIDDEN_OPTIONS` and
//! `FORBIDDEN_PARAMETERS` of the API model, matched as `AbstractConfiguration.filterForbidden` does: the
//! key in lower case by prefix, exceptions as written.

use std::sync::LazyLock;

use crate::facts::table::rows;

/// Whose `config` it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigOwner {
    /// `Kafka.spec.kafka.config`.
    Kafka,
    /// `KafkaConnect.spec.config`.
    Connect,
    /// `KafkaMirrorMaker2.spec.target.config` and `spec.mirrors[].source.config`.
    MirrorMaker2,
    /// `KafkaConnector.spec.config` and each connector of a KafkaMirrorMaker2.
    Connector,
    /// `KafkaBridge.spec.config`.
    Bridge,
    /// `KafkaBridge.spec.consumer.config`.
    BridgeConsumer,
    /// `KafkaBridge.spec.producer.config`.
    BridgeProducer,
    /// `KafkaBridge.spec.adminClient.config`.
    BridgeAdminClient,
    /// `KafkaBridge.spec.http.tls.config`.
    BridgeHttpTls,
    /// `Kafka.spec.cruiseControl.config`.
    CruiseControl,
    /// `listenerConfig` of a listener's `custom` authentication.
    ListenerAuthentication,
}

impl ConfigOwner {
    fn named(self) -> &'static str {
        match self {
            Self::Kafka => "kafka",
            Self::Connect => "connect",
            Self::MirrorMaker2 => "mirror-maker-2",
            Self::Connector => "connector",
            Self::Bridge => "bridge",
            Self::BridgeConsumer => "bridge-consumer",
            Self::BridgeProducer => "bridge-producer",
            Self::BridgeAdminClient => "bridge-admin-client",
            Self::BridgeHttpTls => "bridge-http-tls",
            Self::CruiseControl => "cruise-control",
            Self::ListenerAuthentication => "listener-authentication",
        }
    }
}

static ROWS: LazyLock<Vec<[&'static str; 3]>> =
    LazyLock::new(|| rows::<3>(include_str!("../../../schemas/facts/strimzi-forbidden.tsv")).collect());

/// The prefix or option of the operator's list that `key` falls under, or `None` when it is kept. Broker keys
/// that exceptions allow per listener need [`forbidden_broker_key`].
pub fn forbidden(owner: ConfigOwner, key: &str) -> Option<&'static str> {
    let lower = key.to_lowercase();
    let listed = |how: &'static str| {
        let of_owner = move |row: &&[&'static str; 3]| row[0] == owner.named() && row[1] == how;
        ROWS.iter().filter(of_owner).map(|row| row[2])
    };
    listed("prefix")
        .find(|prefix| lower.starts_with(*prefix))
        .filter(|_| !listed("except").any(|exception| exception == key))
        .or_else(|| listed("option").find(|option| *option == lower))
}

/// The only prefixes kept in the `config` of a client's `custom` authentication; everything else is dropped.
pub const CLIENT_AUTHENTICATION_PREFIXES: [&str; 2] = ["sasl.", "ssl.keystore."];

/// As [`forbidden`] for a broker key, with the listeners of the cluster as `<name>-<port>`, for each of which
/// `listener.name.<name>-<port>.` is open to the few keys the operator allows there.
pub fn forbidden_broker_key<'l>(
    key: &str,
    listeners: impl IntoIterator<Item = &'l str>,
) -> Option<&'static str> {
    let prefix = forbidden(ConfigOwner::Kafka, key)?;
    let allowed = listeners
        .into_iter()
        .filter_map(|listener| key.strip_prefix("listener.name.")?.strip_prefix(listener)?.strip_prefix('.'))
        .any(|rest| ROWS.iter().any(|[_, how, option]| *how == "per-listener" && *option == rest));
    (!allowed).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_their_exceptions() {
        assert_eq!(forbidden(ConfigOwner::Kafka, "listeners"), Some("listeners"));
        assert_eq!(forbidden(ConfigOwner::Kafka, "log.dirs"), Some("log.dir"));
        assert_eq!(forbidden(ConfigOwner::Kafka, "SSL.keystore.type"), Some("ssl."));
        assert_eq!(forbidden(ConfigOwner::Kafka, "zookeeper.connect"), Some("zookeeper.connect"));
        assert_eq!(forbidden(ConfigOwner::Kafka, "ssl.cipher.suites"), None);
        assert_eq!(forbidden(ConfigOwner::Kafka, "controller.quorum.fetch.timeout.ms"), None);
        assert_eq!(forbidden(ConfigOwner::Kafka, "controller.quorum.voters"), Some("controller."));
        assert_eq!(forbidden(ConfigOwner::Kafka, "log.retention.ms"), None);
        assert_eq!(forbidden(ConfigOwner::Kafka, "cordoned.log.dirs"), Some("cordoned.log.dirs"));
    }

    #[test]
    fn a_dead_prefix_stays_dead() {
        // The operator compares the lower-cased key with a prefix that has capitals, so it never matches.
        assert_eq!(forbidden(ConfigOwner::Kafka, "zookeeper.clientCnxnSocket"), None);
    }

    #[test]
    fn each_owner_has_its_own_list() {
        assert_eq!(forbidden(ConfigOwner::Connect, "group.id"), Some("group.id"));
        assert_eq!(forbidden(ConfigOwner::Connect, "plugin.path"), Some("plugin.path"));
        assert_eq!(
            forbidden(ConfigOwner::Connect, "prometheus.metrics.reporter.x"),
            Some("prometheus.metrics.reporter.")
        );
        assert_eq!(forbidden(ConfigOwner::MirrorMaker2, "prometheus.metrics.reporter.x"), None);
        assert_eq!(forbidden(ConfigOwner::Connect, "key.converter"), None);
        assert_eq!(forbidden(ConfigOwner::Connector, "tasks.max"), Some("tasks.max"));
        assert_eq!(forbidden(ConfigOwner::Connector, "tasks.max.enforce"), None, "options match whole");
        assert_eq!(
            forbidden(ConfigOwner::Connector, "connector.plugin.version"),
            Some("connector.plugin.version")
        );
        assert_eq!(forbidden(ConfigOwner::Bridge, "http.port"), Some("http."));
        assert_eq!(forbidden(ConfigOwner::Bridge, "bridge.id"), Some("bridge.id"));
        assert_eq!(forbidden(ConfigOwner::BridgeConsumer, "group.id"), Some("group.id"));
        assert_eq!(forbidden(ConfigOwner::BridgeProducer, "group.id"), None);
        assert_eq!(forbidden(ConfigOwner::BridgeAdminClient, "sasl.mechanism"), Some("sasl."));
        assert_eq!(forbidden(ConfigOwner::CruiseControl, "webserver.http.cors.enabled"), None);
        assert_eq!(forbidden(ConfigOwner::CruiseControl, "webserver.http.port"), Some("webserver.http."));
        assert_eq!(forbidden(ConfigOwner::BridgeHttpTls, "ssl.enabled.protocols"), None);
        assert_eq!(forbidden(ConfigOwner::BridgeHttpTls, "ssl.keystore.type"), Some("ssl."));
        assert_eq!(
            forbidden(ConfigOwner::ListenerAuthentication, "ssl.keystore.type"),
            Some("ssl.keystore.")
        );
        assert_eq!(forbidden(ConfigOwner::ListenerAuthentication, "ssl.truststore.type"), None);
    }

    #[test]
    fn three_keys_per_declared_listener() {
        let listeners = ["tls-9093"];
        assert_eq!(forbidden_broker_key("listener.name.tls-9093.max.connections", listeners), None);
        assert_eq!(
            forbidden_broker_key("listener.name.plain-9092.max.connections", listeners),
            Some("listener.")
        );
        assert_eq!(
            forbidden_broker_key("listener.name.tls-9093.ssl.client.auth", listeners),
            Some("listener.")
        );
        assert_eq!(forbidden_broker_key("ssl.client.auth", listeners), Some("ssl."));
    }
}
