//! The escape hatch: changes to compiled objects that the language has no word for.

mod merge;
mod ops;

use super::Plan;
use crate::blueprint::{Item, Patch};
use crate::diagnostic::{Diagnostic, MISSING_KEY, PATCH_FAILS, PATCH_MATCHES_NOTHING, Sink};
use crate::facts::near;
use crate::object::{Node, Object};
use crate::source::{Origin, Span};
use crate::topology::Topology;
use crate::yaml;
use std::collections::BTreeSet;

/// Applies every patch to every environment's plan. A patch that matches nothing anywhere is reported: it is
/// most likely a name that has changed.
pub fn apply(topologies: &[Topology], plans: &mut [Plan], sink: &mut Sink) {
    let mut matched: BTreeSet<&str> = BTreeSet::new();
    for (topology, plan) in topologies.iter().zip(plans.iter_mut()) {
        for (name, patch) in topology.blueprint.patches.iter() {
            if applies(patch, topology) && apply_one(patch, plan, sink) {
                matched.insert(name);
            }
        }
    }
    let mut reported = BTreeSet::new();
    for (topology, plan) in topologies.iter().zip(plans.iter()) {
        for (name, patch) in topology.blueprint.patches.iter() {
            if !matched.contains(name) && reported.insert(name) {
                sink.push(unmatched(name, patch, plan));
            }
        }
    }
}

fn applies(patch: &Patch, topology: &Topology) -> bool {
    patch.target.environment.as_ref().is_none_or(|e| e.value.0 == topology.environment)
}

fn apply_one(patch: &Item<Patch>, plan: &mut Plan, sink: &mut Sink) -> bool {
    let mut any = false;
    for placed in plan.objects_mut() {
        if !hits(patch, &placed.object) {
            continue;
        }
        any = true;
        placed.patched = true;
        let object = &mut placed.object;
        let before = identity(&object.node);
        if let Some(by) = &patch.merge {
            merge::merge(&mut object.node, &by.0);
        }
        if let Some(list) = &patch.ops {
            ops::apply(object, &list.0, sink);
        }
        if identity(&object.node) != before
            && let Some(span) = patch.key_span()
        {
            let message = format!("the patch changes what {} is", object.title());
            let help =
                "`apiVersion`, `kind`, `metadata.name` and `metadata.namespace` follow from the blueprint";
            sink.push(Diagnostic::new(&PATCH_FAILS, span, message).help(help));
        }
    }
    if let (None, None, Some(span)) = (&patch.merge, &patch.ops, patch.key_span()) {
        let message = "the patch changes nothing: it has neither `merge` nor `ops`";
        sink.push(Diagnostic::new(&MISSING_KEY, span, message).help("add `merge:` or `ops:`"));
    }
    any
}

fn hits(patch: &Patch, object: &Object) -> bool {
    let target = &patch.target;
    let is = |wanted: Option<&str>, found: Option<&str>| wanted.is_none_or(|wanted| found == Some(wanted));
    is(target.group.as_ref().map(|v| v.value.as_str()), Some(&object.gvk.group))
        && is(target.kind.as_ref().map(|v| v.value.0.as_str()), Some(&object.gvk.kind))
        && is(target.namespace.as_ref().map(|v| v.value.0.as_str()), object.namespace.as_deref())
        && is(target.name.as_ref().map(|v| v.value.0.as_str()), Some(&object.name))
}

fn identity(node: &Node) -> Vec<Option<String>> {
    let text = |node: Option<&Node>| node.and_then(|n| n.as_str()).map(str::to_owned);
    let metadata = node.get("metadata");
    vec![
        text(node.get("apiVersion")),
        text(node.get("kind")),
        text(metadata.and_then(|m| m.get("name"))),
        text(metadata.and_then(|m| m.get("namespace"))),
    ]
}

fn unmatched(name: &str, patch: &Item<Patch>, plan: &Plan) -> Diagnostic {
    let span = patch.target.origin.span().or(patch.key_span());
    let message = format!("the patch `{name}` matches no object in any environment it applies to");
    let kind = patch.target.kind.as_ref().map(|k| k.value.0.as_str());
    let diagnostic = match span {
        Some(span) => Diagnostic::new(&PATCH_MATCHES_NOTHING, span, message),
        None => Diagnostic::without_place(&PATCH_MATCHES_NOTHING, message),
    };
    let alike: Vec<&Object> = plan
        .objects()
        .map(|(_, _, placed)| &placed.object)
        .filter(|object| kind.is_none_or(|kind| object.gvk.kind == kind))
        .collect();
    let help = match (&patch.target.name, kind) {
        (Some(wanted), _) if !alike.is_empty() => {
            let names = alike.iter().map(|object| object.name.as_str());
            near::nearest(&wanted.value.0, names).map(|best| format!("did you mean `name: {best}`?"))
        }
        (_, Some(kind)) => {
            let kinds: BTreeSet<&str> = plan.objects().map(|(_, _, p)| p.object.gvk.kind.as_str()).collect();
            near::nearest(kind, kinds).map(|best| format!("did you mean `kind: {best}`?"))
        }
        _ => None,
    };
    diagnostic.help(help.unwrap_or_else(|| {
        "`streamwright build` lists every object it writes; remove the patch if it has done its work".into()
    }))
}

/// The origin of what a patch sets, with what was there.
fn patched(by: Option<Span>, before: Option<&Node>) -> Origin {
    match by {
        Some(by) => Origin::Patched { by, before: before.map(|node| shown(node).into()) },
        None => Origin::derived("a patch", None),
    }
}

/// A value in one line, short enough to be said.
fn shown(node: &Node) -> String {
    const LONGEST: usize = 120;
    let text = yaml::to_json(node).to_string();
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}
