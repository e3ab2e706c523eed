//! Labels that select an application's pods are nobody else's to set.

use crate::diagnostic::{Diagnostic, RESERVED_LABEL, Sink};
use crate::topology::Topology;

/// What every object of a component is labelled with; the first two select its pods.
const OURS: [&str; 4] = [
    "app.kubernetes.io/name",
    "app.kubernetes.io/instance",
    "app.kubernetes.io/part-of",
    "app.kubernetes.io/managed-by",
];

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        for (label, entry) in &app.pod_labels.entries {
            let Some(span) = entry.key.span().filter(|_| OURS.contains(&label.as_str())) else { continue };
            let message =
                format!("`apps/{name}/podLabels` sets `{label}`, which every pod of `apps/{name}` has");
            let help = "take it out, or use another key: selectors of the workload, its Service and its policies rest on it";
            sink.push(Diagnostic::new(&RESERVED_LABEL, span, message).help(help));
        }
    }
}
