//! The broker keys that ask for a number of brokers.

/// A key whose value cannot be met with fewer brokers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicationKey {
    /// The key, verbatim.
    pub name: &'static str,
    /// Whether the Strimzi operator refuses a written value above the number of brokers. It never looks at a
    /// default, and Kafka itself fails only when the topic is first needed.
    pub checked_by_operator: bool,
}

/// Those keys, in byte order. Source: Kafka's `ConfigDef`; `KafkaCluster.validateIntConfigProperty` of Strimzi
/// 1.2.0, and what that operator was seen to accept.
pub const REPLICATION_KEYS: [ReplicationKey; 7] = [
    ReplicationKey { name: "default.replication.factor", checked_by_operator: true },
    ReplicationKey { name: "min.insync.replicas", checked_by_operator: false },
    ReplicationKey { name: "offsets.topic.replication.factor", checked_by_operator: true },
    ReplicationKey { name: "share.coordinator.state.topic.min.isr", checked_by_operator: false },
    ReplicationKey { name: "share.coordinator.state.topic.replication.factor", checked_by_operator: false },
    ReplicationKey { name: "transaction.state.log.min.isr", checked_by_operator: true },
    ReplicationKey { name: "transaction.state.log.replication.factor", checked_by_operator: true },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::kafka::{ConfigTable, ConfigType};

    #[test]
    fn numbers_of_the_broker_table() {
        assert!(REPLICATION_KEYS.is_sorted_by_key(|key| key.name));
        let table = ConfigTable::for_version("4.3.1").unwrap();
        for key in REPLICATION_KEYS {
            let kind = table.broker(key.name).map(|key| key.kind);
            assert!(matches!(kind, Some(ConfigType::Int | ConfigType::Short)), "{}", key.name);
        }
        let above_one =
            REPLICATION_KEYS.iter().filter(|key| table.broker(key.name).unwrap().default != Some("1"));
        assert_eq!(above_one.count(), 5, "left out, these need more than one broker");
    }
}
