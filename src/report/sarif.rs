//! SARIF 2.1.0, for code scanning and for editors. Shape: OASIS, sarif-v2.1.0-errata01.

use super::Report;
use super::escape::escape_controls;
use super::place::Place;
use crate::diagnostic::{Code, Diagnostic, Fix, Label, Safety, Severity, fingerprints};
use crate::source::{SourceMap, Span};
use serde_json::{Map, Value, json};

/// The key of our fingerprints; it changes when what they follow from does.
const FINGERPRINT: &str = "streamwright/v1";

pub(super) fn render(report: &Report<'_>) -> String {
    let mut rules: Vec<&'static Code> = report.diagnostics.iter().map(|d| d.code).collect();
    rules.sort_by_key(|code| code.id);
    rules.dedup_by_key(|code| code.id);
    let prints = fingerprints(report.diagnostics, report.sources);
    let results: Vec<Value> =
        report.diagnostics.iter().zip(prints).map(|(d, print)| result(report, &rules, d, print)).collect();
    let rules = rules.iter().map(|code| rule(code)).collect();
    document("streamwright", rules, results)
}

/// A report of one run of a tool, as text.
pub(super) fn document(tool: &str, rules: Vec<Value>, results: Vec<Value>) -> String {
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": tool,
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
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

fn rule(code: &Code) -> Value {
    let short = code.page.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).unwrap_or(code.id);
    json!({
        "id": code.id,
        // There is no site: the page is in `help`, and `streamwright explain` prints it.
        "helpUri": format!("urn:streamwright:rule:{}", code.id),
        "shortDescription": { "text": short },
        "help": { "text": code.page, "markdown": code.page },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(report: &Report<'_>, rules: &[&'static Code], d: &Diagnostic, print: String) -> Value {
    let text = match &d.help {
        Some(help) => format!("{}\n{help}", d.message),
        None => d.message.clone(),
    };
    let index = rules.iter().position(|code| code.id == d.code.id);
    let (location, related) = match d.labels.split_first() {
        Some((first, others)) => (physical(report, first), others),
        // A file that could not be read has no lines.
        None => {
            (json!({ "physicalLocation": { "artifactLocation": { "uri": uri(report.subject) } } }), &[][..])
        }
    };
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(d.code.id));
    result.insert("ruleIndex".to_owned(), json!(index));
    result.insert("level".to_owned(), json!(level(d.severity)));
    result.insert("message".to_owned(), json!({ "text": text }));
    result.insert("locations".to_owned(), json!([location]));
    if !related.is_empty() {
        let related: Vec<Value> = related.iter().map(|label| physical(report, label)).collect();
        result.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    if let Some(fix) = d.fix.as_deref().filter(|fix| !fix.patches.is_empty()) {
        result.insert("fixes".to_owned(), json!([mended(report, fix)]));
    }
    result.insert("partialFingerprints".to_owned(), json!({ FINGERPRINT: print }));
    Value::Object(result)
}

fn mended(report: &Report<'_>, fix: &Fix) -> Value {
    let flag = if fix.safety == Safety::Safe { "--fix" } else { "--unsafe-fixes" };
    let replacements = fix.patches.iter().map(|patch| {
        let source = report.sources.get(patch.span.source);
        let (start, end) =
            (source.position(patch.span.range().start), source.position(patch.span.range().end));
        json!({
            "deletedRegion": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
            "insertedContent": { "text": patch.text },
        })
    });
    json!({
        "description": { "text": format!("what `streamwright lint {flag}` does") },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(report.sources.get(fix.patches[0].span.source).name()) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn physical(report: &Report<'_>, label: &Label) -> Value {
    let mut location = location(report.sources, label.span);
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

/// Where a span stands.
pub(super) fn location(sources: &SourceMap, span: Span) -> Value {
    let place = Place::of(sources, span);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(place.file) },
            "region": {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
            },
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A relative path as a relative reference (RFC 3986): what is not plain is percent-encoded, byte by byte.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_reference_whatever_is_in_it() {
        assert_eq!(uri("./k8s/kafka.yaml"), "k8s/kafka.yaml");
        assert_eq!(uri("a b#c?d:é.yaml"), "a%20b%23c%3Fd%3A%C3%A9.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
