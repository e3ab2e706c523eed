use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::ImageReference;
use crate::lint::view::{Headless, headless, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("service-links-clash", Severity::Error, include_str!("service_links_clash.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S55"],
    check: Check::Set(check),
};

/// Images that do not start while a variable is there, and the Service whose links bring it.
const REFUSED: &[(&str, &str, &str)] = &[
    ("confluentinc/cp-kafka", "KAFKA_PORT", "kafka"),
    ("confluentinc/cp-server", "KAFKA_PORT", "kafka"),
    ("confluentinc/cp-enterprise-kafka", "KAFKA_PORT", "kafka"),
    ("confluentinc/cp-schema-registry", "SCHEMA_REGISTRY_PORT", "schema-registry"),
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object).filter(|_| !patched) else { continue };
        if pod.spec.get("enableServiceLinks").and_then(Node::as_bool) == Some(false) {
            continue;
        }
        let started = pod.spec.get("containers").and_then(Node::as_list).into_iter().flatten();
        started.for_each(|container| report(set, object, container, cx));
    }
}

fn report<'a>(set: &Set<'a>, object: &'a Object, container: &'a Node, cx: &mut Cx<'a>) {
    let Some(image) = container.get("image") else { return };
    let Some(Ok(reference)) = image.as_str().map(ImageReference::parse) else { return };
    let Some((_, variable, name)) = REFUSED.iter().find(|(of, ..)| *of == reference.repository) else {
        return;
    };
    // Only a Service with an address becomes a variable, and what the container sets itself comes first.
    let linked = |member: &Member<'a>| headless(member.object) == Headless::No && !is_external(member.object);
    let Some(Member { object: service, .. }) = set.beside(Kind::Service, name, object).find(linked) else {
        return;
    };
    if sets(container, variable) || replaces_command(container) {
        return;
    }
    let message = format!(
        "{} puts `{variable}` into the environment of {}, and the image `{}` does not start with it",
        service.title(),
        object.title(),
        reference.repository
    );
    cx.report(Place::Value(object, image), message)
        .also(Place::name(service), "the Service the variable comes from")
        .help("write `enableServiceLinks: false` into the pod's `spec`");
}

fn is_external(service: &Object) -> bool {
    service.at("spec/type").and_then(Node::as_str) == Some("ExternalName")
}

fn sets(container: &Node, variable: &str) -> bool {
    let own = container.get("env").and_then(Node::as_list).unwrap_or_default();
    own.iter().any(|own| own.get("name").and_then(Node::as_str) == Some(variable))
}

/// Whoever brings a command may take the variable away in it.
fn replaces_command(container: &Node) -> bool {
    container.get("command").is_some() || container.get("args").is_some()
}
