//! The options of a connector class.

use std::sync::LazyLock;

use crate::facts::kafka::ConfigType;
use crate::facts::near::nearest;
use crate::facts::table::{rows, some};

/// One option of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectorOption {
    /// The option, verbatim.
    pub name: &'static str,
    /// Its type; `Password` marks a secret.
    pub kind: ConfigType,
    /// Whether the task fails without it. Connect's own check does not notice.
    pub required: bool,
    /// What holds when it is not set.
    pub default: Option<&'static str>,
}

static OPTIONS: LazyLock<Vec<(&'static str, ConnectorOption)>> = LazyLock::new(|| {
    rows::<5>(include_str!("../../../schemas/facts/connector-options.tsv"))
        .map(|[class, name, kind, required, default]| {
            let kind = ConfigType::named(kind);
            (class, ConnectorOption { name, kind, required: !required.is_empty(), default: some(default) })
        })
        .collect()
});

/// The options of a class, sorted by name; none when the class is not known.
pub fn connector_options(class: &str) -> impl Iterator<Item = &'static ConnectorOption> {
    OPTIONS.iter().filter(move |(of, _)| *of == class).map(|(_, option)| option)
}

/// The options of a class that hold secrets.
pub fn secret_options(class: &str) -> impl Iterator<Item = &'static str> {
    connector_options(class).filter(|option| option.kind == ConfigType::Password).map(|option| option.name)
}

/// Whether an option belongs to something a user plugs in (a transform, a converter, a client's override, the
/// creation of topics), so that no class lists it.
pub fn is_open_option(option: &str) -> bool {
    const PREFIXES: [&str; 9] = [
        "admin.override.",
        "consumer.override.",
        "header.converter.",
        "key.converter.",
        "predicates.",
        "producer.override.",
        "topic.creation.",
        "transforms.",
        "value.converter.",
    ];
    PREFIXES.iter().any(|prefix| option.starts_with(prefix))
}

/// The option of a class that was probably meant by one it does not have.
pub fn nearest_option(class: &str, written: &str) -> Option<&'static str> {
    nearest(written, connector_options(class).map(|option| option.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TELEGRAM: &str =
        "org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector";
    const SQS: &str = "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector";

    fn required(class: &str) -> Vec<&'static str> {
        connector_options(class).filter(|option| option.required).map(|option| option.name).collect()
    }

    #[test]
    fn what_a_task_fails_without() {
        assert_eq!(required(TELEGRAM), ["camel.kamelet.telegram-source.authorizationToken"]);
        assert_eq!(
            required(SQS),
            ["camel.kamelet.aws-sqs-sink.queueNameOrArn", "camel.kamelet.aws-sqs-sink.region"]
        );
    }

    #[test]
    fn secrets() {
        assert_eq!(
            secret_options(TELEGRAM).collect::<Vec<_>>(),
            ["camel.kamelet.telegram-source.authorizationToken"]
        );
        assert_eq!(
            secret_options(SQS).collect::<Vec<_>>(),
            [
                "camel.kamelet.aws-sqs-sink.accessKey",
                "camel.kamelet.aws-sqs-sink.secretKey",
                "camel.kamelet.aws-sqs-sink.sessionToken"
            ]
        );
        assert_eq!(secret_options("some.Other").count(), 0);
    }

    #[test]
    fn what_no_class_lists() {
        assert!(is_open_option("transforms.route.type") && is_open_option("producer.override.acks"));
        assert!(!is_open_option("transforms") && !is_open_option("camel.source.url"));
    }

    #[test]
    fn counts_and_suggestions() {
        assert_eq!(connector_options(TELEGRAM).count(), 56);
        assert_eq!(connector_options(SQS).count(), 61);
        assert_eq!(
            nearest_option(TELEGRAM, "camel.kamelet.telegram-source.authorisationToken"),
            Some("camel.kamelet.telegram-source.authorizationToken")
        );
        let topics = connector_options(TELEGRAM).find(|option| option.name == "topics");
        assert_eq!(topics.and_then(|option| option.default), Some("test"));
    }
}
