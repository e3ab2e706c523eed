use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::facts::strimzi::{ListenerType, names};
use crate::lint::view::{Call, Way, calls, doors, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("bootstrap-host-unknown", Severity::Error, include_str!("bootstrap_host_unknown.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP13", "GAP52"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A kustomization may name and place all it has anew.
    if set.is_rewritten() || set.of(Kind::Kafka).next().is_none() {
        return;
    }
    for (Member { object, .. }, lines) in set.lines() {
        for &(_, node) in lines {
            let mut said: Vec<&str> = Vec::new();
            for call in calls(node.as_str().unwrap_or_default()) {
                if !said.contains(&call.host) && !judged_in_blueprint(object, node) {
                    judge(set, object, node, &call, cx);
                    said.push(call.host);
                }
            }
        }
    }
}

fn judge<'a>(set: &Set<'a>, from: &'a Object, node: &'a Node, call: &Call<'_>, cx: &mut Cx<'a>) {
    if set.named(Kind::Kafka, call.cluster).next().is_none() {
        return misspelt(set, from, node, call, cx);
    }
    let kafkas = call.kafkas(set, from);
    match (kafkas.first(), call.way) {
        (None, _) => elsewhere(set, from, node, call, cx),
        (Some(_), Way::Listener(listener)) => no_such_listener(&kafkas, from, node, (call, listener), cx),
        (Some(_), Way::Bootstrap | Way::Brokers) => {}
    }
}

/// The name of no Kafka that is linted, and nearly that of one in the set.
fn misspelt<'a>(set: &Set<'a>, from: &'a Object, node: &'a Node, call: &Call<'_>, cx: &mut Cx<'a>) {
    let there: Vec<&str> = set.of(Kind::Kafka).map(|member| member.object.name.as_str()).collect();
    let Some(near) = nearest(call.cluster, there.iter().copied()) else { return };
    // Names that differ in their number alone are those of siblings.
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    if set.open || set.known_elsewhere(Kind::Kafka, call.cluster) || letters(near) == letters(call.cluster) {
        return;
    }
    if set.is_operators(call.host.split('.').next().unwrap_or_default()) {
        return;
    }
    let message = format!("{} calls `{}`, and there is no Kafka `{}`", from.title(), call.host, call.cluster);
    let finding = cx.report(Place::Value(from, node), message);
    finding.part(call.host);
    if let Some(member) = set.named(Kind::Kafka, near).next() {
        finding.also(Place::name(member.object), "the Kafka there is");
    }
    finding.help(format!("did you mean `{}`?", call.host.replace(call.cluster, near)));
}

/// The Kafka is there, in another namespace.
fn elsewhere<'a>(set: &Set<'a>, from: &'a Object, node: &'a Node, call: &Call<'_>, cx: &mut Cx<'a>) {
    let all: Vec<Member<'a>> = set.named(Kind::Kafka, call.cluster).collect();
    let Some(kafka) = all.first().map(|member| member.object) else { return };
    let (Some(own), false) =
        (kafka.namespace.as_deref(), set.open || all.iter().any(|member| member.patched))
    else {
        return;
    };
    let service = call.host.split('.').next().unwrap_or_default();
    // A pod's name has its Service behind it.
    let service = match call.way {
        Way::Brokers => {
            call.host.split("-kafka-brokers").next().map(|before| format!("{before}-kafka-brokers"))
        }
        _ => Some(service.to_owned()),
    };
    let service = service.unwrap_or_default();
    if call.namespace.is_some_and(|written| !is_slip(set, written, own)) {
        return;
    }
    let looked = call.namespace.or(from.namespace.as_deref()).unwrap_or_default();
    let message = match call.namespace {
        Some(_) => {
            format!("{} calls `{}`, and {} is in namespace `{own}`", from.title(), call.host, kafka.title())
        }
        None => format!(
            "{} calls `{}` without a namespace, which is looked for in `{looked}`, and {} is in `{own}`",
            from.title(),
            call.host,
            kafka.title()
        ),
    };
    cx.report(Place::Value(from, node), message)
        .part(call.host)
        .also(Place::at(kafka, "metadata/namespace"), "another namespace")
        .help(format!(
            "write `{service}.{own}.svc{}`",
            call.port.map(|port| format!(":{port}")).unwrap_or_default()
        ));
}

/// Whether a namespace is one that nothing is put in, and nearly the right one: in others there may be a Kafka of the
/// same name.
fn is_slip(set: &Set<'_>, written: &str, own: &str) -> bool {
    let used = set.members().any(|member| member.object.namespace.as_deref() == Some(written));
    !used && nearest(written, [own]).is_some()
}

/// No listener has a Service of that name: `internal` ones share that of the cluster.
fn no_such_listener<'a>(
    kafkas: &[Member<'a>],
    from: &'a Object,
    node: &'a Node,
    (call, listener): (&Call<'_>, &str),
    cx: &mut Cx<'a>,
) {
    let Some(kafka) = kafkas.first().map(|member| member.object) else { return };
    let known = |member: &Member<'a>| {
        let doors = doors(member.object).filter(|_| !member.patched)?;
        Some(doors.iter().any(|door| call.leads_to(door)))
    };
    // Listeners that were a map had one from outside, of another name than it now would be.
    if kafkas.iter().any(|member| known(member) != Some(false)) || kafka.gvk.version.starts_with("v1alpha") {
        return;
    }
    let Some(doors) =
        doors(kafka).filter(|_| kafka.at("spec/kafka/listeners").is_some_and(|of| of.as_list().is_some()))
    else {
        return;
    };
    let own = doors.iter().find(|door| door.name == listener);
    let tail = call.host.find('.').map_or("", |at| &call.host[at..]);
    let (message, help) = match own {
        Some(door) => (
            format!(
                "{} calls `{}`, and listener `{listener}` of {} is of type `internal`, which has no Service of its own",
                from.title(),
                call.host,
                kafka.title()
            ),
            format!("write `{}{tail}:{}`", names::kafka::bootstrap_service(call.cluster), door.port),
        ),
        None => {
            let services: Vec<String> = doors
                .iter()
                .map(|door| {
                    let kind = door.kind.unwrap_or(ListenerType::Internal);
                    let service = names::kafka::listener_bootstrap_service(call.cluster, door.name, kind);
                    format!("`{service}{tail}:{}`", door.port)
                })
                .collect();
            (
                format!(
                    "{} calls `{}`, and {} has no listener `{listener}`",
                    from.title(),
                    call.host,
                    kafka.title()
                ),
                format!("write {}", services.join(" or ")),
            )
        }
    };
    cx.report(Place::Value(from, node), message)
        .part(call.host)
        .also(Place::at(kafka, "spec/kafka/listeners"), "its listeners")
        .help(help);
}
