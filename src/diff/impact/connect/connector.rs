//! IMP-C07 to C10: connectors.

use crate::diff::impact::listing::joined;
use crate::diff::impact::touching::touching;
use crate::diff::side::Member;
use crate::diff::{Change, Cx, Pair, Part};
use crate::lint::view;
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    match (pair.before, pair.after) {
        (Some(before), Some(_)) if pair.renamed => removed(cx, pair, before),
        (Some(before), Some(_)) => changed(cx, pair, before),
        (Some(before), None) => removed(cx, pair, before),
        _ => {}
    }
}

fn class(object: &Object) -> &str {
    object.at("spec/class").and_then(Node::as_str).unwrap_or("no class")
}

/// Whether it reads topics, by its class or by the topics it names.
fn is_sink(object: &Object) -> bool {
    let config = object.at("spec/config");
    let topics =
        ["topics", "topics.regex"].iter().any(|key| config.and_then(|config| config.get(key)).is_some());
    topics && !class(object).contains("Source") || class(object).contains("Sink")
}

fn changed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member) {
    let class_changes = touching(pair, &["spec", "class"]);
    if let Some(hit) = cx.hit_all("IMP-C10", class_changes) {
        let (old, new) = (class(&before.object), class(&pair.member().object));
        hit.with("before", format!("`{old}`")).with("after", format!("`{new}`"));
    }
    let rest = |change: &&Change<'a>| {
        let key = change.path.0.get(1).map(Part::text);
        change.path.0.first().map(Part::text) == Some("spec") && key != Some("class")
    };
    let changes: Vec<&Change<'a>> = pair.changes.iter().filter(rest).collect();
    let what: Vec<String> = changes.iter().map(|change| said(change)).collect();
    let state = pair.is("spec/state").and_then(Node::as_str);
    let stops = changes.iter().any(|change| change.path.last() == "state");
    if let Some(hit) = cx.hit_all("IMP-C07", changes) {
        hit.with("what", joined(&what));
        let then = match state.filter(|_| stops) {
            Some("stopped") => "; from now on it has no tasks and does nothing",
            Some("paused") => "; from now on its tasks wait",
            _ => "",
        };
        hit.with("then", then);
    }
}

/// `tasksMax` 4 instead of 2; what may hold a secret is not shown.
fn said(change: &Change<'_>) -> String {
    let path: Vec<&str> = change.path.0.iter().skip(1).map(Part::text).collect();
    let key = change.path.last();
    let value = |node: Option<&Node>| match node.and_then(view::config_text) {
        Some(_) if crate::facts::secrets::is_secret_key(key) => "another secret".to_owned(),
        Some(text) => format!("`{text}`"),
        None if node.is_some() => "lines".into(),
        None => "nothing".into(),
    };
    format!("`{}` {} instead of {}", path.join("."), value(change.after), value(change.before))
}

fn removed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member) {
    let Some(change) = pair.changes.first() else { return };
    let Some(cluster) = view::cluster_of(&before.object) else { return };
    let connects = |side: &'a crate::diff::Side| {
        side.of_kind("KafkaConnect").any(|member| member.object.name == cluster && member.is_beside(before))
    };
    // What belongs to workers that go, goes with them.
    if connects(cx.before) && !connects(cx.after) {
        return;
    }
    let other = || {
        cx.pairs.iter().find(|other| {
            let member = other.member();
            let alike = match (member.object.at("spec"), before.object.at("spec")) {
                (Some(new), Some(old)) => crate::diff::compare::same(new, old),
                _ => false,
            };
            other.is_added()
                && other.kind() == "KafkaConnector"
                && member.is_beside(before)
                && view::cluster_of(&member.object) == Some(cluster)
                && alike
        })
    };
    let twin = if pair.renamed { Some(pair) } else { other() };
    let (name, sink) = (before.object.name.as_str(), is_sink(&before.object));
    let Some(twin) = twin else {
        let stops = if sink {
            format!(
                "nothing leaves its topics that way any more; its offsets (group `connect-{name}`) stay for as long as Kafka keeps them"
            )
        } else {
            "nothing comes in that way any more; its offsets stay in the offset topic".to_owned()
        };
        let hit = cx.hit("IMP-C08", change);
        hit.with("class", format!("`{}`", class(&before.object)))
            .with("cluster", cluster)
            .with("stops", stops);
        return;
    };
    let new = twin.name();
    if new == name {
        // Its offsets are kept by its name, wherever its resource is.
        return;
    }
    let keyed = if sink {
        format!(
            "it reads as group `connect-{new}` instead of `connect-{name}`, finds no offsets, and reads its topics again from where `auto.offset.reset` says"
        )
    } else {
        "its offsets are kept by its name, so it finds none and starts over, which writes everything again"
            .to_owned()
    };
    let hit = cx.hit("IMP-C09", change);
    twin.changes.iter().for_each(|change| _ = hit.and(change));
    hit.with("before", name).with("after", new).with("keyed", keyed);
}
