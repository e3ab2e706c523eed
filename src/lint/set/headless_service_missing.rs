use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Headless, Mismatch, headless, mismatch, pod};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};
use crate::yaml::Value;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "headless-service-missing",
        Severity::Error,
        include_str!("headless_service_missing.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S19", "K8S20", "K8S21"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member @ Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(name) = governed(object).filter(|_| !patched) else { continue };
        let Some(wanted) = name.as_str().filter(|wanted| !wanted.is_empty()) else { continue };
        let services = nearest(set, member, wanted);
        // A patch or a namespace of the kustomization may be what is missing.
        let moved = set.moved;
        let here: Vec<&Object> =
            services.iter().map(|m| m.object).filter(|s| moved || may_meet(s, object)).collect();
        match (here.as_slice(), services.first()) {
            _ if services.iter().any(|service| service.patched) => {}
            ([], Some(elsewhere)) => in_other_namespace(object, name, elsewhere.object, cx),
            ([], None) => {
                if !set.open && !set.known_elsewhere(Kind::Service, wanted) && !set.is_operators(wanted) {
                    absent(object, name, wanted, cx);
                }
            }
            (here, _) if here.iter().any(|service| governs(set, service, object)) => {}
            ([service, ..], _) => wrong(object, name, service, cx),
        }
    }
}

/// What names the Service that gives pods their names: `serviceName`, and of other pods `subdomain`.
fn governed(object: &Object) -> Option<&Node> {
    match Kind::of(&object.gvk) {
        Kind::StatefulSet => object.at("spec/serviceName"),
        _ => pod(object)?.spec.get("subdomain"),
    }
}

/// The Services of that name: those of its own file, else those that are not part of another StatefulSet of its name,
/// which is a choice of its own.
fn nearest<'a>(set: &Set<'a>, of: Member<'a>, wanted: &str) -> Vec<Member<'a>> {
    let all: Vec<Member<'a>> = set.named(Kind::Service, wanted).collect();
    let others: Vec<_> = set
        .named(Kind::of(&of.object.gvk), &of.object.name)
        .filter(|m| m.file != of.file)
        .map(|m| m.file)
        .collect();
    let own: Vec<Member<'a>> = all.iter().filter(|m| m.file == of.file).copied().collect();
    let free: Vec<Member<'a>> = all.iter().filter(|m| !others.contains(&m.file)).copied().collect();
    match (own.is_empty(), free.is_empty()) {
        (false, _) => own,
        (true, false) => free,
        (true, true) => all,
    }
}

/// Whether the pods get names from it; what cannot be read is taken to be meant so.
fn governs(set: &Set<'_>, service: &Object, object: &Object) -> bool {
    match headless(service) {
        Headless::Unreadable => true,
        Headless::No => false,
        Headless::Yes => unselected(service, object).is_none() && !knows_nobody(set, service),
    }
}

/// Without a selector nothing fills a Service, unless somebody writes its endpoints.
fn knows_nobody(set: &Set<'_>, service: &Object) -> bool {
    let written = [Kind::Endpoints, Kind::EndpointSlice].iter().any(|kind| set.of(*kind).next().is_some());
    let selector = service.at("spec/selector");
    let none = selector.is_none_or(|node| node.is_null() || node.as_map().is_some_and(|map| map.is_empty()));
    none && !set.open && !written && service.node.get("spec").is_some_and(|spec| spec.as_map().is_some())
}

/// The label of its selector that keeps a Service from the pods of a StatefulSet. Without a selector somebody else
/// writes its endpoints.
fn unselected<'a>(service: &'a Object, object: &'a Object) -> Option<Mismatch<'a>> {
    mismatch(service.at("spec/selector")?, pod(object)?)
}

/// A cluster whose members call each other by name does not come up without them; of other pods nobody can say.
fn severity(object: &Object, wanted: &str) -> Severity {
    let needed = pod(object).is_some_and(|pod| uses_names(pod.spec, wanted));
    if needed { Severity::Error } else { Severity::Warning }
}

/// Whether a text calls a pod by its name: `kafka-0.kafka`, `$(POD_NAME).kafka.streaming.svc`.
fn uses_names(node: &Node, service: &str) -> bool {
    match &node.value {
        Value::String(text) => text.match_indices(service).any(|(at, _)| {
            let after = text[at + service.len()..].chars().next();
            text[..at].ends_with('.') && after.is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '-'))
        }),
        Value::List(items) => items.iter().any(|item| uses_names(item, service)),
        Value::Map(map) => map.entries.iter().any(|entry| uses_names(&entry.value, service)),
        _ => false,
    }
}

/// Where the labels of the pods stand.
fn labels_of(object: &Object) -> Place<'_> {
    let path = match Kind::of(&object.gvk) {
        Kind::Pod => "metadata/labels",
        Kind::CronJob => "spec/jobTemplate/spec/template/metadata/labels",
        _ => "spec/template/metadata/labels",
    };
    Place::at(object, path)
}

fn absent<'a>(object: &'a Object, name: &'a Node, wanted: &str, cx: &mut Cx<'a>) {
    let message = format!(
        "{} names `{wanted}` as the Service that gives its pods their names, and there is no such Service",
        object.title()
    );
    cx.report(Place::Value(object, name), message)
        .severity(severity(object, name.as_str().unwrap_or_default()))
        .help(format!("add a Service `{wanted}` with `clusterIP: None` that selects these pods"));
}

fn in_other_namespace<'a>(object: &'a Object, name: &'a Node, service: &'a Object, cx: &mut Cx<'a>) {
    let message = format!(
        "{} names `{}` as the Service that gives its pods their names, and that Service is in namespace `{}`",
        object.title(),
        service.name,
        service.namespace.as_deref().unwrap_or("default")
    );
    cx.report(Place::Value(object, name), message)
        .severity(severity(object, &service.name))
        .also(Place::at(service, "metadata/namespace"), "another namespace")
        .help(format!(
            "put the Service into namespace `{}`",
            object.namespace.as_deref().unwrap_or("default")
        ));
}

fn wrong<'a>(object: &'a Object, name: &'a Node, service: &'a Object, cx: &mut Cx<'a>) {
    if headless(service) == Headless::No {
        let message = format!(
            "{} names `{}` as the Service that gives its pods their names, and that Service is not headless",
            object.title(),
            service.name
        );
        cx.report(Place::Value(object, name), message)
            .severity(severity(object, &service.name))
            .also(Place::at(service, "spec/clusterIP"), "here `clusterIP: None` is missing")
            .help(format!("add `clusterIP: None` to Service `{}`, or name one that has it", service.name))
            .fix(without_address(service));
        return;
    }
    let Some(Mismatch { key, wanted, node, found }) = unselected(service, object) else {
        return unfilled(object, name, service, cx);
    };
    let have = found.map_or("no such label".to_owned(), |found| format!("`{key}: {found}`"));
    let message = format!(
        "headless Service `{}` selects `{key}: {wanted}`, and the pods of {} have {have}: they get no names",
        service.name,
        object.title()
    );
    cx.report(Place::Value(service, node), message)
        .severity(severity(object, &service.name))
        .also(labels_of(object), "the pods' labels")
        .also(Place::Value(object, name), "the Service is named here")
        .help("make selector and labels agree")
        .fix(match found {
            Some(found) => Fix::risky().write(Place::Value(service, node), found),
            None => Fix::risky(),
        });
}

/// In a cluster the address cannot be taken from a Service that has one: it is made anew.
fn without_address(service: &Object) -> Fix<'_> {
    match (service.at("spec/clusterIP"), service.at("spec")) {
        (Some(address), _) => Fix::risky().write(Place::Value(service, address), "None"),
        (None, Some(spec)) => Fix::risky().add(Place::Value(service, spec), "clusterIP", "None"),
        (None, None) => Fix::risky(),
    }
}

fn unfilled<'a>(object: &'a Object, name: &'a Node, service: &'a Object, cx: &mut Cx<'a>) {
    let message = format!(
        "headless Service `{}` has no selector, so that it knows no pod, and {} waits for it to give its pods their names",
        service.name,
        object.title()
    );
    cx.report(Place::at(service, "spec"), message)
        .severity(severity(object, &service.name))
        .also(Place::Value(object, name), "the Service is named here")
        .help("add a `selector` with labels of these pods");
}
