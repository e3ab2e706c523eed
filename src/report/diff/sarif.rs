//! SARIF 2.1.0, for code scanning. Shape: OASIS, sarif-v2.1.0-errata01.

use super::words::{effect, title, values};
use crate::diff::{Finding, Outcome, Row, Severity};
use crate::report::escape::escape_controls;
use crate::report::sarif::uri;
use crate::source::Span;
use serde_json::{Map, Value, json};

/// The key of our fingerprints; it changes when what they follow from does.
const FINGERPRINT: &str = "streamwright/diff/v1";

pub(super) fn render(outcome: &Outcome) -> String {
    let mut rows: Vec<&'static Row> = outcome.findings.iter().map(|finding| finding.row).collect();
    rows.sort_by_key(|row| row.id);
    rows.dedup_by_key(|row| row.id);
    let results: Vec<Value> =
        outcome.findings.iter().map(|finding| result(outcome, &rows, finding)).collect();
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "streamwright diff",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rows.iter().map(|row| rule(row)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut out = escape_controls(&format!("{document:#}"));
    out.push('\n');
    out
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
    let location = after.or(before).map(|span| physical(outcome, span));
    let logical = json!([{ "fullyQualifiedName": title(&finding.resource), "kind": "resource" }]);
    let mut location = location.unwrap_or_else(|| json!({}));
    location["logicalLocations"] = logical;
    result.insert("locations".into(), json!([location]));
    if let (Some(_), Some(before)) = (after, before) {
        let mut related = physical(outcome, before);
        related["message"] = json!({ "text": "as it was" });
        result.insert("relatedLocations".into(), json!([related]));
    }
    if let Some(by) = &finding.acknowledged {
        result.insert("suppressions".into(), json!([{ "kind": "external", "justification": by.reason }]));
    }
    result.insert("partialFingerprints".into(), json!({ FINGERPRINT: finding.fingerprint }));
    Value::Object(result)
}

fn physical(outcome: &Outcome, span: Span) -> Value {
    let source = outcome.sources.get(span.source);
    let (start, end) = (source.position(span.range().start), source.position(span.range().end));
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(source.name()) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": if end.line == start.line { end.column.max(start.column + 1) } else { end.column },
            },
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::None => "note",
    }
}
