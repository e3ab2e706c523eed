//! IMP-K60: what a CronJob does from its next run on.

use super::pods::text;
use crate::diff::{Change, Cx, Pair, Part, Severity};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let changes: Vec<&Change<'_>> = pair.at("spec/**").collect();
    let read = |path: &str| (text(&old.node, path), text(&new.node, path));
    let mut said = Vec::new();
    let (was, is) = read("spec/suspend");
    let stops = is.as_deref() == Some("true") && was.as_deref() != Some("true");
    if stops {
        said.push("starts no run any more (`suspend: true`)".to_owned());
    } else if was.as_deref() == Some("true") && is.as_deref() != Some("true") {
        said.push("starts runs again, for one that was missed at once too where its `startingDeadlineSeconds` allows".into());
    }
    let zone = read("spec/timeZone");
    if let (Some(was), Some(is)) = read("spec/schedule") {
        if was != is {
            said.push(format!("starts at `{is}` instead of `{was}`"));
        } else if zone.0 != zone.1 {
            said.push(format!("reads `{is}` as a time of another zone"));
        }
    }
    let known = ["suspend", "schedule", "timeZone"];
    let rest: Vec<&Change<'_>> = changes
        .iter()
        .copied()
        .filter(|change| !change.path.0.get(1).is_some_and(|part: &Part| known.contains(&part.text())))
        .collect();
    match rest.as_slice() {
        [] => {}
        [one] => said.push(format!("takes another `{}` from its next run on", one.path)),
        [one, more @ ..] => said.push(format!(
            "takes another `{}` and {} from its next run on",
            one.path,
            if more.len() == 1 { "one thing more".to_owned() } else { format!("{} things more", more.len()) }
        )),
    }
    if said.is_empty() {
        return;
    }
    if let Some(hit) = cx.hit_all("IMP-K60", changes) {
        hit.with("what", crate::diff::impact::listing::joined(&said));
        if stops {
            hit.severity(Severity::Medium);
        }
    }
}
