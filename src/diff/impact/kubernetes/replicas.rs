//! IMP-K07, IMP-K08, IMP-K09, IMP-K59: more or fewer pods of a StatefulSet or Deployment.

use super::field::{Field, differs};
use super::pods;
use crate::diff::{Cx, Effect, Pair, Severity};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(field) = differs(pair, "spec/replicas", "1") else { return };
    let (Some((before, after)), Some((old, new))) = (field.numbers(), pair.both()) else { return };
    if pair.kind() != "StatefulSet" {
        return alike(cx, pair, &field, (before, after));
    }
    let name = pair.name();
    let first = pods::start(new);
    let deletes = pods::text(&new.node, "spec/persistentVolumeClaimRetentionPolicy/whenScaled").as_deref()
        == Some("Delete");
    let scaler = scaler(cx, pair);
    let (id, moved, claims) = if after > before {
        let come = first + before..first + after;
        let claims = pods::claimed(new, &come).map(|claims| format!("; new volumes: {claims}"));
        ("IMP-K07", come, claims)
    } else {
        let go = pods::start(old) + after..pods::start(old) + before;
        let claims = pods::claimed(old, &go);
        if deletes && claims.is_some() {
            ("IMP-K09", go, claims.map(|claims| format!(": {claims}")))
        } else {
            ("IMP-K08", go, claims.map(|claims| format!("; what they keep stays: {claims}")))
        }
    };
    let policy = pair.at("spec/persistentVolumeClaimRetentionPolicy/**").filter(|_| id == "IMP-K09");
    let Some(hit) = cx.hit_all(id, field.changes.into_iter().chain(policy)) else { return };
    hit.with("before", before).with("after", after).with("pods", pods::named(name, &moved));
    hit.with("claims", claims.unwrap_or_default());
    hit.with("stop", if before - after == 1 { "stops" } else { "stop" });
    if id == "IMP-K08" && after == 0 {
        hit.note("no pod is left");
    }
    scaler.into_iter().for_each(|scaler| _ = hit.note(by_itself(scaler)));
}

/// Pods that are all the same.
fn alike<'a>(cx: &mut Cx<'a>, pair: &Pair<'a>, field: &Field<'a>, (before, after): (i64, i64)) {
    let scaler = scaler(cx, pair);
    let Some(hit) = cx.hit_all("IMP-K59", field.changes.iter().copied()) else { return };
    hit.with("before", before).with("after", pods::count(after));
    let (count, one) = ((after - before).abs(), (after - before).abs() == 1);
    hit.with(
        "moved",
        match (after > before, after) {
            (true, _) if before == 0 => "they start".to_owned(),
            (true, _) if one => "1 new one comes, those that run stay".to_owned(),
            (true, _) => format!("{count} new ones come, those that run stay"),
            (_, 0) => "all of them stop, and nobody is left".to_owned(),
            (..) if one => "1 of them stops".to_owned(),
            _ => format!("{count} of them stop at once"),
        },
    );
    if after == 0 {
        hit.effects(&[Effect::InPlace, Effect::Client]).severity(Severity::High);
    } else if after < before {
        hit.severity(Severity::Medium);
    }
    scaler.into_iter().for_each(|scaler| _ = hit.note(by_itself(scaler)));
}

fn by_itself(scaler: &str) -> String {
    format!(
        "HorizontalPodAutoscaler `{scaler}` sets the number by itself: what is written here holds until it looks again"
    )
}

/// The autoscaler that sets the number of this object's pods.
fn scaler<'a>(cx: &Cx<'a>, pair: &Pair<'_>) -> Option<&'a str> {
    let member = pair.after?;
    let found = cx.after.of_kind("HorizontalPodAutoscaler").find(|scaler| {
        let is = |path, wanted: &str| scaler.object.at(path).and_then(|node| node.as_str()) == Some(wanted);
        scaler.is_beside(member)
            && scaler.object.namespace == member.object.namespace
            && is("spec/scaleTargetRef/kind", pair.kind())
            && is("spec/scaleTargetRef/name", pair.name())
    });
    found.map(|scaler| scaler.object.name.as_str())
}
