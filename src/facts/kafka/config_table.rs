//! The configuration tables, one pair (broker, topic) per Kafka minor version.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::config_key::ConfigKey;
use super::config_row::{READ_FROM, ROWS, minor};

pub(super) type Keys = BTreeMap<&'static str, &'static ConfigKey>;

/// The configuration keys of one Kafka minor version.
#[derive(Debug)]
pub struct ConfigTable {
    version: &'static str,
    pub(super) broker: Keys,
    pub(super) topic: Keys,
}

// Each version by itself, so that a build pays for the one it pins.
static TABLES: [OnceLock<ConfigTable>; READ_FROM.len()] = [const { OnceLock::new() }; READ_FROM.len()];

impl ConfigTable {
    /// The patch releases the tables were read from, one of each minor version, oldest first.
    pub const VERSIONS: [&'static str; READ_FROM.len()] = READ_FROM;

    /// The table of the same minor version as `version` (`4.3`, `4.3.1`); `None` where there is none, as
    /// for HDInsight's 3.2.0.
    pub fn for_version(version: &str) -> Option<&'static Self> {
        let wanted = minor(version)?;
        let at = READ_FROM.iter().position(|known| minor(known) == Some(wanted))?;
        Some(TABLES[at].get_or_init(|| open(READ_FROM[at])))
    }

    /// The patch release the table was read from.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The broker key of this name.
    pub fn broker(&self, key: &str) -> Option<&'static ConfigKey> {
        self.broker.get(key).copied()
    }

    /// The topic key of this name.
    pub fn topic(&self, key: &str) -> Option<&'static ConfigKey> {
        self.topic.get(key).copied()
    }

    /// All broker keys in byte order.
    pub fn broker_keys(&self) -> impl Iterator<Item = &'static ConfigKey> {
        self.broker.values().copied()
    }

    /// All topic keys in byte order.
    pub fn topic_keys(&self) -> impl Iterator<Item = &'static ConfigKey> {
        self.topic.values().copied()
    }
}

fn open(version: &'static str) -> ConfigTable {
    let keys = |topic: bool| {
        let these = ROWS.iter().filter(|row| row.topic == topic && row.holds_for(version));
        these.map(|row| (row.key.name, &row.key)).collect()
    };
    ConfigTable { version, broker: keys(false), topic: keys(true) }
}

#[cfg(test)]
mod tests {
    use super::super::config_key::ConfigScope;
    use super::super::removed_key::removed_keys;
    use super::*;
    use crate::facts::table::rows;

    fn table(version: &str) -> &'static ConfigTable {
        ConfigTable::for_version(version).unwrap()
    }

    #[test]
    fn a_patch_level_without_a_table_uses_its_minor() {
        assert_eq!(table("4.3.1").version(), "4.3.1");
        assert_eq!(table("4.3.0").version(), "4.3.1");
        assert_eq!(table("4.2").version(), "4.2.1");
        for none in ["3.2.0", "4.4.0", "4", "", "new"] {
            assert!(ConfigTable::for_version(none).is_none(), "{none}");
        }
    }

    #[test]
    fn limits_moved_between_versions() {
        let min = |version, key| table(version).broker(key).unwrap().min;
        assert_eq!(min("3.9.1", "log.segment.bytes"), Some("14"));
        assert_eq!(min("4.0.1", "log.segment.bytes"), Some("1048576"));
        assert_eq!(min("4.3.1", "log.segment.bytes"), Some("1048576"));
        assert_eq!(min("4.1.2", "num.replica.fetchers"), None);
        assert_eq!(min("4.2.1", "num.replica.fetchers"), Some("1"));
        let topic = |version| table(version).topic("segment.bytes").unwrap().min;
        assert_eq!((topic("4.0.1"), topic("4.1.2")), (Some("14"), Some("1048576")));
    }

    #[test]
    fn defaults_and_scopes() {
        let key = |name| table("4.3.1").broker(name).unwrap();
        assert_eq!(key("default.replication.factor").default, Some("1"));
        assert_eq!(key("min.insync.replicas").default, Some("1"));
        assert_eq!(key("offsets.topic.replication.factor").default, Some("3"));
        assert_eq!(key("transaction.state.log.min.isr").default, Some("2"));
        assert_eq!(key("auto.create.topics.enable").default, Some("true"));
        assert_eq!(key("min.insync.replicas").scope, Some(ConfigScope::ClusterWide));
        assert_eq!(key("auto.create.topics.enable").scope, Some(ConfigScope::ReadOnly));
        assert_eq!(table("3.9.1").broker("num.recovery.threads.per.data.dir").unwrap().default, Some("1"));
        assert_eq!(key("num.recovery.threads.per.data.dir").default, Some("2"));
        assert_eq!(
            table("3.9.1").broker("advertised.listeners").unwrap().scope,
            Some(ConfigScope::PerBroker)
        );
        assert_eq!(key("advertised.listeners").scope, Some(ConfigScope::ReadOnly));
        assert_eq!(key("authorizer.class.name").default, Some(""), "an empty string is not null");
    }

    #[test]
    fn keys_come_and_go() {
        assert!(table("3.9.1").broker("zookeeper.connect").is_some());
        assert!(table("4.0.1").broker("zookeeper.connect").is_none());
        assert!(table("4.2.1").broker("cordoned.log.dirs").is_none());
        assert!(table("4.3.1").broker("cordoned.log.dirs").is_some());
        assert!(table("4.3.1").topic("message.format.version").is_none());
        let since = |topic, key| removed_keys(topic).find(|gone| gone.name == key).map(|gone| gone.since);
        assert_eq!(since(false, "zookeeper.connect"), Some("4.0"));
        assert_eq!(since(false, "group.share.enable"), Some("4.3"));
        assert_eq!(since(false, "group.share.max.groups"), Some("4.1"));
        assert_eq!(since(true, "message.downconversion.enable"), Some("4.0"));
        assert_eq!(since(false, "log.segment.bytes"), None, "its limits changed, it did not go");
        assert_eq!(removed_keys(false).count(), 41 + 4 + 2);
        assert_eq!(removed_keys(true).count(), 3);
    }

    #[test]
    fn what_took_a_key_s_place_exists() {
        let newest = table("4.3.1");
        for gone in removed_keys(false).chain(removed_keys(true)) {
            let Some(instead) = gone.instead.filter(|instead| *instead != "metadataVersion") else {
                continue;
            };
            assert!(newest.broker(instead).is_some() || newest.topic(instead).is_some(), "{instead}");
        }
        let renamed = rows::<2>(include_str!("../../../schemas/facts/kafka-renamed.tsv")).count();
        assert_eq!(
            removed_keys(false).chain(removed_keys(true)).filter(|gone| gone.instead.is_some()).count(),
            renamed
        );
    }

    #[test]
    fn each_default_passes_its_own_limits() {
        for version in READ_FROM {
            for key in table(version).broker_keys().chain(table(version).topic_keys()) {
                let Some(default) = key.default else { continue };
                let problem = super::super::config_value::problem(key, default);
                assert_eq!(problem, None, "{version} {} = {default}", key.name);
            }
        }
    }
}
