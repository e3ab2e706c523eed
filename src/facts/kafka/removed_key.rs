//! The keys that a later Kafka no longer has.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::config_row::{READ_FROM, ROWS, minor};
use crate::facts::table::rows;

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

type Removed = BTreeMap<&'static str, RemovedKey>;

static BROKER: LazyLock<Removed> = LazyLock::new(|| removed(false));
static TOPIC: LazyLock<Removed> = LazyLock::new(|| removed(true));

/// The broker keys (`topic: false`) or topic keys that a later Kafka no longer has, in byte order.
pub fn removed_keys(topic: bool) -> impl Iterator<Item = &'static RemovedKey> {
    known(topic).values()
}

pub(super) fn removed_key(topic: bool, name: &str) -> Option<&'static RemovedKey> {
    known(topic).get(name)
}

fn known(topic: bool) -> &'static Removed {
    if topic { &TOPIC } else { &BROKER }
}

fn removed(topic: bool) -> Removed {
    let renamed: BTreeMap<_, _> = rows::<2>(include_str!("../../../schemas/facts/kafka-renamed.tsv"))
        .map(|[key, instead]| (key, instead))
        .collect();
    // The last row of a key is the one that tells whether it is still there.
    let last: BTreeMap<_, _> =
        ROWS.iter().filter(|row| row.topic == topic).map(|row| (row.key.name, row.until)).collect();
    last.into_iter()
        .filter_map(|(name, until)| {
            let gone = READ_FROM.iter().find(|version| minor(version) > until).filter(|_| until.is_some())?;
            let since = gone.rsplit_once('.')?.0;
            Some((name, RemovedKey { name, since, instead: renamed.get(name).copied() }))
        })
        .collect()
}
