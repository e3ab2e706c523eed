use crate::diff::Effect;
use crate::diff::change::Subject;
use crate::diff::finding::Finding;
use std::collections::BTreeMap;

/// Rows after which Strimzi keeps the storage a node pool has, with everything else that changes in it.
const STORAGE_KEPT: [&str; 4] = ["IMP-S07", "IMP-S08", "IMP-S09", "IMP-S17"];

/// The row that says it of an edit beside such a one.
const STORAGE_SIBLING: &str = "IMP-S10";

/// Rows that keep an operator from looking at an object at all.
const UNSEEN: [&str; 2] = ["IMP-S04", "IMP-T21"];

/// Marks what does not take hold because of something else in the same object.
pub(in crate::diff) fn stop(findings: &mut [Finding]) {
    let mut of: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        // The parts of a platform are applied one by one, by whoever does it.
        if matches!(finding.subject, Subject::Pair(_)) {
            of.entry(finding.subject).or_default().push(at);
        }
    }
    for members in of.values().filter(|members| members.len() > 1) {
        let refused = members.iter().copied().find(|at| {
            let finding = &findings[*at];
            finding.effects == [Effect::Rejected] && finding.depends.is_none()
        });
        if let Some(by) = refused {
            let why = format!("the API server refuses the whole object ({})", findings[by].row.id);
            mark(findings, members, &why, |finding| !finding.effects.contains(&Effect::Rejected));
            continue;
        }
        if let Some(by) = members.iter().copied().find(|at| UNSEEN.contains(&findings[*at].row.id)) {
            let why = format!("the operator leaves the object alone ({})", findings[by].row.id);
            mark(findings, members, &why, |finding| !UNSEEN.contains(&finding.row.id));
            continue;
        }
        if let Some(by) = members.iter().copied().find(|at| STORAGE_KEPT.contains(&findings[*at].row.id)) {
            let why =
                format!("Strimzi keeps the storage of the whole pool as it is ({})", findings[by].row.id);
            mark(findings, members, &why, |finding| {
                let storage = |path: &str| path.starts_with("spec.storage");
                !STORAGE_KEPT.contains(&finding.row.id)
                    && finding.row.id != STORAGE_SIBLING
                    && !finding.changes.is_empty()
                    && finding.changes.iter().all(|change| storage(&change.path))
            });
        }
    }
}

fn mark(findings: &mut [Finding], members: &[usize], why: &str, which: impl Fn(&Finding) -> bool) {
    for at in members {
        if which(&findings[*at]) {
            findings[*at].stopped = Some(why.to_owned());
        }
    }
}
