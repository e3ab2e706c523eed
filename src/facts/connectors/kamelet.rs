//! Camel's connectors that are made of kamelets: class, artifact and options follow from the kamelet's name.

use super::Direction;
use crate::facts::near::nearest;
use crate::facts::table::{list, rows};
use std::sync::LazyLock;

/// A kamelet with a connector of its own, `aws-sqs-sink`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kamelet {
    /// Its name, which ends in `-source` or `-sink`.
    pub name: &'static str,
    /// The options it does not start without, in every version there is of it.
    pub required: Vec<&'static str>,
    /// All others of any version.
    pub optional: Vec<&'static str>,
}

static KAMELETS: LazyLock<Vec<Kamelet>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../schemas/facts/camel-kamelets.tsv"))
        .map(|[name, required, optional]| Kamelet {
            name,
            required: list(required, ','),
            optional: list(optional, ','),
        })
        .collect()
});

const PACKAGE: &str = "org.apache.camel.kafkaconnector.";

impl Kamelet {
    /// Which way it moves records.
    pub fn direction(&self) -> Direction {
        if self.name.ends_with("-sink") { Direction::Sink } else { Direction::Source }
    }

    /// What the names of its options begin with.
    pub fn prefix(&self) -> String {
        format!("camel.kamelet.{}.", self.name)
    }

    /// The Maven artifact it comes in.
    pub fn artifact(&self) -> String {
        format!("camel-{}-kafka-connector", self.name)
    }

    /// Whether one of its versions has an option of that name, without the prefix.
    pub fn has(&self, option: &str) -> bool {
        self.required.iter().chain(&self.optional).any(|own| is_option(own, option))
    }

    /// The option that was probably meant.
    pub fn nearest(&self, option: &str) -> Option<&'static str> {
        nearest(option, self.required.iter().chain(&self.optional).copied())
    }
}

/// The last version of Camel's packages whose kamelets are known; those after it may have further options.
pub const KNOWN_UNTIL: &str = "4.18";

/// Whether an option is what a written name is read as: Camel reads `queue-name-or-arn` as `queueNameOrArn`.
pub fn is_option(own: &str, written: &str) -> bool {
    let mut parts = written.split('-');
    let mut rest = parts.next().and_then(|first| own.strip_prefix(first));
    for part in parts {
        let mut letters = part.chars();
        rest = letters
            .next()
            .and_then(|first| rest?.strip_prefix(first.to_ascii_uppercase()))
            .and_then(|rest| rest.strip_prefix(letters.as_str()));
    }
    rest == Some("")
}

/// As [`is_option`], for names with what stands before them: that Camel reads as it is written.
pub fn is_same_option(name: &str, written: &str) -> bool {
    name == written
        || split_option(name)
            .zip(split_option(written))
            .is_some_and(|((of, own), (other, written))| of == other && is_option(own, written))
}

fn split_option(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix("camel.kamelet.")?.split_once('.')
}

/// The kamelet of a connector class; the class is its name without hyphens, twice.
pub fn kamelet_of_class(class: &str) -> Option<&'static Kamelet> {
    let (package, name) = class.strip_prefix(PACKAGE)?.split_once('.')?;
    let own =
        KAMELETS.iter().find(|kamelet| kamelet.name.chars().filter(|c| *c != '-').eq(package.chars()))?;
    let direction = if own.direction() == Direction::Sink { "Sink" } else { "Source" };
    let mut letters = package.chars();
    let first = letters.next()?.to_ascii_uppercase();
    (name == format!("Camel{first}{}{direction}Connector", letters.as_str())).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::connectors::{artifacts, connector_options};

    const SQS: &str = "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector";

    #[test]
    fn classes_of_the_other_table_are_found() {
        let own = kamelet_of_class(SQS).unwrap();
        assert_eq!((own.name, own.direction()), ("aws-sqs-sink", Direction::Sink));
        let known =
            artifacts().iter().filter(|known| known.prefix.is_some_and(|p| p.starts_with("camel.kamelet.")));
        for known in known {
            let own = kamelet_of_class(known.class).unwrap();
            assert_eq!(own.artifact(), known.artifact);
            assert_eq!(Some(own.prefix().as_str()), known.prefix);
            for option in
                connector_options(known.class).filter(|option| option.name.starts_with(&own.prefix()))
            {
                let name = option.name.strip_prefix(&own.prefix()).unwrap();
                assert!(own.has(name), "{name}");
                assert_eq!(own.required.contains(&name), option.required, "{name}");
            }
        }
        assert_eq!(
            kamelet_of_class("org.apache.camel.kafkaconnector.awssqssink.CamelAwsSqsSinkConnector"),
            None
        );
        assert_eq!(kamelet_of_class("io.debezium.connector.mysql.MySqlConnector"), None);
    }

    #[test]
    fn dashes_are_read_as_capitals() {
        assert!(is_option("queueNameOrArn", "queue-name-or-arn") && is_option("region", "region"));
        assert!(is_same_option(
            "camel.kamelet.aws-sqs-sink.accessKey",
            "camel.kamelet.aws-sqs-sink.access-key"
        ));
        assert!(!is_same_option(
            "camel.kamelet.aws-sqs-sink.accessKey",
            "camel.kamelet.aws-s3-sink.access-key"
        ));
        assert!(
            !is_option("queueNameOrArn", "queue-nameOrArm")
                && !is_option("region", "region-")
                && !is_option("region", "regio")
        );
    }

    #[test]
    fn every_class_leads_back() {
        for own in KAMELETS.iter() {
            let package = own.name.replace('-', "");
            let class = format!(
                "{PACKAGE}{package}.Camel{}{}{}Connector",
                package[..1].to_uppercase(),
                &package[1..],
                if own.direction() == Direction::Sink { "Sink" } else { "Source" }
            );
            assert_eq!(kamelet_of_class(&class), Some(own), "{class}");
        }
    }
}
