use crate::diff::Effect;
use crate::diff::finding::Finding;
use crate::diff::outcome::{Step, WayBack};

/// Effects after which nothing goes on by itself.
const WAITS: [Effect; 4] = [Effect::Manual, Effect::Rejected, Effect::Ignored, Effect::Stalled];

/// What a person has to do, the worst first.
pub(in crate::diff) fn steps(findings: &[Finding]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let waits = WAITS.iter().any(|effect| finding.has(*effect));
        let Some(remedy) = finding.remedy.as_ref().filter(|_| waits) else { continue };
        // Ten topics with one mistake are mended in one go.
        if !steps.iter().any(|step| step.text == *remedy) {
            steps.push(Step { text: remedy.clone(), finding: at });
        }
    }
    steps
}

/// What applying the side before again does not undo.
pub(in crate::diff) fn way_back(findings: &[Finding]) -> WayBack {
    let closes =
        |finding: &Finding| [Effect::OneWay, Effect::DataLoss].into_iter().any(|effect| finding.has(effect));
    let closed_by = findings.iter().enumerate().filter(|(_, finding)| closes(finding)).map(|(at, _)| at);
    WayBack { closed_by: closed_by.collect() }
}
