//! What a value of a chart is in the blueprint: the place where the same would be written.

use serde_json::{Value, json};
use streamwright::chart::{Chart, Condition, Item, Part, Release, Template, ValuePath, evaluate, holds};
use streamwright::topology::Section;
use streamwright::yaml::to_json;

/// What to change of a blueprint that says everything itself.
#[derive(Debug)]
pub enum Edit {
    /// Writes a value at a path, or takes it away.
    Write(Vec<String>, Option<Value>),
    /// Calls a namespace otherwise wherever it is named.
    Namespace(String, String),
    /// A patch of one object: what the language has no word for.
    Patch { kind: String, name: String, op: Value },
    /// Leaves one object out.
    Without { kind: String, name: String },
}

/// The value itself, with everything else the chart has.
pub struct Set<'s> {
    pub path: &'s ValuePath,
    /// The value as it comes out of both values files.
    pub value: &'s Value,
    /// All values.
    pub all: &'s Value,
    /// The release without the value, and with it.
    pub before: Release<'s>,
    pub after: Release<'s>,
}

/// What has to be written to get the same; `None` for what only releases know: their names.
pub fn edits(chart: &Chart<'_>, set: &Set<'_>) -> Option<Vec<Edit>> {
    let keys: Vec<&str> = set.path.0.iter().map(String::as_str).collect();
    let value = set.value;
    let base = |rest: &[&str]| {
        let own = [chart.section.key(), chart.name];
        own.iter().chain(rest).map(|key| (*key).to_owned()).collect::<Vec<_>>()
    };
    let write = |rest: &[&str]| Some(vec![Edit::Write(base(rest), some(value))]);
    let app = chart.section == Section::Apps;
    let keys = keys.strip_prefix(&["profile"]).unwrap_or(&keys);
    match keys {
        ["nameOverride" | "fullnameOverride"] => None,
        ["kafkaNamespace"] => {
            let old = chart.settings.get(set.path)?.values[0].as_ref()?.as_str()?.to_owned();
            Some(vec![Edit::Namespace(old, value.as_str()?.to_owned())])
        }
        ["existingSecrets", entry] => {
            let at = ["secrets", entry, "name"].map(str::to_owned).to_vec();
            Some(vec![Edit::Write(at, Some(value.clone()))])
        }
        ["image", "registry" | "repository" | "tag" | "digest"] => {
            Some(vec![Edit::Write(base(&["image"]), Some(image(&set.all["image"])))])
        }
        ["build", "image", _] => {
            Some(vec![Edit::Write(base(&["build", "image"]), Some(image(&set.all["build"]["image"])))])
        }
        ["imagePullSecrets"] if app || chart.section == Section::Connect => {
            let names: Vec<Value> = value.as_array()?.iter().map(|secret| secret["name"].clone()).collect();
            Some(vec![Edit::Write(base(&["imagePullSecrets"]), some(&json!(names)))])
        }
        ["replicas" | "resources" | "tolerations"] => write(keys),
        ["nodeSelector" | "podLabels" | "podAnnotations"] if app => write(keys),
        ["service", "type"] => {
            let annotations = some(&set.all["service"]["annotations"]);
            let mut edits = vec![
                Edit::Write(base(keys), some(value)),
                Edit::Write(base(&["service", "annotations"]), annotations),
            ];
            if value != "LoadBalancer" {
                edits.push(Edit::Write(base(&["service", "loadBalancer"]), None));
            }
            Some(edits)
        }
        ["service", "annotations"] => write(keys),
        ["env", _] if app => write(keys),
        ["persistence", volume, "size"] => write(&["volumes", volume, "size"]),
        ["persistence", volume, "storageClass"] => {
            Some(vec![class(chart, value), Edit::Write(base(&["volumes", volume, "class"]), some(value))])
        }
        ["nodePools", _, "storage", "class"] => {
            Some(vec![class(chart, value), Edit::Write(base(keys), some(value))])
        }
        ["nodePools", _, "replicas" | "resources" | "tolerations" | "roles"] => write(keys),
        ["nodePools", _, "storage", "size"] | ["nodePools", _, "jvmOptions", _] => write(keys),
        ["entityOperator", _, "resources"] | ["cruiseControl" | "kafkaExporter", "resources"] => write(keys),
        ["config", _] | ["topics", _, "replicas" | "partitions"] => write(keys),
        _ => in_objects(chart, set),
    }
}

/// A blueprint names no class it does not declare.
fn class(chart: &Chart<'_>, name: &Value) -> Edit {
    let path =
        ["kubernetes", chart.environments[0].kubernetes, "storageClasses", name.as_str().expect("a name")];
    Edit::Write(path.map(str::to_owned).to_vec(), Some(json!({})))
}

/// A value that says nothing is not written.
fn some(value: &Value) -> Option<Value> {
    let nothing = match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        value => value == "",
    };
    (!nothing).then(|| value.clone())
}

fn image(parts: &Value) -> Value {
    let part = |key: &str, before: &str, after: &str| match parts[key].as_str() {
        Some("") | None => String::new(),
        Some(text) => format!("{before}{text}{after}"),
    };
    json!(
        [
            part("registry", "", "/"),
            part("repository", "", ""),
            part("tag", ":", ""),
            part("digest", "@", "")
        ]
        .concat()
    )
}

/// A patch for every place of the objects that the value decides.
fn in_objects(chart: &Chart<'_>, set: &Set<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let environment = chart.environments.first()?;
    for file in &chart.files {
        let held = |release| file.when.as_ref().is_none_or(|when| holds(when, release).expect("values"));
        match (held(&set.before), held(&set.after)) {
            (false, false) => continue,
            // What another environment has; the blueprint of this one knows nothing of it.
            (false, true) => return None,
            (true, after) => {
                let placed = &environment.component.objects[file.manifest];
                let (kind, name) = (placed.object.gvk.kind.clone(), placed.object.name.clone());
                if !after {
                    edits.push(Edit::Without { kind, name });
                    continue;
                }
                let mut ops = Vec::new();
                Walk { set, ops: &mut ops }.template(&file.object, "");
                edits.extend(ops.into_iter().map(|op| Edit::Patch {
                    kind: kind.clone(),
                    name: name.clone(),
                    op,
                }));
            }
        }
    }
    Some(edits)
}

struct Walk<'w> {
    set: &'w Set<'w>,
    ops: &'w mut Vec<Value>,
}

impl Walk<'_> {
    fn template(&mut self, template: &Template, at: &str) {
        match template {
            Template::Map(parts) => parts.iter().for_each(|part| self.part(part, at)),
            Template::List(items) => self.items(items, at),
            Template::Literal(_) | Template::Include(_) => {}
            decided => self.decided(decided, at, "replace"),
        }
    }

    /// What a template gives now, where that is something else than before.
    fn decided(&mut self, template: &Template, at: &str, op: &str) {
        let of = |release| to_json(&evaluate(template, release).expect("values"));
        let value = of(&self.set.after);
        if op == "add" || value != of(&self.set.before) {
            self.ops.push(json!({"op": op, "path": at, "value": value}));
        }
    }

    fn part(&mut self, part: &Part, at: &str) {
        let Part::Field { key, value, when } = part else { return };
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        match self.held(when.as_ref()) {
            (true, true) => self.template(value, &at),
            (true, false) => self.ops.push(json!({"op": "remove", "path": at})),
            (false, true) => self.decided(value, &at, "add"),
            (false, false) => {}
        }
    }

    fn items(&mut self, items: &[Item], at: &str) {
        let mut index = 0;
        for item in items {
            let at = format!("{at}/{index}");
            match self.held(item.when.as_ref()) {
                (true, true) => self.template(&item.value, &at),
                (true, false) => self.ops.push(json!({"op": "remove", "path": at})),
                (false, true) => self.decided(&item.value, &at, "add"),
                (false, false) => {}
            }
            index += usize::from(self.held(item.when.as_ref()).1);
        }
    }

    /// Whether it was there, and is.
    fn held(&self, when: Option<&Condition>) -> (bool, bool) {
        let held = |release| when.is_none_or(|when| holds(when, release).expect("values"));
        (held(&self.set.before), held(&self.set.after))
    }
}
