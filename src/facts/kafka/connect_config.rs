//! Values of Kafka Connect and of the clients in it, by the keys people write; others are let through.

use super::config_key::{ConfigKey, ConfigType};
use super::config_problem::ConfigProblem;
use super::config_value::problem;
use crate::facts::table::{list, rows, some};
use std::sync::LazyLock;

static KEYS: LazyLock<Vec<(&'static str, ConfigKey)>> = LazyLock::new(|| {
    rows::<8>(include_str!("../../../schemas/facts/connect-config.tsv"))
        .map(|[of, name, kind, min, max, also, values, fold]| {
            let plain = plain(name, ConfigType::named(kind));
            let values = list(values, ',');
            (
                of,
                ConfigKey {
                    min: some(min),
                    max: some(max),
                    also: some(also),
                    values,
                    fold: !fold.is_empty(),
                    ..plain
                },
            )
        })
        .collect()
});

fn plain(name: &'static str, kind: ConfigType) -> ConfigKey {
    ConfigKey {
        name,
        kind,
        min: None,
        max: None,
        also: None,
        values: Vec::new(),
        fold: false,
        form: None,
        default: None,
        scope: None,
        synonym: None,
    }
}

/// What is wrong with a value of a `connector`, `worker`, `producer` or `consumer`.
pub fn connect_config(of: &str, key: &str, value: &str) -> Option<ConfigProblem> {
    let (_, known) = KEYS.iter().find(|(own, known)| *own == of && known.name == key)?;
    problem(known, value)
}

/// Every key that is known, each with whose it is.
pub fn connect_keys() -> impl Iterator<Item = (&'static str, &'static ConfigKey)> {
    KEYS.iter().map(|(of, key)| (*of, key))
}

/// What is wrong with a value of a type.
pub fn of_type(kind: ConfigType, value: &str) -> Option<ConfigProblem> {
    problem(&plain("", kind), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_whose_it_is() {
        assert!(connect_config("connector", "errors.tolerance", "ignore").is_some());
        assert!(connect_config("connector", "errors.tolerance", "ALL").is_some());
        assert_eq!(connect_config("connector", "transaction.boundary", "POLL"), None);
        assert_eq!(connect_config("producer", "errors.tolerance", "ignore"), None);
        assert!(connect_config("producer", "acks", "2").is_some());
        assert!(connect_config("worker", "config.storage.replication.factor", "-2").is_some());
        assert_eq!(connect_config("worker", "config.storage.replication.factor", "-1"), None);
        assert_eq!(connect_config("worker", "offset.flush.interval.ms", "${env:FLUSH}"), None);
    }

    #[test]
    fn by_type_alone() {
        assert!(of_type(ConfigType::Boolean, "maybe").is_some());
        assert_eq!(of_type(ConfigType::Long, "10"), None);
    }
}
