use crate::diagnostic::{Code, Content, Severity};
use crate::facts::kubernetes::{ImageReference, Minor};
use crate::lint::view::{Headless, addresses, headless};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("quorum-waits-for-itself", Severity::Error, include_str!("quorum_waits_for_itself.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S22", "K8S49"],
    check: Check::Set(check),
};

/// What the names of the variables end in that tell a Kafka its voters.
const VOTERS: [&str; 2] = ["CONTROLLER_QUORUM_VOTERS", "CONTROLLER_QUORUM_BOOTSTRAP_SERVERS"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::StatefulSet) {
        let containers = object.at("spec/template/spec/containers").and_then(Node::as_list);
        for container in containers.into_iter().flatten().filter(|_| !patched) {
            if let Some(probe) = waiting(object, container) {
                started_one_by_one(object, probe, cx);
                named_when_ready(set, object, probe, cx);
            }
        }
    }
}

/// The probe that a Kafka with several voters of its own StatefulSet passes only when they have found each other: one
/// that asks a port of the broker, which opens after that.
fn waiting<'a>(object: &'a Object, container: &'a Node) -> Option<&'a Node> {
    let variables = container.get("env").and_then(Node::as_list)?;
    let value = |ends: &[&str]| {
        let found = variables.iter().find(|variable| {
            let name = variable.get("name").and_then(Node::as_str).unwrap_or_default();
            name.starts_with("KAFKA_") && ends.iter().any(|end| name.ends_with(end))
        });
        found?.get("value")?.as_str()
    };
    if !value(&["_PROCESS_ROLES"])?.contains("broker") || opens_early(container) {
        return None;
    }
    let own = format!("{}-", object.name);
    let voters: Vec<_> = addresses(value(&VOTERS)?).filter(|voter| voter.host.starts_with(&own)).collect();
    let hosts: std::collections::BTreeSet<&str> = voters.iter().map(|voter| voter.host).collect();
    if hosts.len() < 2 || object.at("spec/replicas").and_then(Node::as_int).is_none_or(|count| count < 2) {
        return None;
    }
    let probe = container.get("readinessProbe")?;
    let asked = probe.get("tcpSocket")?.get("port")?;
    let port = asked.as_int().or_else(|| number_of(container, asked.as_str()?))?;
    let of_voters = voters.iter().any(|voter| voter.port.is_some_and(|own| i128::from(own) == port));
    (!of_voters).then_some(probe)
}

/// Before 3.5 a broker bound its port at once, and the kernel answered whoever asked. Confluent counts from 7.5.
fn opens_early(container: &Node) -> bool {
    let image = container.get("image").and_then(Node::as_str).unwrap_or_default();
    let Ok(reference) = ImageReference::parse(image) else { return true };
    let Some(minor) = reference.tag.and_then(Minor::parse) else { return false };
    let first = if reference.repository.starts_with("confluentinc/") { (7, 5) } else { (3, 5) };
    (minor.major, minor.minor) < first
}

/// The number of a container's port of that name.
fn number_of(container: &Node, name: &str) -> Option<i128> {
    let ports = container.get("ports").and_then(Node::as_list)?;
    ports
        .iter()
        .find(|port| port.get("name").and_then(Node::as_str) == Some(name))?
        .get("containerPort")?
        .as_int()
}

fn started_one_by_one<'a>(object: &'a Object, probe: &'a Node, cx: &mut Cx<'a>) {
    let policy = object.at("spec/podManagementPolicy");
    if policy.is_some_and(|policy| policy.as_str() != Some("OrderedReady")) {
        return;
    }
    let message = format!(
        "{} starts its second pod when the first one is ready, and the first one is ready when the second has voted",
        object.title()
    );
    cx.report(Place::at(object, "spec/podManagementPolicy"), message)
        .also(Place::Key(object, probe), "this port opens when the quorum stands")
        .help("write `podManagementPolicy: Parallel`, which a StatefulSet that is there already has to be made anew for");
}

fn named_when_ready<'a>(set: &Set<'a>, object: &'a Object, probe: &'a Node, cx: &mut Cx<'a>) {
    let Some(name) = object.at("spec/serviceName").and_then(Node::as_str) else { return };
    let services: Vec<Member<'a>> = set.beside(Kind::Service, name, object).collect();
    let [Member { object: service, patched: false, .. }] = services.as_slice() else { return };
    let early = service.at("spec/publishNotReadyAddresses");
    if headless(service) != Headless::Yes || early.is_some_and(|early| early.as_bool() != Some(false)) {
        return;
    }
    let message = format!(
        "headless {} gives pods of {} their names when they are ready, and they are ready when they have found each \
         other by these names",
        service.title(),
        object.title()
    );
    cx.report(Place::at(service, "spec/publishNotReadyAddresses"), message)
        .also(Place::Key(object, probe), "this port opens when the quorum stands")
        .help("add `publishNotReadyAddresses: true` to the Service")
        .fix(published(service));
}

fn published(service: &Object) -> Fix<'_> {
    match (service.at("spec/publishNotReadyAddresses"), service.at("spec")) {
        (Some(early), _) => Fix::risky().write(Place::Value(service, early), Content::Bool(true)),
        (None, Some(spec)) => {
            Fix::risky().add(Place::Value(service, spec), "publishNotReadyAddresses", Content::Bool(true))
        }
        (None, None) => Fix::risky(),
    }
}
