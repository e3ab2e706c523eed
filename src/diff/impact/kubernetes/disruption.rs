//! IMP-K49: a PodDisruptionBudget that lets no pod go.

use super::pods;
use crate::diff::scalar;
use crate::diff::{Change, Cx, Member, Side};
use crate::lint::view::{pod, selects};
use crate::object::Node;

pub(super) fn check(cx: &mut Cx<'_>) {
    let pairs = cx.pairs;
    for pair in cx.of_kind("PodDisruptionBudget") {
        let Some(after) = pair.after else { continue };
        let Some((why, remedy)) = blocks(cx.after, after) else { continue };
        if pair.before.is_some_and(|before| blocks(cx.before, before).is_some()) {
            continue;
        }
        let own: Vec<&Change<'_>> =
            pair.at("spec/**").chain(pair.changes.iter().filter(|c| c.path.0.is_empty())).collect();
        let hit = if own.is_empty() {
            // The budget stays, and there are fewer pods.
            let meant = pairs.iter().filter(|other| other.after.is_some_and(|member| covers(after, member)));
            if meant.clone().all(|other| other.changes.is_empty()) {
                continue;
            }
            Some(cx.note("IMP-K49", pair))
        } else {
            cx.hit_all("IMP-K49", own)
        };
        if let Some(hit) = hit {
            hit.with("why", why).with("remedy", remedy);
        }
    }
}

/// Why no pod may be evicted, and what to write; `None` where one may.
fn blocks(side: &Side, budget: &Member) -> Option<(String, String)> {
    let text = |key: &str| budget.object.at("spec").and_then(|spec| scalar::text(spec.get(key)?));
    let one = "write `maxUnavailable: 1`".to_owned();
    if let Some(most) = text("maxUnavailable").filter(|text| matches!(text.as_str(), "0" | "0%")) {
        return Some((format!("`maxUnavailable` is {most}"), one));
    }
    let least = text("minAvailable")?;
    if least == "100%" {
        return Some(("`minAvailable` is 100%".into(), one));
    }
    let pods: i64 =
        side.members.iter().filter(|member| covers(budget, member)).map(|m| pods::replicas(&m.object)).sum();
    if pods == 0 {
        return None;
    }
    let wanted = match least.strip_suffix('%') {
        // Rounded up, as the controller does.
        Some(percent) => (percent.parse::<i64>().ok()?.checked_mul(pods)? + 99) / 100,
        None => least.parse().ok()?,
    };
    let remedy = if pods == 1 {
        "run two pods at least, or take the budget out: a single pod cannot be kept and moved".to_owned()
    } else {
        format!("{one}, or at most `minAvailable: {}`", pods - 1)
    };
    (wanted >= pods).then(|| (format!("`minAvailable` is {least} and there {}", are(pods)), remedy))
}

fn are(pods: i64) -> String {
    if pods == 1 { "is 1 pod".into() } else { format!("are {pods} pods") }
}

/// Whether a budget is for the pods of a workload.
pub(super) fn covers(budget: &Member, member: &Member) -> bool {
    if !member.is_beside(budget)
        || member.object.namespace != budget.object.namespace
        || !matches!(member.object.gvk.kind.as_str(), "Deployment" | "StatefulSet" | "ReplicaSet")
    {
        return false;
    }
    let Some(wanted) =
        crate::lint::labels(budget.object.at("spec/selector/matchLabels")).filter(|l| !l.is_empty())
    else {
        return false;
    };
    if budget
        .object
        .at("spec/selector/matchExpressions")
        .and_then(Node::as_list)
        .is_some_and(|list| !list.is_empty())
    {
        return false;
    }
    pod(&member.object).and_then(|pod| pod.labels()).is_some_and(|have| selects(&wanted, &have))
}
