//! IMP-K11 to IMP-K15: what a changed template does to the pods of a StatefulSet.

use super::field::differs;
use super::{pods, selector, strategy};
use crate::diff::{Change, Cx, Effect, Kind, Pair, Part, Pattern};
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    ordinals(cx, pair);
    let Some((_, new)) = pair.both() else { return };
    let selector = pair.at("spec/selector/**").next().is_some();
    let labels = Pattern::new("spec/template/metadata/labels/**");
    let changes = pair.at("spec/template/**").filter(|change| !(selector && labels.matches(&change.path)));
    let changes: Vec<&Change<'_>> = changes.collect();
    // Labels the selector does not ask for make the API server refuse the object: no pod notices.
    if changes.is_empty() || selector::mismatch(new).is_some() || strategy::is_refused(pair) {
        return;
    }
    let name = pair.name();
    let all = pods::ordinals(new);
    if pods::replicas(new) == 0 {
        return;
    }
    let on_delete = pods::text(&new.node, "spec/updateStrategy/type").as_deref() == Some("OnDelete");
    let partition = partition(new);
    if on_delete {
        if let Some(hit) = cx.hit_all("IMP-K12", changes) {
            hit.with("kind", "StatefulSet").with("pods", pods::named(name, &all));
        }
        return;
    }
    if partition > all.start {
        let reached = partition.min(all.end)..all.end;
        if let Some(hit) = cx.hit_all("IMP-K13", changes.iter().copied()) {
            hit.with("partition", partition);
            if reached.is_empty() {
                hit.with("reached", "no pod at all");
            } else {
                hit.with("reached", format!("only {}", pods::named(name, &reached)));
                hit.effects(&[Effect::Rolling, Effect::Ignored]);
            }
        }
    } else if let Some(hit) = cx.hit_all("IMP-K11", rolling(&changes)) {
        let at_once = pods::text(&new.node, "spec/updateStrategy/rollingUpdate/maxUnavailable");
        let order = match at_once.filter(|text| text != "1") {
            _ if pods::staying(pair, new) == 1 => "restarts".to_owned(),
            Some(text) => format!(
                "restart from the highest ordinal down, {text} at a time where the API server has that turned on, else one"
            ),
            None => "restart one after another, the highest ordinal first".to_owned(),
        };
        hit.with("pods", pods::count(pods::staying(pair, new)))
            .with("order", order)
            .with("what", cause(&changes));
    }
    probe(cx, new, &changes);
}

/// What restarts pods for its own sake; a hash of configuration is said with the configuration.
pub(super) fn rolling<'c, 'a>(changes: &[&'c Change<'a>]) -> Vec<&'c Change<'a>> {
    changes.iter().copied().filter(|change| !super::config_hash::is_sign(change)).collect()
}

fn partition(object: &Object) -> i64 {
    let node = object.at("spec/updateStrategy/rollingUpdate/partition");
    node.and_then(Node::as_int).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

/// The reason in a few words: the image, else the path.
pub(super) fn cause(changes: &[&Change<'_>]) -> String {
    let one = |change: &Change<'_>| -> String {
        let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
        match (parts.as_slice(), change.texts()) {
            ([.., container, "image"], Some((before, after))) => {
                format!("the image of `{container}` changes from `{before}` to `{after}`")
            }
            _ => format!("`{}` {}", change.path, how(change.kind)),
        }
    };
    let changes = rolling(changes);
    let image = changes.iter().find(|change| change.path.last() == "image");
    let Some(first) = image.or(changes.first()) else { return String::new() };
    match changes.len() - 1 {
        0 => one(first),
        1 => format!("{}, and one thing more", one(first)),
        more => format!("{}, and {more} things more", one(first)),
    }
}

fn how(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "is new",
        Kind::Removed => "is gone",
        Kind::Changed => "changes",
        Kind::Reordered => "is in another order",
    }
}

fn probe(cx: &mut Cx<'_>, new: &Object, changes: &[&Change<'_>]) {
    if pods::text(&new.node, "spec/podManagementPolicy").as_deref() == Some("Parallel") {
        return;
    }
    let probes = changes.iter().filter(|change| {
        change.kind != Kind::Removed && change.path.0.iter().any(|part| part.text() == "readinessProbe")
    });
    if let Some(hit) = cx.hit_all("IMP-K14", probes.copied()) {
        hit.with("last", pods::ordinals(new).end - 1);
    }
}

fn ordinals<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(field), Some((old, new))) = (differs(pair, "spec/ordinals/start", "0"), pair.both()) else {
        return;
    };
    let (was, is) = (pods::ordinals(old), pods::ordinals(new));
    let name = pair.name();
    // Numbers both have stay.
    let (gone, come) = if is.start > was.start {
        (was.start..was.end.min(is.start), was.end.max(is.start)..is.end)
    } else {
        (was.start.max(is.end)..was.end, is.start..is.end.min(was.start))
    };
    let claims = pods::claimed(new, &come).map(|claims| format!(" with volumes that are empty: {claims}"));
    let Some(hit) = cx.hit_all("IMP-K15", field.changes) else { return };
    hit.with("before", was.start).with("after", is.start);
    hit.with("gone", pods::named(name, &gone)).with("come", pods::named(name, &come));
    hit.with("claims", claims.unwrap_or_default());
}
