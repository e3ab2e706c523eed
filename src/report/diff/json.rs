//! One JSON document; `schema.rs` is its schema.

use super::words;
use crate::diff::{Changed, Finding, Kind, Outcome, Resource, Severity, Shown};
use crate::report::escape::escape_controls;
use crate::source::{SourceMap, Span};
use serde_json::{Value, json};

pub(super) fn render(outcome: &Outcome) -> String {
    let counts = outcome.counts();
    let count = |severity| counts.get(&severity).copied().unwrap_or(0);
    let of = |at: &usize| outcome.findings.get(*at).map(|finding| finding.fingerprint.clone());
    let document = json!({
        "version": 1,
        "before": { "label": outcome.labels[0], "objects": outcome.objects[0] },
        "after": { "label": outcome.labels[1], "objects": outcome.objects[1] },
        "verdict": {
            "worst": outcome.worst().word(),
            "counts": Severity::ALL.into_iter().map(|it| (it.word().to_owned(), json!(count(it)))).collect::<serde_json::Map<_, _>>(),
            "acknowledged": outcome.findings.iter().filter(|finding| finding.acknowledged.is_some()).count(),
        },
        "findings": outcome.findings.iter().map(|it| finding(&outcome.sources, it)).collect::<Vec<_>>(),
        "resources": outcome.resources.iter().map(|it| changed(&outcome.sources, it)).collect::<Vec<_>>(),
        "restarts": outcome.restarts.iter().map(|it| json!({
            "resource": resource(&it.resource),
            "role": it.role,
            "pods": it.pods,
            "effect": it.effect.word(),
            "causes": it.causes.iter().filter_map(of).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "storage": outcome.storage.iter().map(|it| json!({
            "resource": resource(&it.resource),
            "volume": it.volume,
            "bytesBefore": bytes(it.before),
            "bytesAfter": bytes(it.after),
            "lands": it.lands,
            "text": words::storage(it),
        })).collect::<Vec<_>>(),
        "lost": outcome.lost.iter().map(|it| json!({
            "who": it.who, "what": it.what, "environment": it.environment,
        })).collect::<Vec<_>>(),
        "steps": outcome.steps.iter().map(|it| json!({
            "text": it.text, "finding": of(&it.finding),
        })).collect::<Vec<_>>(),
        "wayBack": {
            "open": outcome.way_back.closed_by.is_empty() && outcome.way_back.needs.is_empty(),
            "closedBy": outcome.way_back.closed_by.iter().filter_map(of).collect::<Vec<_>>(),
            "needs": outcome.way_back.needs.iter().map(|(at, what)| json!({
                "finding": of(at), "what": what,
            })).collect::<Vec<_>>(),
        },
        "notes": outcome.notes,
        "noise": outcome.noise.iter().map(|(class, count)| (class.word().to_owned(), json!(count))).collect::<serde_json::Map<_, _>>(),
        "acknowledgements": outcome.acknowledgements.iter().map(|it| json!({
            "fingerprint": it.fingerprint, "what": it.what,
        })).collect::<Vec<_>>(),
    });
    let mut out = escape_controls(&format!("{document:#}"));
    out.push('\n');
    out
}

/// Amounts are numbers as far as JSON's readers count, 2⁶³.
fn bytes(count: u128) -> Value {
    json!(i64::try_from(count).unwrap_or(i64::MAX))
}

fn resource(resource: &Resource) -> Value {
    json!({
        "environment": resource.environment,
        "cluster": resource.cluster,
        "kind": resource.kind,
        "namespace": resource.namespace,
        "name": resource.name,
    })
}

fn finding(sources: &SourceMap, finding: &Finding) -> Value {
    json!({
        "row": finding.row.id,
        "fingerprint": finding.fingerprint,
        "severity": finding.severity.word(),
        "effects": finding.effects.iter().map(|it| it.word()).collect::<Vec<_>>(),
        "what": finding.what,
        "remedy": finding.remedy,
        "depends": finding.depends.as_ref().map(|it| json!({ "on": it.on, "ask": it.ask })),
        "notes": finding.notes,
        "resource": resource(&finding.resource),
        "changes": finding.changes.iter().map(|it| shown(sources, it)).collect::<Vec<_>>(),
        "stopped": finding.stopped,
        "acknowledged": finding.acknowledged.as_ref().map(|by| json!({
            "reason": by.reason, "author": by.author, "until": by.until,
        })),
        "certainty": finding.row.certainty,
        "source": finding.row.source,
    })
}

fn changed(sources: &SourceMap, changed: &Changed) -> Value {
    json!({
        "resource": resource(&changed.resource),
        "kind": kind(changed.kind),
        "renamedFrom": changed.renamed_from,
        "severity": changed.severity.word(),
        "changes": changed.changes.iter().map(|it| shown(sources, it)).collect::<Vec<_>>(),
    })
}

fn shown(sources: &SourceMap, shown: &Shown) -> Value {
    json!({
        "path": shown.path,
        "pointerBefore": shown.before.as_ref().map(|_| &shown.pointer_before),
        "pointerAfter": shown.after.as_ref().map(|_| &shown.pointer_after),
        "kind": kind(shown.kind),
        "before": shown.before,
        "after": shown.after,
        "secret": shown.secret,
        "atBefore": shown.at_before.map(|span| place(sources, span)),
        "atAfter": shown.at_after.map(|span| place(sources, span)),
    })
}

fn place(sources: &SourceMap, span: Span) -> Value {
    let source = sources.get(span.source);
    let start = source.position(span.range().start);
    json!({ "file": source.name(), "line": start.line, "column": start.column })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Changed => "changed",
        Kind::Reordered => "reordered",
    }
}
