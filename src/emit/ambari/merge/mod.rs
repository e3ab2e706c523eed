//! What Ambari has, with what the blueprint wants in it: a PUT replaces a whole configuration type, so everything else
//! must come along. `apply.sh` carries the same as a jq program; tests hold the two together.

mod diff;
mod documented;
mod export;
mod jinja;
mod json;
mod refusal;
mod template;

pub use diff::{diff, shown};
pub use export::Export;
pub use json::{NotJson, json};
pub use refusal::Refusal;
pub use template::{Template, template};

use serde_json::{Map, Value, json as object};

/// The configuration type with the *kafka-env template*.
pub const ENV: &str = "kafka-env";
/// The configuration type that becomes `server.properties`.
pub const BROKER: &str = "kafka-broker";

/// What a blueprint wants of an HDInsight cluster's configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What Ambari calls the cluster.
    pub cluster: String,
    /// The block of the template; without one, there is to be none.
    pub block: Option<String>,
    /// The listeners the cluster has, by their protocols.
    pub listeners: Vec<String>,
    /// The properties of `kafka-broker` that are ours, as text.
    pub broker: Map<String, Value>,
    /// What the history of configurations in Ambari says of it.
    pub note: String,
}

impl Wanted {
    /// As `apply.sh` carries it.
    #[must_use]
    pub fn json(&self) -> Value {
        object!({
            "cluster": self.cluster,
            "block": self.block,
            "listeners": self.listeners,
            "broker": self.broker,
            "note": self.note,
        })
    }
}

/// One configuration type merged into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Which one.
    pub kind: &'static str,
    /// Every property, changed or not.
    pub properties: Map<String, Value>,
    /// As they were.
    pub attributes: Map<String, Value>,
    /// The keys whose values change, in order.
    pub changed: Vec<String>,
}

impl Merged {
    fn new(kind: &'static str, was: Export, ours: &Map<String, Value>) -> Self {
        let mut properties = was.properties;
        let mut changed = Vec::new();
        for (key, value) in ours {
            if properties.get(key) != Some(value) {
                properties.insert(key.clone(), value.clone());
                changed.push(key.clone());
            }
        }
        Self { kind, properties, attributes: was.attributes, changed }
    }
}

/// `kafka-env` with the block in its template, and what became of the template's lines.
///
/// # Errors
/// When the template cannot be merged into.
pub fn env(was: Export, wanted: &Wanted) -> Result<(Merged, Template), Refusal> {
    let content = was.properties.get("content").and_then(Value::as_str).unwrap_or_default();
    let template = template(content, wanted.block.as_deref(), &wanted.listeners)?;
    let ours = Map::from_iter([("content".to_owned(), Value::String(template.text.clone()))]);
    Ok((Merged::new(ENV, was, &ours), template))
}

/// `kafka-broker` with our properties.
///
/// # Errors
/// When one of them would be taken for Jinja.
pub fn broker(was: Export, wanted: &Wanted) -> Result<Merged, Refusal> {
    let begins = |value: &Value| value.as_str().is_some_and(jinja::begins);
    if let Some((key, _)) = wanted.broker.iter().find(|(_, value)| begins(value)) {
        return Err(Refusal::JinjaInValue(key.clone()));
    }
    Ok(Merged::new(BROKER, was, &wanted.broker))
}

/// The body of a PUT on the cluster that puts these types on as one version.
#[must_use]
pub fn body(merged: &[&Merged], tag: &str, note: &str) -> Value {
    let one = |merged: &&Merged| {
        object!({
            "type": merged.kind,
            "tag": tag,
            "properties": merged.properties,
            "properties_attributes": merged.attributes,
            "service_config_version_note": note,
        })
    };
    object!([{"Clusters": {"desired_config": merged.iter().map(one).collect::<Vec<_>>()}}])
}
