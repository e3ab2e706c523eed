use super::allow::Allow;
use super::text::{bad_allow, unused_allow};
use super::{Selection, rules, vocabulary};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::SourceMap;

/// Takes away what a comment allows, and adds what is wrong with the comments themselves.
pub(super) fn suppress(
    diagnostics: Vec<Diagnostic>,
    allows: &[Allow],
    sources: &SourceMap,
    selection: &Selection,
) -> Vec<Diagnostic> {
    if allows.is_empty() {
        return diagnostics;
    }
    let mut used = vec![false; allows.len()];
    let mut sink = Sink::new();
    for diagnostic in diagnostics {
        let allowed = diagnostic.span().filter(|_| !diagnostic.code.hard).and_then(|span| {
            let line = sources.position(span).line;
            allows.iter().position(|allow| {
                allow.span.source == span.source
                    && allow.wrong.is_none()
                    && allow.lines.contains(&line)
                    && allow.rules.iter().any(|rule| rule == diagnostic.code.id)
            })
        });
        match allowed {
            Some(at) => used[at] = true,
            None => sink.push(diagnostic),
        }
    }
    for (allow, used) in allows.iter().zip(used) {
        let unknown = allow.rules.iter().find(|rule| !vocabulary().any(|code| code.id == rule.as_str()));
        let hard =
            allow.rules.iter().find(|rule| vocabulary().any(|code| code.id == rule.as_str() && code.hard));
        if allow.wrong.is_some() || unknown.is_some() || hard.is_some() {
            if selection.runs(&bad_allow::RULE) {
                sink.push(bad_allow::diagnostic(allow, unknown, hard));
            }
        } else if !used && selection.runs(&unused_allow::RULE) {
            // A rule that was not asked has not had the chance to be allowed anything.
            let asked =
                |id: &String| rules().find(|rule| rule.code.id == id).is_none_or(|rule| selection.runs(rule));
            if allow.rules.iter().all(asked) {
                sink.push(unused_allow::diagnostic(allow));
            }
        }
    }
    sink.into_sorted()
}
