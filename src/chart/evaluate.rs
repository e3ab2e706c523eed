//! What Helm makes of a tree, without Helm.

use super::values::find;
use super::{Condition, Expr, Helper, Item, Part, Template, ValuePath, image};
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::{Key, Map, Value};

/// What a chart is rendered with.
#[derive(Debug, Clone, Copy)]
pub struct Release<'r> {
    /// The name of the release.
    pub name: &'r str,
    /// The namespace it goes to.
    pub namespace: &'r str,
    /// The name of the chart.
    pub chart: &'r str,
    /// How long the name of its objects may be.
    pub longest_name: usize,
    /// What the platform is called.
    pub platform: &'r str,
    /// The values, those of `-f` put over those of the chart.
    pub values: &'r Node,
}

/// Longer ones are cut: the limit of a label.
const LONGEST_LABEL: usize = 63;

/// The tree with everything filled in.
///
/// # Errors
/// The path of a value that is read and not there.
pub fn evaluate(template: &Template, release: &Release<'_>) -> Result<Node, String> {
    match template {
        Template::Literal(node) => Ok(node.clone()),
        Template::Text(expr) => Ok(string(text(expr, release)?)),
        Template::Plain(path, _) | Template::Structure(path) | Template::Each(path) => {
            value(path, release).cloned()
        }
        Template::Include(helper) => Ok(node(included(*helper, release))),
        Template::Map(parts) => fields(parts, release),
        Template::List(items) => list(items, release),
        Template::Override(path, own) => {
            let given = value(path, release)?;
            if truthy(given) { Ok(given.clone()) } else { evaluate(own, release) }
        }
    }
}

/// Whether a condition holds.
///
/// # Errors
/// The path of a value that is read and not there.
pub fn holds(condition: &Condition, release: &Release<'_>) -> Result<bool, String> {
    match condition {
        Condition::Set(path) => Ok(truthy(value(path, release)?)),
        Condition::OneOf(path, words) => {
            let word = value(path, release)?;
            Ok(word.as_str().is_some_and(|word| words.contains(&word)))
        }
        Condition::Any(conditions) => {
            for condition in conditions {
                if holds(condition, release)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Condition::All(conditions) => {
            for condition in conditions {
                if !holds(condition, release)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

fn fields(parts: &[Part], release: &Release<'_>) -> Result<Node, String> {
    let mut map = Map::new();
    for part in parts {
        match part {
            Part::Field { key, value, when } => {
                if there(when.as_ref(), release)? {
                    map.push(named(key), evaluate(value, release)?);
                }
            }
            Part::Include(helper) => map.entries.extend(included(*helper, release).entries),
            Part::Spread(path) => {
                if let Value::Map(more) = &value(path, release)?.value {
                    map.entries.extend(more.entries.iter().cloned());
                }
            }
        }
    }
    Ok(node(map))
}

fn list(items: &[Item], release: &Release<'_>) -> Result<Node, String> {
    let mut nodes = Vec::with_capacity(items.len());
    for item in items {
        if there(item.when.as_ref(), release)? {
            nodes.push(evaluate(&item.value, release)?);
        }
    }
    Ok(Node::new(Value::List(nodes), Origin::Fixed))
}

fn there(when: Option<&Condition>, release: &Release<'_>) -> Result<bool, String> {
    when.map_or(Ok(true), |condition| holds(condition, release))
}

fn text(expr: &Expr, release: &Release<'_>) -> Result<String, String> {
    Ok(match expr {
        Expr::Text(text) => text.clone(),
        Expr::Value(path) => scalar(value(path, release)?, path)?,
        Expr::Default(path, otherwise) => {
            let given = value(path, release)?;
            if truthy(given) { scalar(given, path)? } else { text(otherwise, release)? }
        }
        Expr::Join(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|part| text(part, release)).collect::<Result<_, _>>()?;
            parts.concat()
        }
        Expr::Include(Helper::Name) => name(release),
        Expr::Include(_) => full_name(release),
        Expr::Image(path) => {
            let part = |key: &str| {
                let path = path.child(key);
                scalar(value(&path, release)?, &path)
            };
            image::whole(&part("registry")?, &part("repository")?, &part("tag")?, &part("digest")?)
        }
        Expr::Namespace => release.namespace.to_owned(),
        Expr::ReleaseName => release.name.to_owned(),
    })
}

/// What a helper that gives fields gives; the two labels that say who installed it are left to whoever prints it.
fn included(helper: Helper, release: &Release<'_>) -> Map<Origin> {
    let mut map = Map::new();
    map.push(named("app.kubernetes.io/name"), string(name(release)));
    map.push(named("app.kubernetes.io/instance"), string(release.name.to_owned()));
    if helper == Helper::Labels {
        map.push(named("app.kubernetes.io/part-of"), string(release.platform.to_owned()));
    }
    map
}

fn given<'r>(key: &str, release: &Release<'r>) -> Option<&'r str> {
    release.values.get(key)?.as_str().filter(|text| !text.is_empty())
}

fn name(release: &Release<'_>) -> String {
    cut(given("nameOverride", release).unwrap_or(release.chart), LONGEST_LABEL)
}

fn full_name(release: &Release<'_>) -> String {
    let longest = release.longest_name;
    if let Some(whole) = given("fullnameOverride", release) {
        return cut(whole, longest);
    }
    let name = given("nameOverride", release).unwrap_or(release.chart);
    if release.name.contains(name) {
        cut(release.name, longest)
    } else {
        cut(&format!("{}-{name}", release.name), longest)
    }
}

fn cut(name: &str, longest: usize) -> String {
    let end = name.char_indices().nth(longest).map_or(name.len(), |(end, _)| end);
    let cut = &name[..end];
    cut.strip_suffix('-').unwrap_or(cut).to_owned()
}

fn value<'r>(path: &ValuePath, release: &Release<'r>) -> Result<&'r Node, String> {
    find(release.values, path).ok_or_else(|| format!("no value stands at `{}`", path.dotted()))
}

fn scalar(node: &Node, path: &ValuePath) -> Result<String, String> {
    match &node.value {
        Value::String(text) => Ok(text.clone()),
        _ => Err(format!("`{}` is {}, where text is read", path.dotted(), node.kind())),
    }
}

/// What templates take for something.
fn truthy(node: &Node) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Bool(on) => *on,
        Value::Int(number) => *number != 0,
        Value::Float(number) => *number != 0.0,
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty(),
    }
}

fn named(key: &str) -> Key<Origin> {
    Key { text: key.to_owned(), origin: Origin::Fixed }
}

fn node(map: Map<Origin>) -> Node {
    Node::new(Value::Map(map), Origin::Fixed)
}

fn string(text: String) -> Node {
    Node::new(Value::String(text), Origin::Fixed)
}
