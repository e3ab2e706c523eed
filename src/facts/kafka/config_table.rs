//! The configuration tables, one pair (broker, topic) per Kafka minor version.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::config_key::{ConfigForm, ConfigKey, ConfigScope, ConfigType};
use crate::facts::table::{list, rows, some};

/// The patch releases the tables were read from, oldest first.
const READ_FROM: [&str; 5] = ["3.9.1", "4.0.1", "4.1.2", "4.2.1", "4.3.1"];

pub(super) type Keys = BTreeMap<&'static str, ConfigKey>;

/// The configuration keys of one Kafka minor version.
#[derive(Debug)]
pub struct ConfigTable {
    version: &'static str,
    pub(super) broker: Keys,
    pub(super) topic: Keys,
}

/// A key that a later Kafka no longer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RemovedKey {
    /// The key, verbatim.
    pub name: &'static str,
    /// The first minor version without it, such as `4.0`.
    pub since: &'static str,
    /// What does its work now, where there is such a thing.
    pub instead: Option<&'static str>,
}

pub(super) struct Known {
    pub(super) tables: Vec<ConfigTable>,
    pub(super) removed_broker: BTreeMap<&'static str, RemovedKey>,
    pub(super) removed_topic: BTreeMap<&'static str, RemovedKey>,
}

pub(super) static KNOWN: LazyLock<Known> = LazyLock::new(open);

impl ConfigTable {
    /// The table of the same minor version as `version` (`4.3`, `4.3.1`); `None` where there is none, as
    /// for HDInsight's 3.2.0.
    pub fn for_version(version: &str) -> Option<&'static Self> {
        let wanted = minor(version)?;
        KNOWN.tables.iter().find(|table| minor(table.version) == Some(wanted))
    }

    /// The patch release the table was read from.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The broker key of this name.
    pub fn broker(&self, key: &str) -> Option<&ConfigKey> {
        self.broker.get(key)
    }

    /// The topic key of this name.
    pub fn topic(&self, key: &str) -> Option<&ConfigKey> {
        self.topic.get(key)
    }

    /// All broker keys in byte order.
    pub fn broker_keys(&self) -> impl Iterator<Item = &ConfigKey> {
        self.broker.values()
    }

    /// All topic keys in byte order.
    pub fn topic_keys(&self) -> impl Iterator<Item = &ConfigKey> {
        self.topic.values()
    }
}

/// The broker keys (`topic: false`) or topic keys that a later Kafka no longer has, in byte order.
pub fn removed_keys(topic: bool) -> impl Iterator<Item = &'static RemovedKey> {
    if topic { KNOWN.removed_topic.values() } else { KNOWN.removed_broker.values() }
}

fn open() -> Known {
    let mut tables: Vec<ConfigTable> = READ_FROM
        .iter()
        .map(|version| ConfigTable { version, broker: Keys::new(), topic: Keys::new() })
        .collect();
    let renamed: BTreeMap<_, _> = rows::<2>(include_str!("../../../schemas/facts/kafka-renamed.tsv"))
        .map(|[key, to]| (key, to))
        .collect();
    let mut until: BTreeMap<(&'static str, &'static str), &'static str> = BTreeMap::new();
    for row in rows::<14>(include_str!("../../../schemas/facts/kafka-config.tsv")) {
        let [table, name, first, last, ..] = row;
        until.insert((table, name), last);
        for version in &mut tables {
            let this = minor(version.version);
            let begun = first.is_empty() || this >= minor(first);
            let held = last.is_empty() || this <= minor(last);
            if begun && held {
                let keys = if table == "topic" { &mut version.topic } else { &mut version.broker };
                keys.insert(name, key(row));
            }
        }
    }
    let removed = |table: &str| {
        until
            .iter()
            .filter(|((of, _), last)| *of == table && !last.is_empty())
            .filter_map(|(&(_, name), last)| {
                let first = READ_FROM.iter().find(|version| minor(version) > minor(last))?;
                let since = first.rsplit_once('.')?.0;
                Some((name, RemovedKey { name, since, instead: renamed.get(name).copied() }))
            })
            .collect::<BTreeMap<_, _>>()
    };
    let (removed_broker, removed_topic) = (removed("broker"), removed("topic"));
    Known { tables, removed_broker, removed_topic }
}

fn key(row: [&'static str; 14]) -> ConfigKey {
    let [_, name, _, _, kind, min, max, also, values, fold, form, default, scope, synonym] = row;
    ConfigKey {
        name,
        kind: ConfigType::named(kind),
        min: some(min),
        max: some(max),
        also: some(also),
        values: list(values, ','),
        fold: !fold.is_empty(),
        form: match form {
            "" => None,
            "non-empty" => Some(ConfigForm::NonEmpty),
            "throttled-replicas" => Some(ConfigForm::ThrottledReplicas),
            other => panic!("no such form: {other}"),
        },
        default: some(default).map(|text| if text == "\"\"" { "" } else { text }),
        scope: match scope {
            "" => None,
            "READ_ONLY" => Some(ConfigScope::ReadOnly),
            "PER_BROKER" => Some(ConfigScope::PerBroker),
            "CLUSTER_WIDE" => Some(ConfigScope::ClusterWide),
            other => panic!("no such scope: {other}"),
        },
        synonym: some(synonym),
    }
}

fn minor(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.');
    let number = |part: Option<&str>| part.and_then(|part| part.parse().ok());
    Some((number(parts.next())?, number(parts.next())?))
}

pub(super) fn later(left: &str, right: &str) -> bool {
    minor(left) > minor(right)
}

#[cfg(test)]
mod tests {
    use super::*;

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
