//! A Kafka cluster, by who runs it.

use super::decode::one_of;
use super::{Decoder, ExternalKafka, HdInsight, Schemas, Shape, StrimziKafka, Val};
use crate::diagnostic::UNKNOWN_CHOICE;
use crate::facts::near;
use crate::source::Origin;
use crate::yaml::{Mark, Node};
use serde_json::{Value as Json, json};

/// A Kafka cluster, by who runs it.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a handful per blueprint")]
pub enum Kafka {
    /// Strimzi makes it on one of our Kubernetes clusters.
    Strimzi(StrimziKafka),
    /// Azure HDInsight runs it.
    HdInsight(HdInsight),
    /// Somebody else runs it: Event Hubs, Confluent, MSK.
    External(ExternalKafka),
}

choice! {
    /// Who runs a Kafka cluster; each section below takes one of the words.
    KafkaProvider = "a Kafka provider" {
        /// Strimzi.
        Strimzi = "strimzi",
        /// Azure HDInsight.
        HdInsight = "hdinsight",
        /// Somebody else.
        External = "external",
    }
}

impl Kafka {
    /// Where the section stands.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Strimzi(cluster) => &cluster.origin,
            Self::HdInsight(cluster) => &cluster.origin,
            Self::External(cluster) => &cluster.origin,
        }
    }

    /// The topics it declares.
    #[must_use]
    pub fn topics(&self) -> &super::Topics {
        match self {
            Self::Strimzi(cluster) => &cluster.topics,
            Self::HdInsight(cluster) => &cluster.topics,
            Self::External(cluster) => &cluster.topics,
        }
    }
}

impl Shape for Kafka {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let map = cx.map(node)?;
        let Some(provider) = map.entry("provider") else {
            return cx.missing(node, "provider", "a Kafka cluster");
        };
        match provider.value.as_str() {
            Some("strimzi") => StrimziKafka::decode(node, cx).map(Self::Strimzi),
            Some("hdinsight") => HdInsight::decode(node, cx).map(Self::HdInsight),
            Some("external") => ExternalKafka::decode(node, cx).map(Self::External),
            Some(word) => {
                let help = match near::nearest(word, KafkaProvider::WORDS.iter().copied()) {
                    Some(best) => format!("did you mean `{best}`?"),
                    None => one_of(KafkaProvider::WORDS),
                };
                cx.refuse(
                    &UNKNOWN_CHOICE,
                    &provider.value,
                    format!("`{word}` is not a Kafka provider"),
                    Some(help),
                )
            }
            None => cx.within("provider", provider.key.origin.span, |cx| {
                cx.wrong_type(&provider.value, "a string")
            }),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let by_provider = |word: &str, reference: Json| {
            json!({
                "if": {"properties": {"provider": {"const": word}}, "required": ["provider"]},
                "then": reference,
            })
        };
        let strimzi = StrimziKafka::schema(schemas);
        let hdinsight = HdInsight::schema(schemas);
        let external = ExternalKafka::schema(schemas);
        // `if`/`then` per word, not `oneOf`: an editor then complains about the key at fault, not about all three.
        let alternatives = json!([
            by_provider("strimzi", strimzi),
            by_provider("hdinsight", hdinsight),
            by_provider("external", external),
        ]);
        schemas.define("Kafka", |_| {
            json!({
                "description": "A Kafka cluster, by who runs it.",
                "type": "object",
                "required": ["provider"],
                "properties": {"provider": {
                    "description": "Who runs it: decides which other keys there are.",
                    "type": "string",
                    "enum": KafkaProvider::WORDS,
                }},
                "allOf": alternatives,
            })
        })
    }

    fn encode(&self) -> Option<Node<Origin>> {
        match self {
            Self::Strimzi(cluster) => cluster.encode(),
            Self::HdInsight(cluster) => cluster.encode(),
            Self::External(cluster) => cluster.encode(),
        }
    }
}

/// The provider of a section, which its decoder was chosen by.
pub type ProviderText = Val<KafkaProvider>;
