//! The rows of the embedded table: a key as it stood from one Kafka version to another.

use std::sync::LazyLock;

use super::config_key::{ConfigForm, ConfigKey, ConfigScope, ConfigType};
use crate::facts::table::{list, rows, some};

/// The patch releases the rows were read from, oldest first.
pub(super) const READ_FROM: [&str; 5] = ["3.9.1", "4.0.1", "4.1.2", "4.2.1", "4.3.1"];

/// A key and the minor versions for which it stands, inclusive; `None` is open on that side.
#[derive(Debug)]
pub(super) struct ConfigRow {
    pub(super) topic: bool,
    since: Option<(u32, u32)>,
    pub(super) until: Option<(u32, u32)>,
    pub(super) key: ConfigKey,
}

impl ConfigRow {
    pub(super) fn holds_for(&self, version: &str) -> bool {
        let this = minor(version);
        this.is_some()
            && (self.since.is_none() || self.since <= this)
            && (self.until.is_none() || this <= self.until)
    }
}

pub(super) static ROWS: LazyLock<Vec<ConfigRow>> = LazyLock::new(|| {
    rows::<14>(include_str!("../../../schemas/facts/kafka-config.tsv"))
        .map(|row| ConfigRow {
            topic: row[0] == "topic",
            since: minor(row[2]),
            until: minor(row[3]),
            key: key(row),
        })
        .collect()
});

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
            "items" => Some(ConfigForm::Items),
            "some-items" => Some(ConfigForm::SomeItems),
            "throttled-replicas" => Some(ConfigForm::ThrottledReplicas),
            "addresses" => Some(ConfigForm::Addresses),
            "voters" => Some(ConfigForm::Voters),
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

/// The first two numbers of a version, so that versions compare as numbers.
pub(super) fn minor(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.');
    let number = |part: Option<&str>| part.and_then(|part| part.parse().ok());
    Some((number(parts.next())?, number(parts.next())?))
}
