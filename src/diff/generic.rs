//! What is said of changes that no row knows, so that nothing is lost.

use super::change::Change;
use super::cx::Cx;
use super::file_pair::FilePair;
use super::file_words;
use super::pair::Pair;
use super::path::Part;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds whose pods follow `spec.template`.
const WORKLOADS: [&str; 4] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

/// The row of an object that is new.
const ADDED: &str = "any-added";

/// Kinds whose pods an operator makes.
const OPERATED: [&str; 5] = ["Kafka", "KafkaNodePool", "KafkaConnect", "KafkaMirrorMaker2", "KafkaBridge"];

/// Kinds that others come for.
const MAIN: [&str; 9] = [
    "Kafka",
    "KafkaConnect",
    "KafkaMirrorMaker2",
    "KafkaBridge",
    "StatefulSet",
    "Deployment",
    "DaemonSet",
    "CronJob",
    "Job",
];

/// The row of an object that is gone, which depends on what it was.
const REMOVED: &str = "IMP-K50";

/// Adds a finding for each object with changes that no hit explains.
pub(super) fn explain(cx: &mut Cx<'_>, count: usize) {
    let mut explained = vec![false; count];
    cx.hits.iter().flat_map(|hit| &hit.changes).for_each(|id| explained[*id] = true);
    let (pairs, platforms, files) = (cx.pairs, cx.platforms, cx.files);
    let mut leaders = leaders(cx);
    let known = known(cx);
    let mut added: BTreeMap<Group<'_>, Vec<&Pair<'_>>> = BTreeMap::new();
    for pair in pairs {
        let mut rows: BTreeMap<&'static str, Vec<&Change<'_>>> = BTreeMap::new();
        for change in pair.changes.iter().filter(|change| !explained[change.id]) {
            rows.entry(row(pair, change)).or_default().push(change);
        }
        for (row, changes) in rows {
            if row == ADDED {
                added.entry(group(pair, &known)).or_default().push(pair);
                continue;
            }
            if row == REMOVED {
                super::impact::removed(cx, pair);
                continue;
            }
            let Some(first) = changes.first() else { continue };
            // Under another name everything comes anew, and whatever else differs with it.
            let renamed = if pair.renamed { of_name(cx, pair) } else { None };
            let leader = pair.entry.as_ref().and_then(|entry| {
                let key = (pair.member().environment.as_str(), entry.as_str());
                leaders.get(&key).copied().filter(|_| pair.renamed && renamed.is_none())
            });
            match (renamed, leader) {
                (Some(at), _) => changes.iter().for_each(|change| _ = cx.hits[at].and(change)),
                // One entry of the blueprint has another key: one cause, however many objects are named after it.
                (None, Some(at)) => {
                    changes.iter().for_each(|change| _ = cx.hits[at].and(change));
                    let (old, new) = (pair.before.map(|member| member.object.title()), pair.member());
                    let old = old.unwrap_or_default();
                    cx.hits[at].note(format!("`{old}` is `{}` with it", new.object.title()));
                }
                (None, None) => {
                    let old = pair.before.map_or_else(String::new, |member| member.object.title());
                    let subject = first.subject;
                    // Of an operator's objects nobody should be told that a change is nothing because nobody knows it.
                    let operated = row == "any-value" && OPERATED.contains(&pair.kind());
                    if let Some(hit) = cx.hit_all(row, changes) {
                        debug_assert_eq!(hit.subject, subject);
                        if operated {
                            hit.severity(super::Severity::Medium);
                        }
                        hit.with("old", old);
                    }
                    if let Some(entry) = pair.entry.as_ref().filter(|_| pair.renamed) {
                        leaders.insert((&pair.member().environment, entry), cx.hits.len() - 1);
                    }
                }
            }
        }
    }
    for (group, pairs) in added {
        new(cx, group, &pairs);
    }
    for change in platforms.iter().flat_map(|platform| &platform.changes).filter(|c| !explained[c.id]) {
        cx.hit("any-platform", change);
    }
    let mut folders: BTreeMap<&str, Vec<&FilePair<'_>>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.changes.iter().any(|change| !explained[change.id])) {
        folders.entry(file.path.rsplit_once('/').map_or(".", |(folder, _)| folder)).or_default().push(file);
    }
    for (folder, files) in folders {
        let changes = files.iter().flat_map(|file| &file.changes).filter(|change| !explained[change.id]);
        if let Some(hit) = cx.hit_all("any-file", changes) {
            hit.with("folder", folder).with("count", file_words::counted(&files));
            hit.with("files", file_words::named(&files));
        }
    }
}

/// What is new as one: an environment, a folder, or an object alone, by its place among the new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group<'a> {
    Environment(&'a str),
    Folder(&'a str, &'a str),
    Alone(usize),
}

/// The environments and folders of the side before.
fn known<'a>(cx: &Cx<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let members = cx.before.members.iter();
    members
        .flat_map(|one| [(one.environment.as_str(), ""), (one.environment.as_str(), folder(&one.file))])
        .collect()
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn group<'a>(pair: &'a Pair<'a>, known: &BTreeSet<(&str, &str)>) -> Group<'a> {
    let member = pair.member();
    let (environment, folder) = (member.environment.as_str(), folder(&member.file));
    match () {
        () if !known.contains(&(environment, "")) => Group::Environment(environment),
        () if !known.contains(&(environment, folder)) => Group::Folder(environment, folder),
        () => Group::Alone(pair.changes.first().map_or(0, |change| change.id)),
    }
}

/// Says what is new, what others come for first.
fn new<'a>(cx: &mut Cx<'a>, group: Group<'a>, pairs: &[&'a Pair<'a>]) {
    let Some(lead) = pairs.iter().find(|pair| MAIN.contains(&pair.kind())).or(pairs.first()) else { return };
    let others: Vec<&&Pair<'_>> = pairs.iter().filter(|pair| !std::ptr::eq(**pair, *lead)).collect();
    let changes = lead.changes.iter().chain(others.iter().flat_map(|pair| &pair.changes));
    let Some(hit) = cx.hit_all(ADDED, changes) else { return };
    let title = format!("`{}` is", lead.member().object.title());
    match (group, others.len()) {
        (_, 0) => hit.with("subject", title).with("beside", ""),
        (Group::Environment(name), more) => hit
            .with(
                "subject",
                if name.is_empty() { "everything is".into() } else { format!("environment `{name}` is") },
            )
            .with("beside", format!(", with {} objects", more + 1)),
        (_, _) => {
            let names: Vec<String> = others.iter().map(|pair| pair.member().object.title()).collect();
            hit.with("subject", title).with("beside", format!(", with {}", super::impact::named(&names)))
        }
    };
}

/// For each entry of a blueprint that has another key, the worst of what rows say of objects named after it.
fn leaders<'a>(cx: &Cx<'a>) -> BTreeMap<(&'a str, &'a str), usize> {
    let mut found: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for pair in cx.pairs {
        let Some((entry, at)) = pair.entry.as_ref().and_then(|entry| Some((entry, of_name(cx, pair)?)))
        else {
            continue;
        };
        let key = (pair.member().environment.as_str(), entry.as_str());
        let worst = found.entry(key).or_insert(at);
        let severity = |at: usize| cx.hits[at].severity.unwrap_or(cx.hits[at].row.severity);
        if severity(at) > severity(*worst) {
            *worst = at;
        }
    }
    found
}

/// The worst of the hits that explain the new name of an object, the first of equals.
fn of_name(cx: &Cx<'_>, pair: &Pair<'_>) -> Option<usize> {
    let named: Vec<usize> = ["metadata/name", "metadata/namespace"]
        .into_iter()
        .flat_map(|path| pair.at(path))
        .map(|change| change.id)
        .collect();
    let severity = |hit: &super::Hit| hit.severity.unwrap_or(hit.row.severity);
    let hits = cx.hits.iter().enumerate();
    hits.filter(|(_, hit)| hit.changes.iter().any(|id| named.contains(id)))
        .max_by_key(|(at, hit)| (severity(hit), std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

fn row(pair: &Pair<'_>, change: &Change<'_>) -> &'static str {
    if pair.is_added() {
        return ADDED;
    }
    if pair.is_removed() {
        return REMOVED;
    }
    if pair.renamed {
        return "any-renamed";
    }
    let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
    match parts.as_slice() {
        ["metadata", "labels" | "annotations", ..] => "IMP-K51",
        ["spec", "template", ..] if WORKLOADS.contains(&pair.kind()) => "any-pods",
        _ => "any-value",
    }
}
