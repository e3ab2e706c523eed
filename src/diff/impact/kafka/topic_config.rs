//! IMP-T20, T23 to T26, T29 to T33: the configuration of a topic.

use super::retention;
use super::topic::{One, Topic};
use crate::diff::Cx;
use crate::diff::impact::clients;
use crate::object::{Node, Object};
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>) {
    let keys: BTreeSet<&'a str> =
        [topic.before.object, topic.after.object].into_iter().flat_map(keys).collect();
    for key in keys {
        if topic.before.own(key) == topic.after.own(key) {
            continue;
        }
        let said = match key {
            "retention.ms" | "retention.bytes" => {
                retention::of_topic(cx, topic, key, topic.at(&["config", key]))
            }
            "cleanup.policy" => cleanup(cx, topic),
            "max.message.bytes" => largest(cx, topic),
            "min.insync.replicas" => false,
            _ => of_word(cx, topic, key),
        };
        if !said && topic.after.own(key).is_none() {
            fallen(cx, topic, key);
        }
    }
}

fn keys(object: &Object) -> Vec<&str> {
    let config = object.at("spec/config").and_then(Node::as_map);
    config.into_iter().flat_map(|map| &map.entries).map(|entry| entry.key.text.as_str()).collect()
}

fn say<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>, id: &str, key: &str, clients: String) -> bool {
    let [old, new] = topic.both(|one| one.effective(key));
    let quoted = |text: Option<String>| text.map_or_else(|| "nothing".into(), |text| format!("`{text}`"));
    let name = topic.after.name;
    let Some(hit) = cx.hit_all(id, topic.at(&["config", key])) else { return false };
    hit.with("topic", name).with("key", key).with("clients", clients);
    hit.with("before", quoted(old)).with("after", quoted(new));
    true
}

/// A key that is no longer written: what holds now is another's word.
fn fallen<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>, key: &str) {
    let [old, new] = topic.both(|one| one.effective(key));
    if old == new {
        return;
    }
    let whose = match (topic.after.is_of_brokers(key), topic.after.cluster.kafka) {
        (true, _) => format!("what Kafka `{}` says", topic.after.cluster.name),
        (false, Some(_)) => "Kafka's default".to_owned(),
        (false, None) => "Kafka's default, unless the brokers say otherwise".to_owned(),
    };
    if say(cx, topic, "IMP-T20", key, String::new())
        && let Some(hit) = cx.hits.last_mut()
    {
        hit.with("whose", whose);
    }
}

fn cleanup<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>) -> bool {
    let [old, new] = topic.both(|one| {
        let text = one.effective("cleanup.policy").unwrap_or_default();
        text.split(',').map(|word| word.trim().to_owned()).collect::<BTreeSet<String>>()
    });
    let (had, has) = (old.contains("compact"), new.contains("compact"));
    let id = match (had, has) {
        (false, true) => "IMP-T25",
        (true, false) => "IMP-T26",
        // Both sides compact: with `delete` added, records go by age as well.
        (true, true) if new.contains("delete") && !old.contains("delete") => "IMP-T26",
        _ => return false,
    };
    let kept = retention::limit(topic.after.effective("retention.ms").as_deref());
    let clients = clients::of_topic(&topic.after.cluster, topic.after.name);
    let said = say(cx, topic, id, "cleanup.policy", clients);
    if let Some(hit) = cx.hits.last_mut().filter(|_| said) {
        hit.with("retention", retention::said(kept, false));
        hit.with("compacted", if has { "is no longer kept for ever" } else { "is no longer compacted" });
    }
    said
}

fn largest<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>) -> bool {
    let number =
        |one: &One<'a>| one.effective("max.message.bytes").and_then(|text| text.trim().parse::<i128>().ok());
    let [Some(old), Some(new)] = topic.both(number) else { return false };
    if old == new {
        return false;
    }
    let cluster = &topic.after.cluster;
    let (id, clients) = if new < old {
        ("IMP-T29", clients::said_writers(cluster, topic.after.name))
    } else {
        ("IMP-T30", clients::said_readers(cluster, topic.after.name))
    };
    let fetched =
        cluster.effective("replica.fetch.max.bytes").and_then(|text| text.trim().parse::<i128>().ok());
    let limits = match fetched {
        Some(fetched) if fetched < new => {
            format!("; followers fetch {fetched} bytes at a time (`replica.fetch.max.bytes`)")
        }
        _ => String::new(),
    };
    let readers = if new > old { clients.clone() } else { String::new() };
    let said = say(cx, topic, id, "max.message.bytes", clients);
    if let Some(hit) = cx.hits.last_mut().filter(|_| said) {
        hit.with("limits", limits + &readers);
    }
    said
}

fn of_word<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>, key: &str) -> bool {
    let [old, new] = topic.both(|one| one.effective(key));
    let new = new.unwrap_or_default();
    if old.as_deref() == Some(new.as_str()) {
        return false;
    }
    let readers = || clients::said_readers(&topic.after.cluster, topic.after.name);
    match key {
        "remote.storage.enable" if new == "true" => say(cx, topic, "IMP-T31", key, String::new()),
        "compression.type" if !matches!(new.as_str(), "producer" | "uncompressed") => {
            say(cx, topic, "IMP-T32", key, String::new())
        }
        "message.timestamp.type" => say(cx, topic, "IMP-T33", key, readers()),
        _ => false,
    }
}
