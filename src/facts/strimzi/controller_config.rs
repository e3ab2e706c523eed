//! Which nodes take note of a line of a Kafka's `config`. Source: `KafkaConfigurationDiff` of Strimzi 1.2.0.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::facts::table::rows;

static OF_CONTROLLERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../../schemas/facts/strimzi-controller-config.tsv")).map(|[key]| key).collect()
});

/// Whether nodes that are controllers only take note of a key; all others mean nothing to them.
pub fn concerns_controllers(key: &str) -> bool {
    OF_CONTROLLERS.contains(key)
}

/// Whether nodes that are brokers only take note of a key.
pub fn concerns_brokers(key: &str) -> bool {
    key == "controller.quorum.voters" || !key.starts_with("controller.quorum.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::kafka::ConfigTable;

    #[test]
    fn keys_of_one_role_and_of_both() {
        for (key, controllers, brokers) in [
            ("num.partitions", true, true),
            ("replica.fetch.max.bytes", false, true),
            ("controller.quorum.fetch.timeout.ms", true, false),
            ("log.retention.ms", false, true),
        ] {
            assert_eq!((concerns_controllers(key), concerns_brokers(key)), (controllers, brokers), "{key}");
        }
    }

    #[test]
    fn nearly_all_are_keys_of_kafka() {
        let tables: Vec<_> =
            ConfigTable::VERSIONS.iter().filter_map(|version| ConfigTable::for_version(version)).collect();
        let unknown: Vec<_> = OF_CONTROLLERS
            .iter()
            .filter(|key| !tables.iter().any(|table| table.broker(key).is_some()))
            .collect();
        assert!(OF_CONTROLLERS.len() > 100 && unknown.len() < 10, "{unknown:?}");
    }
}
