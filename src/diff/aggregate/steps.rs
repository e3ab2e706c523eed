use crate::diff::finding::Finding;
use crate::diff::outcome::{Step, WayBack};
use crate::diff::{Effect, Severity};

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
    let needs =
        findings.iter().enumerate().filter(|(_, finding)| finding.stopped.is_none() && !closes(finding));
    let needs = needs.filter_map(|(at, finding)| Some((at, beyond_applying(finding)?)));
    WayBack { closed_by: closed_by.collect(), needs: needs.collect() }
}

/// What the side before does not bring back by itself.
fn beyond_applying(finding: &Finding) -> Option<&'static str> {
    let from_outside = finding.what.contains("loadbalancer")
        || finding.what.contains("load balancer")
        || finding.what.contains("nodeport");
    match finding.row.id {
        "any-added" if finding.resource.kind != "KafkaNodePool" => None,
        "IMP-S13" | "IMP-S21" | "any-added" => {
            Some("partitions that moved there have to be moved away before what is new can go again")
        }
        "IMP-K24" | "IMP-S53" => Some("a new load balancer gets a new address"),
        "IMP-K28" | "IMP-S47" | "IMP-S48" if from_outside => Some("a new load balancer gets a new address"),
        "IMP-T34" | "IMP-T35" | "IMP-T36" if finding.severity > Severity::Low => {
            Some("its password or certificate is made anew, and the old one stays refused")
        }
        "IMP-S36" => Some(
            "a cluster that is made again has other certificates and passwords, and only what disks were kept",
        ),
        _ => None,
    }
}
