use serde_json::{Map, Value as Json, json};

use crate::random::Random;
use crate::table::Table;

/// Text for the patterns that stand in the tables; a new pattern needs a new line here.
const MATCHING: [&str; 13] = [
    "1",
    "500m",
    "4Gi",
    "10KiB/s",
    "abc",
    "a-b",
    "my.topic_1",
    "tls",
    "https://example.org/a.jar",
    "30s",
    "64KB",
    "http://proxy:3128",
    "5Gi",
];

/// An object that a type of the table allows; records deeper than `depth` keep to what they must have.
pub fn object(
    table: &Table,
    kubernetes: &Table,
    name: &str,
    at: (&str, &str),
    depth: usize,
    r: &mut Random,
) -> Json {
    let lines: Vec<_> =
        table.types[name].iter().filter(|line| line.versions.iter().any(|version| version == at.0)).collect();
    let mut chosen = Vec::new();
    for line in lines.iter().filter(|line| line.name == "?one-of") {
        chosen.push(*r.pick(&line.expression.split('|').collect::<Vec<_>>()));
    }
    let exclusive: Vec<&str> =
        lines.iter().filter(|l| l.name == "?one-of").flat_map(|l| l.expression.split('|')).collect();
    let mut map = Map::new();
    for line in lines.iter().filter(|line| !line.name.starts_with('?')) {
        let wanted = match exclusive.contains(&line.name.as_str()) {
            true => chosen.contains(&line.name.as_str()),
            false => line.required || depth > 0 && r.once_in(3),
        };
        if wanted {
            map.insert(line.name.clone(), value(table, kubernetes, &line.expression, at, depth, r));
        }
    }
    for line in lines.iter().filter(|line| line.name == "?when") {
        obey(&line.expression, &mut map);
    }
    Json::Object(map)
}

/// Changes an object so that it meets a condition of its type.
fn obey(condition: &str, map: &mut Map<String, Json>) {
    let kind = map.get("type").and_then(Json::as_str).unwrap_or_default().to_owned();
    match condition {
        "type=|topology-label:filled(topologyKey)" if ["", "topology-label"].contains(&&*kind) => {
            map.insert("topologyKey".into(), json!("zone"));
        }
        "type=environment-variable:filled(envVarName)" if kind == "environment-variable" => {
            map.insert("envVarName".into(), json!("ZONE"));
        }
        "type=jmxPrometheusExporter:present(valueFrom)" => {
            map.insert("valueFrom".into(), json!({}));
        }
        "type=strimziMetricsReporter:never()" => {
            map.insert("type".into(), json!("jmxPrometheusExporter"));
            map.insert("valueFrom".into(), json!({}));
        }
        _ => {
            map.remove("renewalDays");
            map.remove("validityDays");
        }
    }
}

fn value(
    table: &Table,
    kubernetes: &Table,
    text: &str,
    at: (&str, &str),
    depth: usize,
    r: &mut Random,
) -> Json {
    if let Some(rest) = text.strip_prefix('[') {
        let rest = rest.strip_prefix('(').map_or(rest, |inside| inside.split_once(')').unwrap().1);
        return (0..1 + r.below(2)).map(|_| value(table, kubernetes, rest, at, depth, r)).collect();
    }
    if let Some(rest) = text.strip_prefix('{') {
        return json!({"key": value(table, kubernetes, rest, at, depth, r)});
    }
    if let Some(values) = text.strip_prefix("enum(").and_then(|rest| rest.strip_suffix(')')) {
        return json!(r.pick(&values.split('|').collect::<Vec<_>>()));
    }
    let (word, pattern) = text.split_once('/').map_or((text, None), |(word, pattern)| (word, Some(pattern)));
    if let Some(pattern) = pattern {
        let regex = regex_lite::Regex::new(pattern).unwrap();
        let fits: Vec<_> = MATCHING.iter().filter(|text| regex.is_match(text)).collect();
        assert!(!fits.is_empty(), "no text here matches {pattern}");
        return json!(r.pick(&fits));
    }
    let (word, inside) = word.split_once('(').unwrap_or((word, ""));
    let low: Option<i64> = inside.split_once("..").and_then(|(low, _)| low.parse().ok());
    match word {
        "any" => json!([1, {"free": null}]),
        "object" => json!({"free": [true]}),
        "bool" => json!(r.once_in(2)),
        "int" | "int32" | "int64" => json!(low.unwrap_or(0) + r.below(2) as i64),
        "number" => json!(0.5),
        "string" => json!(r.pick(&["text", "a b", "x-1", "é"])),
        "int-or-string" | "int32-or-string" => r.pick(&[json!(8080), json!("http")]).clone(),
        "quantity" => r.pick(&[json!("4Gi"), json!(2), json!("1e3"), json!(0.5)]).clone(),
        "date-time" => json!("2026-01-31T08:00:00Z"),
        "bytes" => json!("YQ=="),
        "metadata" => object(kubernetes, kubernetes, "meta.v1.ObjectMeta", (at.1, at.1), 1, r),
        name => object(table, kubernetes, name, at, depth.saturating_sub(1), r),
    }
}

/// The object with one or two things changed; what `apiVersion` and `kind` say stays.
pub fn mutated(original: &Json, names: &[String], r: &mut Random) -> Json {
    let mut json = original.clone();
    for _ in 0..1 + r.below(2) {
        let paths = paths(&json);
        let path = r.pick(&paths).clone();
        let (parent, last) = path.rsplit_once('/').unwrap();
        let Some(parent) = json.pointer_mut(parent) else { continue };
        let last = last.replace("~1", "/").replace("~0", "~");
        match parent {
            Json::Object(map) => change_entry(map, &last, names, r),
            Json::Array(items) => change_item(items, last.parse().unwrap(), r),
            _ => {}
        }
    }
    json
}

fn change_entry(map: &mut Map<String, Json>, key: &str, names: &[String], r: &mut Random) {
    match r.below(8) {
        0 => {
            map.remove(key);
        }
        1 => {
            let value = map.remove(key).unwrap_or(Json::Null);
            map.insert(misspelt(key, r), value);
        }
        2 => {
            map.insert(r.pick(names).clone(), any(r));
        }
        3 => {
            let value = map.remove(key).unwrap_or(Json::Null);
            map.insert(key.into(), json!([value]));
        }
        4 => {
            if let Some(Json::String(text)) = map.get_mut(key) {
                *text = misspelt(text, r);
            }
        }
        _ => {
            map.insert(key.into(), any(r));
        }
    }
}

fn change_item(items: &mut Vec<Json>, at: usize, r: &mut Random) {
    match r.below(4) {
        0 => {
            items.remove(at);
        }
        1 => items.push(items[at].clone()),
        2 => items.clear(),
        _ => items[at] = any(r),
    }
}

fn misspelt(text: &str, r: &mut Random) -> String {
    let at = r.below(text.chars().count());
    let mut out: String = text.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
    if r.once_in(2) {
        out = out.to_uppercase();
    }
    out
}

fn any(r: &mut Random) -> Json {
    r.pick(&[
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(70000),
        json!(3_000_000_000_i64),
        json!(1.0),
        json!(0.5),
        json!(1e300),
        json!(""),
        json!("1"),
        json!("lots"),
        json!("500m"),
        json!("10GB"),
        json!("YQ=="),
        json!("2026-01-31T08:00:00Z"),
        json!("TCP"),
        json!("Always"),
        json!([]),
        json!({}),
        json!(["a"]),
        json!([{}]),
        json!({"name": "a"}),
        json!({"a": {"b": null}}),
        json!(i64::MAX),
        json!("a b"),
        json!([null]),
    ])
    .clone()
}

/// Every place of the object but those that choose the schema.
fn paths(json: &Json) -> Vec<String> {
    fn below(json: &Json, here: &str, out: &mut Vec<String>) {
        let mut add = |key: String, value: &Json| {
            let path = format!("{here}/{key}");
            if path != "/apiVersion" && path != "/kind" {
                below(value, &path, out);
                out.push(path);
            }
        };
        match json {
            Json::Object(map) => {
                map.iter().for_each(|(key, value)| add(key.replace('~', "~0").replace('/', "~1"), value));
            }
            Json::Array(items) => items.iter().enumerate().for_each(|(i, value)| add(i.to_string(), value)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    below(json, "", &mut out);
    if out.is_empty() { vec!["/none".into()] } else { out }
}
