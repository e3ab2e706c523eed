use super::Plan;
use crate::diagnostic::{Diagnostic, OBJECT_NAME_COLLISION, Sink};
use crate::source::Span;
use std::collections::HashMap;

/// Reports objects that stand twice on one Kubernetes cluster: the second would silently become the first.
pub fn collisions(plan: &Plan, sink: &mut Sink) {
    let mut seen = HashMap::<_, Option<Span>>::new();
    for (cluster, _, placed) in plan.objects() {
        let object = &placed.object;
        let key =
            (cluster, &*object.gvk.group, &*object.gvk.kind, object.namespace.as_deref(), &*object.name);
        let span = object.node.origin.span();
        let Some(first) = seen.insert(key, span) else { continue };
        let message = format!("two parts of the blueprint become {}", object.title());
        let diagnostic = match (span, first) {
            (Some(span), Some(first)) => {
                Diagnostic::new(&OBJECT_NAME_COLLISION, span, message).also(first, "the other one")
            }
            (Some(span), None) | (None, Some(span)) => Diagnostic::new(&OBJECT_NAME_COLLISION, span, message),
            (None, None) => Diagnostic::without_place(&OBJECT_NAME_COLLISION, message),
        };
        sink.push(diagnostic.help("rename one of them, or put them into different namespaces"));
    }
}
