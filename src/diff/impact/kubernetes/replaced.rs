//! IMP-K54 to IMP-K58: what a changed template does to the pods of a Deployment, DaemonSet or ReplicaSet.

use super::{pods, rollout, selector};
use crate::diff::{Change, Cx, Effect, Pair, Severity};
use crate::object::Object;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((_, new)) = pair.both() else { return };
    let selector = pair.at("spec/selector/**").next().is_some();
    let changes: Vec<&Change<'_>> = rollout::rolling(&pair.at("spec/template/**").collect::<Vec<_>>());
    // Labels the selector does not ask for make the API server refuse the object: no pod notices.
    if changes.is_empty() || selector || selector::mismatch(new).is_some() {
        return;
    }
    let what = rollout::cause(&changes);
    match pair.kind() {
        "Deployment" => deployment(cx, pair, new, &changes, what),
        "DaemonSet" => daemon_set(cx, new, &changes, what),
        _ => _ = cx.hit_all("IMP-K58", changes),
    }
}

fn deployment<'a>(cx: &mut Cx<'a>, pair: &Pair<'a>, new: &Object, changes: &[&Change<'a>], what: String) {
    let all = pods::staying(pair, new);
    let changes = changes.iter().copied();
    if new.at("spec/paused").and_then(|node| node.as_bool()) == Some(true) {
        cx.hit_all("IMP-K56", changes);
        return;
    }
    if all == 0 {
        if let Some(hit) = cx.hit_all("IMP-K54", changes) {
            hit.with("pods", "no pod").with("order", "is there to be replaced").with("what", what);
            hit.effects(&[Effect::Noop]).severity(Severity::Low);
        }
        return;
    }
    if recreates(new) {
        // Where the strategy is new itself, IMP-K21 says so, of this very change.
        if pair.before.is_some_and(|old| recreates(&old.object))
            && let Some(hit) = cx.hit_all("IMP-K55", changes)
        {
            hit.with("pods", pods::count(all)).with("what", what);
            hit.with("stop", if all == 1 { "stops" } else { "stop" });
        }
        return;
    }
    let (surge, missing) = bounds(new, all);
    let Some(hit) = cx.hit_all("IMP-K54", changes) else { return };
    hit.with("pods", pods::count(all)).with("what", what).with("order", order(all, surge, missing));
    if missing >= all {
        hit.effects(&[Effect::Recreate, Effect::Client]);
    }
}

fn recreates(object: &Object) -> bool {
    pods::text(&object.node, "spec/strategy/type").as_deref() == Some("Recreate")
}

/// How many pods there may be beyond those wanted, and how many of these may be missing.
fn bounds(new: &Object, all: i64) -> (i64, i64) {
    let amount = |key: &str, up: bool| {
        let text = pods::text(&new.node, &format!("spec/strategy/rollingUpdate/{key}"));
        part(text.as_deref().unwrap_or("25%"), all, up)
    };
    match (amount("maxSurge", true), amount("maxUnavailable", false)) {
        // So that it can begin at all, one may be missing then.
        (0, 0) => (0, 1),
        found => found,
    }
}

/// A number, or a share of all.
fn part(text: &str, all: i64, up: bool) -> i64 {
    let share = text.strip_suffix('%').and_then(|share| share.parse::<i64>().ok());
    match share {
        Some(share) => (share.saturating_mul(all) + if up { 99 } else { 0 }) / 100,
        None => text.parse().unwrap_or_default(),
    }
}

fn order(all: i64, surge: i64, missing: i64) -> String {
    let more = match surge {
        0 => String::new(),
        more => format!(", with up to {more} more than that for a while"),
    };
    match (all, surge, missing) {
        (1, _, 0) => "is replaced by a new one, and stops once that one is ready".into(),
        (1, ..) => "stops before a new one is ready: for that long nobody is there".into(),
        (_, _, missing) if missing >= all => {
            "are replaced all at once: until new ones are ready nobody is there".into()
        }
        (_, 1, 0) => "are replaced one after another, each once its successor is ready".into(),
        (_, surge, 0) => format!("are replaced up to {surge} at a time, each once a successor is ready"),
        _ => format!("are replaced, {} of them ready all the while{more}", all - missing),
    }
}

fn daemon_set<'a>(cx: &mut Cx<'a>, new: &Object, changes: &[&Change<'a>], what: String) {
    let changes = changes.iter().copied();
    if pods::text(&new.node, "spec/updateStrategy/type").as_deref() == Some("OnDelete") {
        if let Some(hit) = cx.hit_all("IMP-K12", changes) {
            hit.with("kind", "DaemonSet").with("pods", "one node after another");
        }
        return;
    }
    let text = |key: &str| pods::text(&new.node, &format!("spec/updateStrategy/rollingUpdate/{key}"));
    let order = match (text("maxSurge").filter(|text| text != "0" && text != "0%"), text("maxUnavailable")) {
        (Some(surge), _) => format!("on {} at a time, each once its successor is ready", nodes(&surge)),
        (None, missing) => match missing.as_deref().unwrap_or("1") {
            "1" => "one node after another".to_owned(),
            missing => format!("on {} at a time", nodes(missing)),
        },
    };
    if let Some(hit) = cx.hit_all("IMP-K57", changes) {
        hit.with("order", order).with("what", what);
    }
}

fn nodes(text: &str) -> String {
    match text {
        "1" => "one node".into(),
        text if text.ends_with('%') => format!("{text} of the nodes"),
        text => format!("{text} nodes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_as_the_controller_rounds_them() {
        assert_eq!((part("25%", 2, true), part("25%", 2, false), part("3", 2, true)), (1, 0, 3));
        assert_eq!((part("50%", 3, true), part("50%", 3, false)), (2, 1));
    }

    #[test]
    fn an_order_says_who_is_missing() {
        assert!(order(2, 1, 0).contains("one after another"), "{}", order(2, 1, 0));
        assert!(order(8, 2, 2).contains("6 of them ready"), "{}", order(8, 2, 2));
        assert!(order(1, 0, 1).contains("nobody is there"), "{}", order(1, 0, 1));
        assert!(order(3, 0, 3).contains("all at once"), "{}", order(3, 0, 3));
    }
}
