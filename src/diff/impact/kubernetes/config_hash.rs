//! IMP-K47: pods that restart since a hash tells them that their configuration changes.

use super::reader;
use crate::diff::compare::same;
use crate::diff::{Change, Cx, Pair, Part};
use crate::lint::view::pod;
use crate::object::Node;
use crate::yaml::Value;
use std::collections::BTreeSet;

/// Whether a change in a template is nothing but a hash of configuration.
pub(super) fn is_sign(change: &Change<'_>) -> bool {
    let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
    match parts.as_slice() {
        ["spec", "template", "metadata", "annotations", key] => key.to_ascii_lowercase().contains("checksum"),
        ["spec", "template", ..] => !names(change).is_empty(),
        _ => false,
    }
}

/// The names a change replaces that differ in their hashes alone; none where anything else differs.
fn names<'a>(change: &Change<'a>) -> Vec<(&'a str, &'a str)> {
    let mut names = Vec::new();
    match (change.before, change.after) {
        (Some(before), Some(after)) if only_hashes(before, after, &mut names) => names,
        _ => Vec::new(),
    }
}

fn only_hashes<'a>(before: &'a Node, after: &'a Node, names: &mut Vec<(&'a str, &'a str)>) -> bool {
    match (&before.value, &after.value) {
        (Value::Map(old), Value::Map(new)) => {
            old.entries.len() == new.entries.len()
                && old.entries.iter().all(|entry| {
                    new.get(&entry.key.text).is_some_and(|node| only_hashes(&entry.value, node, names))
                })
        }
        (Value::List(old), Value::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| only_hashes(old, new, names))
        }
        (Value::String(old), Value::String(new)) if old != new => {
            let hashes = stem(old).is_some_and(|one| stem(new) == Some(one));
            if hashes {
                names.push((old, new));
            }
            hashes
        }
        _ => same(before, after),
    }
}

/// What stands before the hash in `settings-5g2h8k9m4t`, as kustomize and other tools append one.
fn stem(name: &str) -> Option<&str> {
    let (stem, hash) = name.rsplit_once('-')?;
    let is_hash = (8..=12).contains(&hash.len())
        && hash.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && hash.bytes().any(|b| b.is_ascii_digit())
        && hash.bytes().any(|b| b.is_ascii_lowercase());
    (is_hash && !stem.is_empty()).then_some(stem)
}

pub(super) fn check<'a>(cx: &mut Cx<'a>) {
    let twins = twins(cx);
    let pairs = cx.pairs;
    for pair in pairs.iter().filter(|pair| !pair.changes.is_empty()) {
        let Some((_, new)) = pair.both() else { continue };
        if pod(new).is_none() || super::selector::mismatch(new).is_some() {
            continue;
        }
        let signs: Vec<&Change<'_>> = pair.changes.iter().filter(|change| is_sign(change)).collect();
        let Some(first) = signs.first() else { continue };
        let causes = causes(cx, pair, &signs, &twins);
        // The object under its new name, and the one under its old.
        let renamed: Vec<(&str, &str)> = signs.iter().flat_map(|change| names(change)).collect();
        let named: BTreeSet<&str> = renamed.iter().flat_map(|(old, new)| [*old, *new]).collect();
        let folded =
            twins.iter().flatten().filter(|twin| named.contains(twin.name())).flat_map(|twin| &twin.changes);
        let all: Vec<&Change<'_>> = signs.iter().copied().chain(folded).collect();
        let Some(hit) = cx.hit_all("IMP-K47", all) else { continue };
        hit.with("sign", renamed.first().map_or(first.path.last(), |(_, new)| new));
        hit.with(
            "cause",
            if causes.is_empty() { "what the hash is of".to_owned() } else { causes.join(" and ") },
        );
    }
}

/// ConfigMaps and Secrets that are one and the same but for the hash in their names: before, after.
fn twins<'a>(cx: &Cx<'a>) -> Vec<[&'a Pair<'a>; 2]> {
    let configs = || cx.of_kind("ConfigMap").chain(cx.of_kind("Secret"));
    let mut twins = Vec::new();
    for gone in configs().filter(|pair| pair.is_removed()) {
        let Some(name) = stem(gone.name()) else { continue };
        let come = configs().find(|pair| {
            pair.is_added()
                && pair.kind() == gone.kind()
                && stem(pair.name()) == Some(name)
                && pair.member().is_beside(gone.member())
                && pair.member().object.namespace == gone.member().object.namespace
        });
        twins.extend(come.map(|come| [gone, come]));
    }
    twins
}

fn causes(cx: &Cx<'_>, pair: &Pair<'_>, signs: &[&Change<'_>], twins: &[[&Pair<'_>; 2]]) -> Vec<String> {
    let mut causes: Vec<String> = Vec::new();
    for change in signs {
        for (before, after) in names(change) {
            let twin = twins.iter().any(|[gone, come]| gone.name() == before && come.name() == after);
            causes.extend(twin.then(|| format!("`{}`", stem(before).unwrap_or(before))));
        }
    }
    let Some(workload) = pair.after else { return causes };
    for config in cx.of_kind("ConfigMap").chain(cx.of_kind("Secret")) {
        if let (false, Some(_), Some(after)) = (config.changes.is_empty(), config.before, config.after)
            && reader::reads(workload, after)
        {
            causes.push(format!("`{}`", after.object.title()));
        }
    }
    causes.dedup();
    causes
}
