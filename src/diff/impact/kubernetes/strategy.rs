//! IMP-K21, IMP-K53: a workload whose pods will be replaced in another way.

use super::field::differs;
use super::pods;
use crate::diff::{Cx, Effect, Pair, Severity};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.kind() == "StatefulSet" {
        return refused(cx, pair);
    }
    let Some(field) = differs(pair, "spec/strategy/type", "RollingUpdate") else { return };
    let (true, Some((_, new))) = (field.after == "Recreate", pair.both()) else { return };
    let template = pair.at("spec/template/**").next().is_some();
    // What nobody wrote the API server filled in, and nobody takes it away again.
    let filled = pair.was("spec/strategy/rollingUpdate").is_none();
    let with = pair.at("spec/template/**").filter(|change| !super::config_hash::is_sign(change));
    let Some(hit) = cx.hit_all("IMP-K21", field.changes.into_iter().chain(with)) else { return };
    let mut effects = vec![Effect::Recreate, Effect::ArmedClient];
    if template {
        hit.with("now", format!(", {} with this very change", pods::count(pods::replicas(new))));
        hit.severity(Severity::High);
        effects = vec![Effect::Recreate, Effect::Client];
    } else {
        hit.with("now", "; this change by itself stops none");
    }
    if filled {
        effects.push(Effect::Rejected);
        hit.with(
            "remedy",
            "keep `RollingUpdate` where clients must not notice; where it is applied on the server side, take \
             `rollingUpdate` away in the same step once, with `kubectl patch --type=merge`",
        );
    } else {
        hit.decided().with("remedy", "keep `RollingUpdate` where clients must not notice");
    }
    hit.effects(&effects);
}

/// Whether a StatefulSet asks for `OnDelete` while what the API server filled in for `RollingUpdate` stays.
pub(super) fn is_refused(pair: &Pair<'_>) -> bool {
    let before = pair.was("spec/updateStrategy/type");
    let after = pair.is("spec/updateStrategy").and_then(|node| pods::text(node, "type"));
    pair.before.is_some() && before.is_none() && after.as_deref() == Some("OnDelete")
}

fn refused<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if !is_refused(pair) {
        return;
    }
    let changes = pair.at("spec/updateStrategy/**").chain(pair.at("spec/template/**"));
    cx.hit_all("IMP-K53", changes);
}
