//! SARIF 2.1.0, for code scanning. Shape: OASIS, sarif-v2.1.0-errata01.

use super::words::{effect, title, values};
use crate::diff::{Finding, Outcome, Row, Severity};
use crate::report::sarif::{document, location};
use serde_json::{Map, Value, json};

/// The key of our fingerprints; it changes when what they follow from does.
const FINGERPRINT: &str = "streamwright/diff/v1";

pub(super) fn render(outcome: &Outcome) -> String {
    let mut rows: Vec<&'static Row> = outcome.findings.iter().map(|finding| finding.row).collect();
    rows.sort_by_key(|row| row.id);
    rows.dedup_by_key(|row| row.id);
    let results: Vec<Value> =
        outcome.findings.iter().map(|finding| result(outcome, &rows, finding)).collect();
    document("streamwright diff", rows.iter().map(|row| rule(row)).collect(), results)
}

fn rule(row: &Row) -> Value {
    let effects: Vec<&str> = row.effects.iter().map(|it| effect(*it)).collect();
    json!({
        "id": row.id,
        "shortDescription": { "text": effects.join(", ") },
        "fullDescription": { "text": row.what },
        "defaultConfiguration": { "level": level(row.severity) },
    })
}

fn result(outcome: &Outcome, rows: &[&'static Row], finding: &Finding) -> Value {
    let mut text = format!("{}: {}", title(&finding.resource), finding.what);
    for shown in finding.changes.iter().filter(|shown| !shown.path.is_empty()) {
        text.push_str(&format!("\n{}: {}", shown.path, values(shown)));
    }
    if let Some(remedy) = &finding.remedy {
        text.push_str(&format!("\n{remedy}"));
    }
    let after = finding.changes.iter().find_map(|shown| shown.at_after);
    let before = finding.changes.iter().find_map(|shown| shown.at_before);
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(finding.row.id));
    result.insert("ruleIndex".into(), json!(rows.iter().position(|row| row.id == finding.row.id)));
    result.insert("level".into(), json!(level(finding.severity)));
    result.insert("message".into(), json!({ "text": text }));
    let place = after.or(before).map(|span| location(&outcome.sources, span));
    let logical = json!([{ "fullyQualifiedName": title(&finding.resource), "kind": "resource" }]);
    let mut place = place.unwrap_or_else(|| json!({}));
    place["logicalLocations"] = logical;
    result.insert("locations".into(), json!([place]));
    if let (Some(_), Some(before)) = (after, before) {
        let mut related = location(&outcome.sources, before);
        related["message"] = json!({ "text": "as it was" });
        result.insert("relatedLocations".into(), json!([related]));
    }
    if let Some(by) = &finding.acknowledged {
        result.insert("suppressions".into(), json!([{ "kind": "external", "justification": by.reason }]));
    }
    result.insert("partialFingerprints".into(), json!({ FINGERPRINT: finding.fingerprint }));
    Value::Object(result)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::None => "note",
    }
}
