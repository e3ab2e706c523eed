//! Environments: partial blueprints, merged over the common part as spanned trees before anything is decoded, so
//! that an error in a merged value points at the line that wrote it.
//!
//! Maps merge by name; scalars and lists replace; `null` takes away what is there, and is an error where nothing is,
//! except inside the `merge` of a patch, where it is the JSON merge patch's own word. `extends` puts another
//! environment's changes first. `defaults` merge like everything else and are then laid under each entry of their
//! sections, so an environment that changes them changes every entry that is silent. What a whole file says once
//! (language, name, kinds of output) cannot differ.

mod defaults;
mod extends;
mod only_in;
mod overlay;
mod places;
#[cfg(test)]
mod tests;

pub(super) use defaults::SECTIONS;
pub use only_in::only_in;

use super::decode::listed;
use super::{Blueprint, Decoder, EnvironmentName, NameRule, Section};
use crate::diagnostic::{
    Diagnostic, MISSING_KEY, NOT_IN_ENVIRONMENT, Sink, UNKNOWN_ENVIRONMENT, UNKNOWN_KEY, WRONG_TYPE,
};
use crate::facts::near;
use crate::source::{SourceMap, Span};
use crate::yaml::{Entry, Map, Mark, Node, Value};
use std::collections::BTreeMap;

/// One environment with everything it inherits.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Its name: a folder of the output.
    pub name: String,
    /// Where its name stands; `None` when the blueprint has no environments.
    pub key: Option<Span>,
    /// Its own lines.
    pub overlay: Option<Span>,
    /// Names of entries that stand in its overlays only, with the inherited name each is near to: an entry that lacks
    /// half its keys is most often another one misspelt.
    pub near: BTreeMap<Span, String>,
    /// What its overlays take away, by path (`kafka/legacy`), with the place that does it.
    pub taken: BTreeMap<String, Span>,
    /// Whether it is the one that is shown when nobody names one.
    pub default: bool,
    /// A whole blueprint: what is common, with the overlay over it and `defaults` under its entries. Every node
    /// keeps the place that wrote it.
    pub tree: Node<Mark>,
}

/// The environment of a blueprint that has none.
pub const ONLY: &str = "default";
/// The keys that are read here; what is left is a [`Blueprint`].
pub(super) const ENVIRONMENTS: &str = "environments";
pub(super) const DEFAULT_ENVIRONMENT: &str = "defaultEnvironment";
pub(super) const DEFAULTS: &str = "defaults";
pub(super) const EXTENDS: &str = "extends";
/// What is said once for all environments, and why.
const COMMON: [(&str, &str); 6] = [
    ("apiVersion", "the language is the same for the whole file"),
    ("kind", "it says what the whole file is"),
    ("metadata", "the platform has one name in all its environments"),
    (ENVIRONMENTS, "environments stand side by side; one builds on another with `extends`"),
    (DEFAULT_ENVIRONMENT, "it chooses among environments"),
    (
        "outputs",
        "a build writes the same kinds of output for all environments, and a chart is made from all of them",
    ),
];

/// An environment as written.
struct Written<'a> {
    name: &'a str,
    key: Span,
    /// All its lines.
    span: Span,
    overlay: &'a Map<Mark>,
    /// The environment it builds on.
    extends: Option<(&'a str, Span)>,
}

/// Every environment of a document, sorted by name: one called `default` where the document has none.
///
/// `root` is the document as parsed. What is wrong with names, `extends`, `null` and `defaults` goes into `sink`; an
/// environment that cannot be put together is reported and left out. A root that is not a map gives none and is
/// for the decoder to report.
pub fn environments(root: &Node<Mark>, sink: &mut Sink, sources: &SourceMap) -> Vec<Environment> {
    let Some(document) = root.as_map() else { return Vec::new() };
    let mut cx = Decoder::new(sink, sources);
    let written = written(document, &mut cx);
    let shown = shown(document, &written, &mut cx);
    let known: Vec<&str> = Blueprint::KEYS.iter().copied().chain([ENVIRONMENTS, DEFAULTS]).collect();
    cx.unknown_keys(document, &known, Blueprint::OF);
    if written.is_empty() {
        let tree = defaults::apply(common(root, document), &mut cx);
        return vec![Environment {
            name: ONLY.to_owned(),
            key: None,
            overlay: None,
            near: BTreeMap::new(),
            taken: BTreeMap::new(),
            default: true,
            tree,
        }];
    }
    let mut environments = Vec::new();
    for (own, chain) in extends::chains(&written, cx.sink) {
        let mut tree = common(root, document);
        let (mut missed, mut near, mut taken) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for overlay in chain {
            let odd = overlay::apply(&mut tree, overlay.overlay);
            missed = odd.missed;
            near.extend(odd.near);
            taken.extend(odd.taken);
        }
        // Those of the environments it builds on are said once, where they stand.
        for missed in missed {
            cx.report(missed.diagnostic(own, &tree));
        }
        let tree = defaults::apply(tree, &mut cx);
        let default = shown.is_some_and(|name| name == own.name);
        environments.push(Environment {
            name: own.name.to_owned(),
            key: Some(own.key),
            overlay: Some(own.span),
            near,
            taken,
            default,
            tree,
        });
    }
    environments
}

/// The document without what is read here and without keys nobody knows.
fn common(root: &Node<Mark>, document: &Map<Mark>) -> Node<Mark> {
    let kept = |key: &str| key == DEFAULTS || key != DEFAULT_ENVIRONMENT && Blueprint::KEYS.contains(&key);
    let entries = document.entries.iter().filter(|entry| kept(&entry.key.text)).cloned().collect();
    Node::new(Value::Map(Map { entries }), root.origin)
}

/// Whether an environment may change a key of the document.
pub(super) fn is_overlaid(key: &str) -> bool {
    key == DEFAULTS || Blueprint::KEYS.contains(&key) && COMMON.iter().all(|(common, _)| *common != key)
}

/// The environments as written, sorted by name.
fn written<'a>(document: &'a Map<Mark>, cx: &mut Decoder<'_>) -> Vec<Written<'a>> {
    let Some(section) = document.entry(ENVIRONMENTS) else { return Vec::new() };
    cx.within(ENVIRONMENTS, section.key.origin.span, |cx| section_of(&section.value, cx))
}

fn section_of<'a>(section: &'a Node<Mark>, cx: &mut Decoder<'_>) -> Vec<Written<'a>> {
    let Some(map) = cx.map(section) else { return Vec::new() };
    let mut written: Vec<Written<'a>> = Vec::new();
    // Backwards: where a name stands twice the last one holds, and the repetition has been reported.
    for entry in map.entries.iter().rev() {
        if written.iter().any(|other| other.name == entry.key.text) {
            continue;
        }
        let key = entry.key.origin.span;
        if let Some(complaint) = EnvironmentName::check(&entry.key.text, key) {
            cx.report(complaint);
        }
        let (overlay, extends) = cx.within(&entry.key.text, key, |cx| overlay(entry, cx));
        written.push(Written { name: &entry.key.text, key, span: entry.value.origin.span, overlay, extends });
    }
    written.sort_by_key(|environment| environment.name);
    written
}

static NOTHING: Map<Mark> = Map { entries: Vec::new() };

/// What an environment changes, and what it builds on; reports what it may not change.
fn overlay<'a>(entry: &'a Entry<Mark>, cx: &mut Decoder<'_>) -> (&'a Map<Mark>, Option<(&'a str, Span)>) {
    let name = &entry.key.text;
    if entry.value.is_null() {
        let help = format!("write `{name}: {{}}` for an environment that changes nothing");
        let message = format!("the environment `{name}` takes a map, not null");
        cx.refuse::<()>(&WRONG_TYPE, &entry.value, message, Some(help));
        return (&NOTHING, None);
    }
    let Some(map) = cx.map(&entry.value) else { return (&NOTHING, None) };
    let mut known: Vec<&str> = Blueprint::KEYS.iter().copied().filter(|key| is_overlaid(key)).collect();
    known.extend([DEFAULTS, EXTENDS]);
    for part in &map.entries {
        let key = part.key.text.as_str();
        if let Some((_, why)) = COMMON.iter().find(|(common, _)| *common == key) {
            let message =
                format!("the environment `{name}` sets `{key}`, which cannot differ between environments");
            let help = format!("write `{key}` at the top of the file, once: {why}");
            cx.report(Diagnostic::new(&NOT_IN_ENVIRONMENT, part.key.origin.span, message).help(help));
        } else if !known.contains(&key) {
            let help = match near::nearest(key, known.iter().copied()) {
                Some(best) => format!("did you mean `{best}`?"),
                None => format!("known keys are {}", listed(&known)),
            };
            let message = format!("an environment has no key `{key}`");
            cx.report(Diagnostic::new(&UNKNOWN_KEY, part.key.origin.span, message).help(help));
        }
    }
    let extends = map.entry(EXTENDS).and_then(|other| {
        let read = |cx: &mut Decoder<'_>| cx.text(&other.value);
        Some((cx.within(EXTENDS, other.key.origin.span, read)?, other.value.origin.span))
    });
    (map, extends)
}

/// The environment that is shown when nobody names one.
fn shown<'a>(document: &'a Map<Mark>, written: &[Written<'a>], cx: &mut Decoder<'_>) -> Option<&'a str> {
    let names: Vec<&str> = written.iter().map(|environment| environment.name).collect();
    let Some(chosen) = document.entry(DEFAULT_ENVIRONMENT) else {
        if let [_, _, ..] = names[..] {
            let span = document.entry(ENVIRONMENTS).map_or(written[0].key, |entry| entry.key.origin.span);
            let message = format!("there are {} environments, and no `{DEFAULT_ENVIRONMENT}`", names.len());
            let help = format!(
                "add `{DEFAULT_ENVIRONMENT}:` at the top of the file, with one of {}",
                listed(&names)
            );
            cx.report(Diagnostic::new(&MISSING_KEY, span, message).help(help));
            return None;
        }
        return names.first().copied();
    };
    let name = cx.within(DEFAULT_ENVIRONMENT, chosen.key.origin.span, |cx| cx.text(&chosen.value))?;
    if names.contains(&name) {
        return Some(name);
    }
    cx.report(unknown(name, chosen.value.origin.span, &names));
    None
}

/// That no environment is called `name`.
fn unknown(name: &str, span: Span, names: &[&str]) -> Diagnostic {
    let help = match near::nearest(name, names.iter().copied()) {
        Some(best) => format!("did you mean `{best}`?"),
        None if names.is_empty() => format!("this blueprint has no `{ENVIRONMENTS}`; remove the key"),
        None => format!("environments are {}", listed(names)),
    };
    Diagnostic::new(&UNKNOWN_ENVIRONMENT, span, format!("there is no environment `{name}`")).help(help)
}
