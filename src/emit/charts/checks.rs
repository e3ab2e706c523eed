//! What a chart refuses to render, with a sentence: a release that others do not know by its name, and numbers that
//! do not hold each other.

use super::expr::{argument, condition, value};
use super::text::constant;
use crate::chart::{Chart, Condition, Counted, Number, ties};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The body of the named template `checks`; nothing where there is nothing to check.
pub(super) fn checks(chart: &Chart<'_>) -> String {
    let mut out = String::new();
    if chart.renamable() {
        return out;
    }
    let name = constant(chart.name);
    let sentence = constant(&format!(
        "the release of this chart must be called {0}, not %s: host names, Secrets and policies of others hold that name \
         (helm upgrade --install {0}; in Argo CD, helm.releaseName: {0})",
        chart.name
    ));
    // Lint renders under a name of its own.
    let _ = writeln!(out, "{{{{- if not (has .Release.Name (list {name} \"test-release\")) }}}}");
    let _ = writeln!(out, "{{{{- fail (printf {sentence} .Release.Name) }}}}");
    let _ = writeln!(out, "{{{{- end }}}}");
    let ties = ties(chart);
    if ties.brokers.is_empty() {
        return out;
    }
    let _ = writeln!(out, "{{{{- $brokers := 0 }}}}");
    for pool in &ties.brokers {
        let mut when: Vec<String> = words(&pool.nodes.when);
        when.extend(pool.roles.as_ref().map(|roles| format!("has \"broker\" {}", value(roles))));
        let add = format!("{{{{- $brokers = add $brokers {} }}}}", number(&pool.nodes));
        guarded(&mut out, &when, &add);
    }
    let mut replicas: BTreeMap<Vec<String>, Vec<&Counted>> = BTreeMap::new();
    for counted in &ties.replicas {
        replicas.entry(words(&counted.when)).or_default().push(counted);
    }
    for (when, counted) in replicas {
        let mut body = "{{- range $what, $replicas := dict\n".to_owned();
        for counted in counted {
            let _ = writeln!(body, "    {} {}", constant(&counted.what), number(counted));
        }
        body.push_str("}}\n{{- if gt $replicas (int64 $brokers) }}\n");
        let sentence = "%s: %d replicas, and there are only %d brokers: lower the one or raise the other";
        let _ = writeln!(body, "{{{{- fail (printf \"{sentence}\" $what $replicas (int64 $brokers)) }}}}");
        body.push_str("{{- end }}\n{{- end }}");
        guarded(&mut out, &when, &body);
    }
    for (in_sync, replicas) in &ties.in_sync {
        let sentence =
            format!("{}: %d in sync, of only %d ({}): nothing could be written", in_sync.what, replicas.what);
        let when = [words(&in_sync.when), words(&replicas.when)].concat();
        let (in_sync, replicas) = (number(in_sync), number(replicas));
        guarded(
            &mut out,
            &when,
            &format!(
                "{{{{- if gt {in_sync} {replicas} }}}}\n{{{{- fail (printf {} {in_sync} {replicas}) }}}}\n{{{{- end }}}}",
                constant(&sentence)
            ),
        );
    }
    out
}

fn words(when: &[Condition]) -> Vec<String> {
    let mut words: Vec<String> = when.iter().map(condition).collect();
    words.dedup();
    words
}

fn number(counted: &Counted) -> String {
    match &counted.number {
        Number::Known(number) => format!("(int64 {number})"),
        Number::Value(path) => format!("(int64 {})", value(path)),
    }
}

fn guarded(out: &mut String, when: &[String], body: &str) {
    match when {
        [] => {
            let _ = writeln!(out, "{body}");
        }
        [one] => {
            let _ = writeln!(out, "{{{{- if {one} }}}}\n{body}\n{{{{- end }}}}");
        }
        several => {
            let several: Vec<String> = several.iter().map(|one| argument(one.clone())).collect();
            let _ = writeln!(out, "{{{{- if and {} }}}}\n{body}\n{{{{- end }}}}", several.join(" "));
        }
    }
}
