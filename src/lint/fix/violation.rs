use super::Fix;
use crate::diagnostic::Content;
use crate::facts::kubernetes::QuantityProblem;
use crate::facts::successor;
use crate::lint::{Place, Targets, labels};
use crate::object::{Node, Object, Pointer, Step};
use crate::schema::{self, Outcome, Problem, Violation};
use crate::source::Origin;
use crate::yaml::{Entry, Key, Map, Value};

/// What would mend a thing the schema refuses, where there is one way.
pub(in crate::lint) fn fix<'a>(
    violation: &Violation,
    object: &'a Object,
    targets: &Targets,
) -> Option<Fix<'a>> {
    let way = Pointer::parse(&violation.pointer).ok()?;
    let node = way.find(&object.node)?;
    match &violation.problem {
        Problem::UnknownField { name, near: Some(near), .. } => renamed(object, name, near, &way, targets),
        Problem::NotInEnum { value, near: Some(near), .. } => {
            let same = value.eq_ignore_ascii_case(near);
            Some(Fix::safe_if(same).write(Place::Value(object, node), *near))
        }
        Problem::WrongType { expected: "a string", found: "an integer" | "a number" | "a boolean" } => {
            Some(Fix::safe().quote(Place::Value(object, node)))
        }
        Problem::UnknownVersion { served, .. } => {
            let served = served.last()?;
            Some(moved(object, served, targets))
        }
        Problem::UnknownKind { near: Some(near), .. } => {
            Some(Fix::risky().write(Place::Value(object, node), *near))
        }
        Problem::Quantity {
            value,
            problem: QuantityProblem::BadSuffix { suffix, did_you_mean: Some(meant) },
        } => {
            let number = value.strip_suffix(suffix.as_str())?;
            Some(Fix::risky().write(Place::Value(object, node), format!("{number}{meant}")))
        }
        _ => None,
    }
}

/// Moves an object to another version of its API; safely where it fits the schema of that.
pub(in crate::lint) fn moved<'a>(object: &'a Object, api_version: &str, targets: &Targets) -> Fix<'a> {
    let mut there = object.node.clone();
    if let Value::Map(map) = &mut there.value
        && let Some(own) = map.get_mut("apiVersion")
    {
        own.value = Value::String(api_version.to_owned());
    }
    let selected = selected_once(object);
    if let (Some((_, labels)), Value::Map(map)) = (&selected, &mut there.value)
        && let Some(Value::Map(spec)) = map.get_mut("spec").map(|spec| &mut spec.value)
    {
        let key = |text: &str| Key { text: text.to_owned(), origin: Origin::Fixed };
        let mut selector = Map::new();
        selector.push(key("matchLabels"), (*labels).clone());
        spec.push(key("selector"), Node::new(Value::Map(selector), Origin::Fixed));
    }
    let fits = schema::check(&there, &targets.schema) == Outcome::Checked(Vec::new());
    let fix = Fix::safe_if(fits).write(Place::at(object, "apiVersion"), api_version);
    match selected.and_then(|(spec, own)| Some((spec, labels(Some(own))?))) {
        Some((spec, own)) => {
            let own = own.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
            let selector = Content::Map(vec![("matchLabels".to_owned(), Content::Map(own))]);
            fix.add(Place::Value(object, spec), "selector", selector)
        }
        None => fix,
    }
}

/// The labels that the first versions of workloads selected by where nothing was said, and the map it was not said in.
fn selected_once(object: &Object) -> Option<(&Node, &Node)> {
    const THEN: [&str; 2] = ["apps/v1beta1", "extensions/v1beta1"];
    let spec = object.at("spec").filter(|spec| spec.get("selector").is_none())?;
    let labels = object.at("spec/template/metadata/labels")?;
    (THEN.contains(&object.gvk.api_version().as_str()) && object.gvk.kind != "Ingress")
        .then_some((spec, labels))
}

/// Only the case is a slip beyond doubt. The value must fit under the new name, as it is or as the one item of a list.
fn renamed<'a>(
    object: &'a Object,
    name: &str,
    near: &str,
    pointer: &Pointer,
    targets: &Targets,
) -> Option<Fix<'a>> {
    let node = pointer.find(&object.node)?;
    // What it should be called may be there already.
    if renamed_last(pointer, near).find(&object.node).is_some() {
        return None;
    }
    let mut there = object.node.clone();
    let entry = entry_mut(&mut there, pointer)?;
    near.clone_into(&mut entry.key.text);
    let fix = Fix::safe_if(name.eq_ignore_ascii_case(near)).rename(Place::Key(object, node), near);
    let now = renamed_last(pointer, near);
    let before = violations(&object.node, object, targets).len();
    let fits = |there: &Node| {
        let left = violations(there, object, targets);
        left.len() < before && left.iter().all(|violation| !violation.pointer.starts_with(&now.to_string()))
    };
    if fits(&there) {
        return Some(fix);
    }
    let text = node.as_str()?;
    let entry = entry_mut(&mut there, &now)?;
    entry.value.value = Value::List(vec![entry.value.clone()]);
    fits(&there).then(|| fix.write(Place::Value(object, node), Content::List(vec![text.into()])))
}

/// What the schema refuses, of the version that an object would move to.
fn violations(node: &Node, object: &Object, targets: &Targets) -> Vec<Violation> {
    let now = successor(&object.gvk.api_version(), &object.gvk.kind);
    now.and_then(|now| schema::check_as(node, now, &targets.schema)).unwrap_or_else(|| {
        match schema::check(node, &targets.schema) {
            Outcome::Checked(violations) => violations,
            Outcome::NoSchema { .. } => Vec::new(),
        }
    })
}

/// The entry at a place.
fn entry_mut<'n>(root: &'n mut Node, pointer: &Pointer) -> Option<&'n mut Entry<Origin>> {
    let (last, above) = pointer.0.split_last()?;
    let mut node = root;
    for step in above {
        node = match (&mut node.value, step) {
            (Value::Map(map), Step::Key(key)) => map.get_mut(key)?,
            (Value::List(items), Step::Key(key)) => items.get_mut(key.parse::<usize>().ok()?)?,
            (Value::List(items), Step::Index(index)) => items.get_mut(*index)?,
            _ => return None,
        };
    }
    let (Value::Map(map), Step::Key(key)) = (&mut node.value, last) else { return None };
    map.entries.iter_mut().find(|entry| entry.key.text == *key)
}

fn renamed_last(pointer: &Pointer, near: &str) -> Pointer {
    let mut way = pointer.clone();
    way.0.pop();
    way.0.push(Step::Key(near.to_owned()));
    way
}
