//! IMP-K42 to IMP-K45: what is in a ConfigMap or Secret, and who notices that it changes.

use super::reader::{Way, readers, titled};
use crate::diff::{Change, Cx, Effect, Pair, Part};
use crate::object::Node;
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.both().is_none() {
        return;
    }
    let data = |change: &&Change<'_>| {
        change.path.0.first().is_some_and(|part| matches!(part.text(), "data" | "binaryData" | "stringData"))
    };
    let changes: Vec<&Change<'_>> = pair.changes.iter().filter(data).collect();
    if pair.was("immutable").and_then(Node::as_bool) == Some(true) {
        let flag =
            pair.at("immutable").filter(|_| pair.is("immutable").and_then(Node::as_bool) != Some(true));
        let flag: Vec<&Change<'_>> = flag.collect();
        let what = match (flag.is_empty(), changes.is_empty()) {
            (false, false) => "neither that nor what is in it ever changes",
            (false, true) => "that is so for good",
            _ => "what is in it never changes",
        };
        if let Some(hit) = cx.hit_all("IMP-K45", flag.into_iter().chain(changes)) {
            hit.with("what", what);
        }
        return;
    }
    if changes.is_empty() {
        return;
    }
    let keys = keys(&changes);
    let found = readers(cx, pair, &keys);
    if found.is_empty() {
        return unread(cx, pair, &changes, &keys);
    }
    for (way, id) in [(Way::Files, "IMP-K42"), (Way::Variables, "IMP-K43"), (Way::SubPath, "IMP-K44")] {
        let who: Vec<&&Pair<'_>> =
            found.iter().filter(|(_, ways)| ways.contains(&way)).map(|(pair, _)| pair).collect();
        if who.is_empty() {
            continue;
        }
        let Some(hit) = cx.hit_all(id, changes.iter().copied()) else { continue };
        hit.with("who", who.iter().map(|pair| titled(pair)).collect::<Vec<_>>().join(", "));
        hit.with("keys", shown(&keys));
        let names = who.iter().map(|pair| format!("{}/{}", pair.kind().to_lowercase(), pair.name()));
        let namespace = pair.member().object.namespace.as_ref().map(|name| format!(" --namespace {name}"));
        hit.with("workloads", names.collect::<Vec<_>>().join(" ") + &namespace.unwrap_or_default());
        if way == Way::Files {
            hit.effects(&[Effect::InPlace]);
        }
    }
}

/// Nobody keeps old values: those who read it restart with this very change, or nobody is to be seen who does.
fn unread<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, changes: &[&Change<'_>], keys: &BTreeSet<&str>) {
    let Some(member) = pair.after else { return };
    let users: Vec<String> = cx
        .naming(&member.object)
        .filter_map(|other| other.after)
        .filter(|other| super::reader::reads(other, member))
        .map(|other| format!("`{}`", other.object.title()))
        .collect();
    if let Some(hit) = cx.hit_all("any-config", changes.iter().copied()) {
        hit.with("keys", shown(keys));
        let who = match users.as_slice() {
            [] => "no workload of the output reads it, though an operator may".to_owned(),
            users => format!(
                "{} reads it, whose pods are replaced by something else or made anew each time",
                users.join(" and ")
            ),
        };
        hit.with("who", who);
    }
}

/// The keys that differ.
fn keys<'c>(changes: &[&'c Change<'_>]) -> BTreeSet<&'c str> {
    let mut keys = BTreeSet::new();
    for change in changes {
        match change.path.0.get(1).map(Part::text) {
            Some(key) => _ = keys.insert(key),
            // The whole of it came or went.
            None => keys.extend(
                [change.before, change.after]
                    .into_iter()
                    .flatten()
                    .filter_map(Node::as_map)
                    .flat_map(|map| map.entries.iter().map(|entry| entry.key.text.as_str())),
            ),
        }
    }
    keys
}

fn shown(keys: &BTreeSet<&str>) -> String {
    let named: Vec<String> = keys.iter().take(3).map(|key| format!("`{key}`")).collect();
    match keys.len() {
        0..=3 => named.join(", "),
        more => format!("{} and {} more", named.join(", "), more - 3),
    }
}
