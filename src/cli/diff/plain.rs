//! An outcome as lines and as JSON.

use crate::diff::{Finding, Outcome};
use serde_json::{Value as Json, json};

pub(super) fn human(outcome: &Outcome) -> String {
    let mut out = format!("{} -> {}\n", outcome.labels[0], outcome.labels[1]);
    for finding in &outcome.findings {
        out += &format!("{}[{}]: {}\n", finding.severity.word(), finding.row.id, finding.what);
        for change in &finding.changes {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
            out += &format!("    {}: {} -> {}\n", change.path, value(&change.before), value(&change.after));
        }
        if let Some(remedy) = &finding.remedy {
            out += &format!("    {remedy}\n");
        }
    }
    out
}

pub(super) fn json(outcome: &Outcome) -> String {
    let findings: Vec<Json> = outcome.findings.iter().map(|finding| one(finding, outcome)).collect();
    format!("{:#}\n", json!({"before": outcome.labels[0], "after": outcome.labels[1], "findings": findings}))
}

fn one(finding: &Finding, outcome: &Outcome) -> Json {
    let effects: Vec<&str> = finding.effects.iter().map(|effect| effect.word()).collect();
    let changes: Vec<Json> = finding
        .changes
        .iter()
        .map(|change| {
            let place = |span: Option<_>| span.map(|span| outcome.sources.place(span));
            json!({
                "path": change.path,
                "before": change.before,
                "after": change.after,
                "at": [place(change.at_before), place(change.at_after)],
            })
        })
        .collect();
    json!({
        "row": finding.row.id,
        "severity": finding.severity.word(),
        "effects": effects,
        "what": finding.what,
        "remedy": finding.remedy,
        "resource": finding.resource.title(),
        "fingerprint": finding.fingerprint,
        "changes": changes,
    })
}
