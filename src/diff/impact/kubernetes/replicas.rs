//! IMP-K07, IMP-K08, IMP-K09: more or fewer pods of a StatefulSet.

use super::field::differs;
use super::pods;
use crate::diff::{Cx, Pair};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(field) = differs(pair, "spec/replicas", "1") else { return };
    let (Some((before, after)), Some((old, new))) = (field.numbers(), pair.both()) else { return };
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
    if let Some(scaler) = scaler {
        hit.note(format!(
            "HorizontalPodAutoscaler `{scaler}` sets the number by itself: what is written here holds until it looks again"
        ));
    }
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
