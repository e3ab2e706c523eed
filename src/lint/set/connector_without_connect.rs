use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::cluster_label;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "connector-without-connect",
        Severity::Error,
        include_str!("connector_without_connect.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPC19", "OPC22", "OBS-h01"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let label = cluster_label(object).and_then(|label| Some((label, label.as_str()?)));
        let Some((label, name)) = label.filter(|_| !patched) else { continue };
        let connects: Vec<Member<'a>> = set.named(Kind::KafkaConnect, name).collect();
        let here: Vec<&Member<'a>> = connects.iter().filter(|m| may_meet(m.object, object)).collect();
        match (here.as_slice(), connects.first()) {
            ([], Some(elsewhere)) => in_other_namespace(object, label, elsewhere.object, cx),
            ([], None) => absent(set, object, label, name, cx),
            (here, _) => asleep(object, label, here, cx),
        }
    }
}

fn in_other_namespace<'a>(object: &'a Object, label: &'a Node, connect: &'a Object, cx: &mut Cx<'a>) {
    let message = format!("{} is for {}, which is in another namespace", object.title(), connect.title());
    let namespace = connect.namespace.as_deref().unwrap_or("default");
    cx.report(Place::Value(object, label), message)
        .also(Place::at(connect, "metadata/namespace"), "where the operator does not look")
        .help(format!("put the KafkaConnector into namespace `{namespace}`"));
}

/// Teams keep connectors apart from the workers they run on: that there is none is a slip only where another one is.
fn absent<'a>(set: &Set<'a>, object: &'a Object, label: &'a Node, name: &str, cx: &mut Cx<'a>) {
    if set.open || set.is_rewritten() || set.known_elsewhere(Kind::KafkaConnect, name) {
        return;
    }
    let others: Vec<Member<'a>> =
        set.of(Kind::KafkaConnect).filter(|member| may_meet(member.object, object)).collect();
    let Some(first) = others.first() else { return };
    let names = others.iter().map(|member| member.object.name.as_str());
    let near = nearest(name, names.clone());
    let message =
        format!("{} is for a KafkaConnect `{name}`, and there is none of that name", object.title());
    cx.report(Place::Value(object, label), message)
        .also(Place::name(first.object), "there is this one")
        .help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "write the name of a KafkaConnect of its namespace: `{}`",
                names.collect::<Vec<_>>().join("`, `")
            ),
        });
}

fn asleep<'a>(object: &'a Object, label: &'a Node, here: &[&Member<'a>], cx: &mut Cx<'a>) {
    let [connect] = here else { return };
    let replicas = connect.object.at("spec/replicas").filter(|_| !connect.patched);
    if let Some(replicas) = replicas.filter(|node| node.as_int() == Some(0)) {
        let message = format!("{} is for {}, which has no workers", object.title(), connect.object.title());
        cx.report(Place::Value(object, label), message)
            .severity(Severity::Warning)
            .also(Place::Value(connect.object, replicas), "none")
            .help("write `replicas: 1` or more, or take the connector out");
    }
}
