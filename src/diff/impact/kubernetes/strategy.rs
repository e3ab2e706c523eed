//! IMP-K21: a Deployment whose pods will all stop at once.

use super::field::differs;
use super::pods;
use crate::diff::{Cx, Effect, Pair, Severity};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(field) = differs(pair, "spec/strategy/type", "RollingUpdate") else { return };
    let (true, Some((_, new))) = (field.after == "Recreate", pair.both()) else { return };
    let template = pair.at("spec/template/**").next().is_some();
    let Some(hit) = cx.hit_all("IMP-K21", field.changes) else { return };
    if template {
        hit.with("now", format!(", {} of them with this very change", pods::replicas(new)));
        hit.effects(&[Effect::Recreate, Effect::Client]).severity(Severity::High);
    } else {
        hit.with("now", "; this change by itself stops none");
    }
}
