//! Judging one line of a Kafka `config` against a table.

use super::config_problem::ConfigProblem;
use super::config_row::{ROWS, minor};
use super::config_table::{ConfigTable, Keys};
use super::config_value::problem;
use super::removed_key::{RemovedKey, removed_key};
use crate::facts::near::nearest_within;
use crate::facts::strimzi::forbidden_broker_key;

impl ConfigTable {
    /// What is wrong with a line of a broker's configuration. `listener.name.<listener>.<key>` is judged
    /// as `<key>`.
    pub fn check_broker(&self, key: &str, value: &str) -> Vec<ConfigProblem> {
        let key = self.without_listener(key);
        let other = || self.topic.get(key).and_then(|topic| topic.synonym);
        check(&self.broker, self.gone(false, key), other, key, value)
    }

    /// As [`Self::check_broker`], for the `config` of a Strimzi `Kafka` whose listeners are given as
    /// `<name>-<port>`: a key the operator drops is [`ConfigProblem::Forbidden`], and its value, which
    /// nobody will read, is not judged.
    pub fn check_strimzi_broker<'l>(
        &self,
        key: &str,
        value: &str,
        listeners: impl IntoIterator<Item = &'l str>,
    ) -> Vec<ConfigProblem> {
        let found = self.check_broker(key, value);
        let Some(prefix) = forbidden_broker_key(key, listeners) else { return found };
        let mut found: Vec<_> =
            found.into_iter().filter(|problem| matches!(problem, ConfigProblem::Removed { .. })).collect();
        found.push(ConfigProblem::Forbidden { prefix });
        found
    }

    /// What is wrong with a line of a topic's configuration.
    pub fn check_topic(&self, key: &str, value: &str) -> Vec<ConfigProblem> {
        let other = || self.topic.values().find(|topic| topic.synonym == Some(key)).map(|topic| topic.name);
        check(&self.topic, self.gone(true, key), other, key, value)
    }

    fn gone(&self, topic: bool, key: &str) -> Option<&'static RemovedKey> {
        removed_key(topic, key).filter(|gone| minor(gone.since) <= minor(self.version()))
    }

    fn without_listener<'k>(&self, key: &'k str) -> &'k str {
        let Some((_, rest)) = key.strip_prefix("listener.name.").and_then(|rest| rest.split_once('.')) else {
            return key;
        };
        // A SASL mechanism may stand between the listener and the key.
        match rest.split_once('.') {
            Some((_, inner)) if !self.broker.contains_key(rest) && self.broker.contains_key(inner) => inner,
            _ => rest,
        }
    }
}

fn check(
    keys: &Keys,
    gone: Option<&RemovedKey>,
    other: impl Fn() -> Option<&'static str>,
    key: &str,
    value: &str,
) -> Vec<ConfigProblem> {
    if let Some(known) = keys.get(key) {
        return problem(known, value).into_iter().collect();
    }
    let found = if let Some(gone) = gone {
        ConfigProblem::Removed { since: gone.since, instead: gone.instead }
    } else if let Some(instead) = other() {
        ConfigProblem::OtherScope { instead }
    } else if let Some(did_you_mean) = nearest_within(key, keys.keys().copied(), 2) {
        ConfigProblem::NearKnown { did_you_mean }
    } else {
        ConfigProblem::Unknown
    };
    vec![found]
}

/// What can be said of a line where the version has no table: a value that is of no known version's type,
/// and a key that a later Kafka no longer has. Both are for warnings.
pub fn check_without_table(topic: bool, key: &str, value: &str) -> Vec<ConfigProblem> {
    let mut found = Vec::new();
    if let Some(gone) = removed_key(topic, key) {
        found.push(ConfigProblem::Removed { since: gone.since, instead: gone.instead });
    }
    let rows = ROWS.iter().filter(|row| row.topic == topic && row.key.name == key);
    let mut wrong = rows.map(|row| problem(&row.key, value));
    if let Some(Some(first @ ConfigProblem::WrongType { .. })) = wrong.next()
        && wrong.all(|other| other.as_ref() == Some(&first))
    {
        found.push(first);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::config_key::{ConfigForm, ConfigType};
    use super::*;

    fn broker(key: &str, value: &str) -> Vec<ConfigProblem> {
        ConfigTable::for_version("4.3.1").unwrap().check_broker(key, value)
    }

    fn topic(key: &str, value: &str) -> Vec<ConfigProblem> {
        ConfigTable::for_version("4.3.1").unwrap().check_topic(key, value)
    }

    #[test]
    fn right_lines_say_nothing() {
        for (key, value) in [
            ("log.segment.bytes", "1048576"),
            ("compression.gzip.level", "-1"),
            ("compression.gzip.level", "9"),
            ("log.cleanup.policy", "compact,delete"),
            ("log.cleanup.policy", " delete "),
            ("auto.create.topics.enable", "FALSE"),
            ("group.consumer.migration.policy", "Upgrade"),
            ("log.cleaner.min.cleanable.ratio", "0.5"),
            ("replica.selector.class", "org.apache.kafka.common.replica.RackAwareReplicaSelector"),
            ("listener.name.tls-9093.max.connections", "100"),
            ("listener.name.sasl.scram-sha-512.sasl.jaas.config", "x"),
            ("num.io.threads", "${env:THREADS}"),
        ] {
            assert_eq!(broker(key, value), [], "{key}={value}");
        }
        assert_eq!(topic("leader.replication.throttled.replicas", "0:1,1:2"), []);
        assert_eq!(topic("leader.replication.throttled.replicas", "*"), []);
        assert_eq!(topic("retention.ms", "-1"), []);
    }

    #[test]
    fn types_and_ranges() {
        assert_eq!(
            broker("num.partitions", "three"),
            [ConfigProblem::WrongType { expected: ConfigType::Int }]
        );
        assert_eq!(broker("num.partitions", "1.5"), [ConfigProblem::WrongType { expected: ConfigType::Int }]);
        assert_eq!(
            broker("auto.create.topics.enable", "yes"),
            [ConfigProblem::WrongType { expected: ConfigType::Boolean }]
        );
        assert_eq!(
            broker("log.segment.bytes", "1000"),
            [ConfigProblem::OutOfRange { min: Some("1048576"), max: None, also: None }]
        );
        assert_eq!(
            broker("compression.gzip.level", "0"),
            [ConfigProblem::OutOfRange { min: Some("1"), max: Some("9"), also: Some("-1") }]
        );
        assert_eq!(
            broker("log.cleaner.min.cleanable.ratio", "1.5"),
            [ConfigProblem::OutOfRange { min: Some("0"), max: Some("1"), also: None }]
        );
        assert_eq!(
            broker("num.io.threads", "99999999999"),
            [ConfigProblem::OutOfRange { min: Some("-2147483648"), max: Some("2147483647"), also: None }]
        );
        assert!(matches!(topic("segment.bytes", "14")[..], [ConfigProblem::OutOfRange { .. }]));
        assert_eq!(
            topic("leader.replication.throttled.replicas", "0-1"),
            [ConfigProblem::WrongForm { expected: ConfigForm::ThrottledReplicas }]
        );
    }

    #[test]
    fn enums_and_lists() {
        let [ConfigProblem::NotInEnum { item, did_you_mean, .. }] =
            &topic("cleanup.policy", "compact,delte")[..]
        else {
            panic!("one finding");
        };
        assert_eq!((item.as_str(), *did_you_mean), ("delte", Some("delete")));
        assert!(matches!(
            broker("compression.type", "GZIP")[..],
            [ConfigProblem::NotInEnum { did_you_mean: Some("gzip"), .. }]
        ));
    }

    #[test]
    fn keys_that_are_not_there() {
        assert_eq!(
            broker("zookeeper.connect", "zk"),
            [ConfigProblem::Removed { since: "4.0", instead: None }]
        );
        assert_eq!(
            broker("inter.broker.protocol.version", "3.9"),
            [ConfigProblem::Removed { since: "4.0", instead: Some("metadataVersion") }]
        );
        assert_eq!(
            broker("num.partition", "3"),
            [ConfigProblem::NearKnown { did_you_mean: "num.partitions" }]
        );
        assert_eq!(broker("retention.ms", "1"), [ConfigProblem::OtherScope { instead: "log.retention.ms" }]);
        assert_eq!(
            topic("log.cleanup.policy", "x"),
            [ConfigProblem::OtherScope { instead: "cleanup.policy" }]
        );
        assert_eq!(broker("confluent.balancer.enable", "true"), [ConfigProblem::Unknown]);
        let before = ConfigTable::for_version("4.2.1").unwrap();
        assert_eq!(before.check_broker("group.share.enable", "true"), [], "still there");
    }

    #[test]
    fn what_strimzi_drops() {
        let table = ConfigTable::for_version("4.3.1").unwrap();
        let check = |key, value| table.check_strimzi_broker(key, value, ["tls-9093"]);
        assert_eq!(check("listeners", "x"), [ConfigProblem::Forbidden { prefix: "listeners" }]);
        assert_eq!(
            check("log.dir.failure.timeout.ms", "x"),
            [ConfigProblem::Forbidden { prefix: "log.dir" }]
        );
        assert_eq!(check("listener.name.tls-9093.max.connections", "5"), []);
        assert_eq!(check("num.partitions", "6"), []);
        assert_eq!(
            check("zookeeper.connect", "zk"),
            [
                ConfigProblem::Removed { since: "4.0", instead: None },
                ConfigProblem::Forbidden { prefix: "zookeeper.connect" }
            ]
        );
    }

    #[test]
    fn a_version_without_a_table() {
        assert_eq!(
            check_without_table(false, "zookeeper.connect", "zk:2181"),
            [ConfigProblem::Removed { since: "4.0", instead: None }]
        );
        assert_eq!(
            check_without_table(true, "retention.ms", "7 days"),
            [ConfigProblem::WrongType { expected: ConfigType::Long }]
        );
        assert_eq!(check_without_table(false, "log.segment.bytes", "20"), [], "ranges are not known");
        assert_eq!(check_without_table(false, "log.dirs", "/a"), []);
        assert_eq!(check_without_table(false, "never.heard.of", "x"), []);
    }
}
