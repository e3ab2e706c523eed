//! What Ambari gives for one configuration type, in the shapes people have it: the whole answer of
//! `GET …/configurations?type=…&tag=…`, one item of it, what `configs.py` writes to a file, or the bare properties.

use super::Refusal;
use serde_json::{Map, Value};

/// One configuration type as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Every property, in the order they came in.
    pub properties: Map<String, Value>,
    /// What else Ambari keeps of them, such as which are final.
    pub attributes: Map<String, Value>,
    /// Whether it says of which cluster it is.
    pub names_cluster: bool,
}

/// Properties that tell the type where the export does not: `kafka-log4j` and others have a `content` too.
const ENV: &[&str] = &["kafka_user", "kafka_log_dir", "kafka_pid_dir"];
const BROKER: &[&str] = &["listeners", "zookeeper.connect", "log.dirs"];

impl Export {
    /// Reads `value` as the configuration type `wanted` of `cluster`.
    ///
    /// # Errors
    /// When it is something else: another type, another cluster, several versions, no configuration at all.
    pub fn read(value: Value, wanted: &'static str, cluster: &str) -> Result<Self, Refusal> {
        let shape = |what: String| Err(Refusal::Shape(what));
        let Value::Object(mut whole) = value else { return shape("this is no JSON object".into()) };
        let mut item = match whole.remove("items") {
            Some(Value::Array(items)) => {
                let count = items.len();
                match (items.into_iter().next(), count) {
                    (Some(Value::Object(item)), 1) => item,
                    (None, _) => {
                        return shape(format!(
                            "`items` is empty: there is no `{wanted}` with the tag asked for"
                        ));
                    }
                    (Some(_), 1) => return shape("`items[0]` is no object".into()),
                    _ => {
                        return shape(format!(
                            "`items` has {count} entries, and one is wanted: ask with `tag=`"
                        ));
                    }
                }
            }
            Some(_) => return shape("`items` is no list".into()),
            None => whole,
        };
        match item.get("type") {
            Some(Value::String(found)) if found == wanted => {}
            Some(Value::String(found)) => return Err(Refusal::Type { wanted, found: found.clone() }),
            Some(_) => return shape("`type` is no text".into()),
            None => {}
        }
        let names_cluster = of_cluster(&item, cluster)?;
        let named = item.contains_key("type");
        let (properties, attributes) = match (item.remove("properties"), item.remove("properties_attributes"))
        {
            (Some(Value::Object(properties)), None | Some(Value::Null)) => (properties, Map::new()),
            (Some(Value::Object(properties)), Some(Value::Object(attributes))) => (properties, attributes),
            (Some(Value::Object(_)), Some(_)) => return shape("`properties_attributes` is no object".into()),
            (Some(_), _) => return shape("`properties` is no object".into()),
            (None, None) if !named => (item, Map::new()),
            (None, _) => return shape("there is no `properties`".into()),
        };
        all_text(&properties)?;
        all_text_below("properties_attributes", &attributes)?;
        if !named {
            looks_like(wanted, &properties)?;
        }
        if wanted == super::ENV && !properties.contains_key("content") {
            return shape("there is no `content` in `properties`".into());
        }
        Ok(Self { properties, attributes, names_cluster })
    }
}

/// `Config.cluster_name` and the cluster in `href`, where they are there.
fn of_cluster(item: &Map<String, Value>, wanted: &str) -> Result<bool, Refusal> {
    let other = |found: &str, field| {
        Err(Refusal::Cluster { wanted: wanted.to_owned(), found: (found.to_owned(), field) })
    };
    if let Some(Value::String(name)) = item.get("Config").and_then(|config| config.get("cluster_name")) {
        return if name == wanted { Ok(true) } else { other(name, "Config.cluster_name") };
    }
    let href = item.get("href").and_then(Value::as_str).and_then(|href| href.split_once("/clusters/"));
    let Some((_, rest)) = href else { return Ok(false) };
    let name = rest.split(['/', '?']).next().unwrap_or_default();
    // An escaped name says nothing that could be compared.
    match name {
        _ if name.contains('%') => Ok(false),
        _ if name == wanted => Ok(true),
        _ => other(name, "href"),
    }
}

fn all_text(properties: &Map<String, Value>) -> Result<(), Refusal> {
    match properties.iter().find(|(_, value)| !value.is_string()) {
        Some((key, _)) => Err(Refusal::NotText(key.clone())),
        None => Ok(()),
    }
}

fn all_text_below(name: &str, attributes: &Map<String, Value>) -> Result<(), Refusal> {
    let text = |value: &Value| value.as_object().is_some_and(|map| map.values().all(Value::is_string));
    if attributes.values().all(text) { Ok(()) } else { Err(Refusal::NotText(name.into())) }
}

fn looks_like(wanted: &'static str, properties: &Map<String, Value>) -> Result<(), Refusal> {
    let telling = if wanted == super::ENV { ENV } else { BROKER };
    if telling.iter().any(|key| properties.contains_key(*key)) {
        return Ok(());
    }
    let keys: Vec<String> = telling.iter().map(|key| format!("`{key}`")).collect();
    Err(Refusal::Shape(format!("this does not look like `{wanted}`: it has none of {}", keys.join(", "))))
}
