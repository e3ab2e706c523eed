use super::ambari::Ambari;
use super::properties::{Property, properties};
use super::variables::of_container;
use super::{Form, Line, Settings, known};
use crate::facts::kafka::ConfigTable;
use crate::facts::strimzi::forbidden_broker_key;
use crate::lint::view::{config_listeners, config_table, config_text, containers, pod};
use crate::lint::{Cx, Kind, Place, Targets};
use crate::object::{Node, Object};
use crate::source::{SourceId, Span};
use std::borrow::Cow;

/// Keys one of which every broker or controller has, and no worker of Connect or client.
const OF_BROKERS: [&str; 6] =
    ["process.roles", "node.id", "broker.id", "zookeeper.connect", "log.dirs", "log.dir"];

/// The settings in a properties file.
pub(in crate::lint) fn of_file<'a>(
    name: &str,
    lines: &'a [Property],
    source: SourceId,
    targets: &Targets,
) -> Settings<'a> {
    Settings {
        title: format!("`{}`", name.rsplit('/').next().unwrap_or(name)),
        form: Form::File,
        lines: lines.iter().map(|property| line(property, source)).collect(),
        table: stated(targets),
    }
}

/// The settings in a configuration of Ambari.
pub(in crate::lint) fn of_ambari<'a>(
    name: &str,
    of: &'a Ambari,
    source: SourceId,
    targets: &Targets,
) -> Settings<'a> {
    let file = name.rsplit('/').next().unwrap_or(name);
    Settings {
        title: format!("`{}` in `{file}`", if of.is_env { "kafka-env" } else { "kafka-broker" }),
        form: match (of.is_env, of.is_body) {
            (true, _) => Form::AmbariEnv,
            (false, true) => Form::AmbariBody { head: of.head },
            (false, false) => Form::Ambari,
        },
        lines: of.lines.iter().map(|property| ambari_line(of, property, source)).collect(),
        table: stated(targets),
    }
}

/// A template has dollars and braces of its own, and is all there.
fn ambari_line<'a>(of: &Ambari, property: &'a Property, source: SourceId) -> Line<'a> {
    let line = line(property, source);
    if of.is_env { Line { value: Some(Cow::Borrowed(&property.value)), ..line } } else { line }
}

/// The settings an object brings, `text` being the file it was read from.
pub(in crate::lint) fn of_object<'a>(
    object: &'a Object,
    text: Option<&str>,
    cx: &Cx<'a>,
) -> Vec<Settings<'a>> {
    match Kind::of(&object.gvk) {
        Kind::Kafka => of_kafka(object, cx).into_iter().collect(),
        Kind::ConfigMap => of_config_map(object, text, cx),
        _ => {
            let pod = pod(object);
            let containers = pod.into_iter().flat_map(|pod| containers(pod.spec));
            containers.filter_map(|container| of_container(object, container)).collect()
        }
    }
}

fn of_kafka<'a>(object: &'a Object, cx: &Cx<'a>) -> Option<Settings<'a>> {
    let config = object.at("spec/kafka/config")?.as_map()?;
    let listeners = config_listeners(object);
    let read = |key: &str| forbidden_broker_key(key, listeners.iter().map(String::as_str)).is_none();
    let lines = config.entries.iter().filter(|entry| read(&entry.key.text)).map(|entry| Line {
        key: Cow::Borrowed(entry.key.text.as_str()),
        written: Cow::Borrowed(entry.key.text.as_str()),
        value: config_text(&entry.value).and_then(|text| known(Cow::Owned(text.trim().to_owned()))),
        at: Place::Value(object, &entry.value),
        key_at: Place::Key(object, &entry.value),
    });
    let lines: Vec<Line<'a>> = lines.collect();
    (!lines.is_empty()).then(|| Settings {
        title: object.title(),
        form: Form::Strimzi,
        lines,
        table: config_table(object, cx),
    })
}

fn of_config_map<'a>(object: &'a Object, text: Option<&str>, cx: &Cx<'a>) -> Vec<Settings<'a>> {
    let data = object.at("data").and_then(Node::as_map);
    let files = data.into_iter().flat_map(|data| &data.entries);
    let files = files.filter(|entry| entry.key.text.ends_with(".properties"));
    let found = files.filter_map(|entry| {
        let content = entry.value.as_str()?;
        let lines = in_block(&entry.value, text).unwrap_or_else(|| whole(object, &entry.value, content));
        is_of_broker(lines.iter().map(|line| line.key.as_ref())).then(|| Settings {
            title: format!("`{}` of {}", entry.key.text, object.title()),
            form: Form::Mounted,
            lines,
            table: stated(cx.targets),
        })
    });
    found.collect()
}

/// The lines with their own bytes: in a literal block they stand in the file as they are read, but for blanks before
/// them, which mean nothing.
fn in_block<'a>(value: &Node, text: Option<&str>) -> Option<Vec<Line<'a>>> {
    let span = value.origin.span()?;
    let (before, rest) = text?.split_at_checked(span.start as usize)?;
    let header = before.trim_end().rsplit('\n').next()?;
    let header = header
        .split(" #")
        .next()?
        .trim_end_matches(|letter: char| "+-".contains(letter) || letter.is_ascii_digit());
    if !header.trim_end().ends_with('|') {
        return None;
    }
    let found = properties(rest.get(..(span.end - span.start) as usize)?, span.start as usize);
    Some(found.iter().map(|property| line(property, span.source)).map(owned).collect())
}

fn whole<'a>(object: &'a Object, value: &'a Node, content: &str) -> Vec<Line<'a>> {
    let at = Place::Key(object, value);
    let lines = properties(content, 0).into_iter().map(|property| Line {
        key: Cow::Owned(property.key.clone()),
        written: Cow::Owned(property.key),
        value: known(Cow::Owned(property.value)),
        at,
        key_at: at,
    });
    lines.collect()
}

fn line(property: &Property, source: SourceId) -> Line<'_> {
    let place = |range: &std::ops::Range<usize>| Place::Bytes(Span::new(source, range.start, range.end));
    // Nothing can be underlined of a value that is empty.
    let at = if property.value_at.is_empty() { &property.key_at } else { &property.value_at };
    Line {
        key: Cow::Borrowed(&property.key),
        written: Cow::Borrowed(&property.key),
        value: known(Cow::Borrowed(&property.value)),
        at: place(at),
        key_at: place(&property.key_at),
    }
}

fn owned<'a>(line: Line<'_>) -> Line<'a> {
    let span = |place: Place<'_>| place.span().map_or(Place::Nowhere, Place::Bytes);
    Line {
        key: Cow::Owned(line.key.into_owned()),
        written: Cow::Owned(line.written.into_owned()),
        value: line.value.map(|value| Cow::Owned(value.into_owned())),
        at: span(line.at),
        key_at: span(line.key_at),
    }
}

/// Whether settings with these keys are those of a broker or controller.
pub(in crate::lint) fn is_of_broker<'k>(mut keys: impl Iterator<Item = &'k str>) -> bool {
    keys.any(|key| OF_BROKERS.contains(&key))
}

/// The keys of the version somebody said; without that a file may be of any.
fn stated(targets: &Targets) -> Option<&'static ConfigTable> {
    targets.kafka_is_stated.then(|| ConfigTable::for_version(&targets.kafka)).flatten()
}
