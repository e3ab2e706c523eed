use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::{pod, selected};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("service-selects-nothing", Severity::Error, include_str!("service_selects_nothing.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S17"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.is_made_by_a_program() {
        return;
    }
    for Member { object: service, patched, .. } in set.of(Kind::Service) {
        let Some(selector) = service.at("spec/selector").filter(|_| !patched && !set.open) else { continue };
        let Some(wanted) = selected(Some(selector)) else { continue };
        if set.may_be_selected(&wanted) {
            continue;
        }
        // The pods may come from a chart or an operator nobody sees here; a label one letter off does not.
        let meant = set.of_kinds(Kind::WORKLOADS).map(|m| m.object).filter(|o| may_meet(o, service));
        if let Some((slip, workload, label)) = meant.filter_map(|workload| slip(selector, workload)).next() {
            report(service, slip, workload, label, cx);
        }
    }
}

/// A label of the selector that a workload has nearly, while it has all the others.
fn slip<'a>(selector: &'a Node, workload: &'a Object) -> Option<(&'a Node, &'a Object, (&'a str, &'a str))> {
    let have = pod(workload)?.labels()?;
    let entries = &selector.as_map()?.entries;
    let label = |key: &str| have.iter().find(|(name, _)| *name == key).copied();
    let mut off = entries.iter().filter(|e| label(&e.key.text).map(|(_, v)| v) != e.value.as_str());
    let (first, None) = (off.next()?, off.next()) else { return None };
    let wanted = first.value.as_str()?;
    if let Some((key, value)) = label(&first.key.text) {
        let near = nearest(wanted, [value]).is_some() && !numbered(wanted, value);
        return near.then_some((&first.value, workload, (key, value)));
    }
    let (key, value) =
        *have.iter().find(|(key, value)| *value == wanted && nearest(&first.key.text, [*key]).is_some())?;
    Some((&first.value, workload, (key, value)))
}

/// `kafka-0` and `kafka-1` differ on purpose.
fn numbered(one: &str, other: &str) -> bool {
    let words = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    words(one) == words(other)
}

fn report<'a>(
    service: &'a Object,
    slip: &'a Node,
    workload: &'a Object,
    (key, value): (&'a str, &'a str),
    cx: &mut Cx<'a>,
) {
    let wanted = slip.as_str().unwrap_or_default();
    let written = service.at("spec/selector").and_then(Node::as_map).and_then(|map| {
        let own = map.entries.iter().find(|entry| std::ptr::eq(&entry.value, slip))?;
        Some(own.key.text.as_str())
    });
    let message = format!(
        "{} selects no pod: it asks for `{wanted}`, and the pods of {} have `{key}: {value}`",
        service.title(),
        workload.title()
    );
    let labels = match Kind::of(&workload.gvk) {
        Kind::Pod => "metadata/labels",
        Kind::CronJob => "spec/jobTemplate/spec/template/metadata/labels",
        _ => "spec/template/metadata/labels",
    };
    cx.report(Place::Value(service, slip), message)
        .also(Place::at(workload, &format!("{labels}/{key}")), "did you mean this label?")
        .help(format!("make selector and label agree, for example `{key}: {value}` in both"))
        .fix(if written == Some(key) {
            Fix::risky().write(Place::Value(service, slip), value)
        } else {
            Fix::risky().rename(Place::Key(service, slip), key)
        });
}
