//! IMP-K03, IMP-K05, IMP-K06, IMP-K37, IMP-K38, IMP-K46: single fields that never change, or not everywhere.

use super::field::{Field, differs};
use crate::diff::{Cx, Effect, Pair, Severity};

/// The first minor whose API server takes another `revisionHistoryLimit`.
const HISTORY_SINCE: u32 = 33;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let one = |cx: &mut Cx<'a>, id: &str, path: &str, default: &str| {
        if let Some(Field { before, after, changes }) = differs(pair, path, default)
            && let Some(hit) = cx.hit_all(id, changes)
        {
            let shown = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
            hit.with("before", shown(before)).with("after", shown(after));
        }
    };
    match pair.kind() {
        "StatefulSet" => {
            one(cx, "IMP-K03", "spec/serviceName", "");
            one(cx, "IMP-K05", "spec/podManagementPolicy", "OrderedReady");
            history(cx, pair);
        }
        "StorageClass" => {
            one(cx, "IMP-K37", "reclaimPolicy", "Delete");
            one(cx, "IMP-K38", "volumeBindingMode", "Immediate");
        }
        "Secret" => one(cx, "IMP-K46", "type", "Opaque"),
        _ => {}
    }
}

fn history<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(field) = differs(pair, "spec/revisionHistoryLimit", "10") else { return };
    let minor = super::api_version::minor(cx, pair);
    let Some(hit) = cx.hit_all("IMP-K06", field.changes) else { return };
    let (name, before, after) = (pair.name(), field.before, field.after);
    let kept =
        format!("StatefulSet `{name}` keeps {after} old revisions of its template, no longer {before}");
    match minor {
        Some(minor) if minor >= HISTORY_SINCE => {
            hit.decided().effects(&[Effect::InPlace]).with("verdict", kept);
        }
        Some(minor) if minor < HISTORY_SINCE - 1 => {
            let refused = format!(
                "the API server of Kubernetes 1.{minor} refuses another `revisionHistoryLimit` for StatefulSet `{name}`, \
                 here {before} to {after}; nothing else that changes in it takes hold either"
            );
            hit.decided().effects(&[Effect::Rejected]).severity(Severity::High).with("verdict", refused);
        }
        _ => {
            hit.with(
                "verdict",
                format!("{kept}; before Kubernetes 1.{HISTORY_SINCE} the API server refuses that"),
            );
        }
    }
}
