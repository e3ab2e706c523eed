use crate::diagnostic::{Code, Severity};
use crate::lint::view::{pod, selects};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject, labels, may_meet};
use crate::object::{Node, Object};
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("budgets-overlap", Severity::Error, include_str!("budgets_overlap.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S43"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let budgets: Vec<(Member<'a>, Vec<Label<'a>>)> = set
        .of(Kind::PodDisruptionBudget)
        .filter_map(|member| Some((member, asked(member.object)?)))
        .collect();
    if budgets.len() < 2 {
        return;
    }
    let by_label = by_rarest_label(&budgets);
    for Member { object: workload, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(have) = pod(workload).and_then(|pod| pod.labels()) else { continue };
        let labels = have.iter().map(|label| Some(*label)).chain([None]);
        let mut near: Vec<usize> =
            labels.filter_map(|label| by_label.get(&label)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let of: Vec<&Member<'a>> = near
            .iter()
            .map(|at| &budgets[*at])
            .filter(|(budget, wanted)| may_meet(budget.object, workload) && selects(wanted, &have))
            .map(|(budget, _)| budget)
            .collect();
        // Two of one name are one budget written twice.
        let [first, rest @ ..] = of.as_slice() else { continue };
        let Some(second) = rest.iter().find(|other| other.object.name != first.object.name) else { continue };
        if first.patched || second.patched {
            continue;
        }
        report(workload, first.object, second.object, cx);
    }
}

type Label<'l> = (&'l str, &'l str);

/// The budgets, each by the one of its labels that fewest of them ask for; by none where it asks for none. A pod that
/// a budget selects has that label, and looking there spares comparing every pod with every budget.
fn by_rarest_label<'l>(budgets: &[(Member<'_>, Vec<Label<'l>>)]) -> HashMap<Option<Label<'l>>, Vec<usize>> {
    let mut asking: HashMap<Label<'l>, usize> = HashMap::new();
    for label in budgets.iter().flat_map(|(_, wanted)| wanted) {
        *asking.entry(*label).or_default() += 1;
    }
    let mut found: HashMap<Option<Label<'l>>, Vec<usize>> = HashMap::new();
    for (at, (_, wanted)) in budgets.iter().enumerate() {
        let rarest = wanted.iter().copied().min_by_key(|label| asking[label]);
        found.entry(rarest).or_default().push(at);
    }
    found
}

/// The labels a budget asks for; `None` where it is not by labels alone.
fn asked(budget: &Object) -> Option<Vec<Label<'_>>> {
    let selector = budget.at("spec/selector").filter(|selector| selector.as_map().is_some())?;
    let listed =
        selector.get("matchExpressions").and_then(Node::as_list).is_some_and(|list| !list.is_empty());
    if listed { None } else { labels(selector.get("matchLabels")) }
}

fn report<'a>(workload: &'a Object, first: &'a Object, second: &'a Object, cx: &mut Cx<'a>) {
    let message = format!(
        "pods of {} have two budgets, {} and {}: the eviction of a pod with more than one is refused, whatever they say",
        workload.title(),
        first.title(),
        second.title()
    );
    cx.report(Place::at(second, "spec/selector"), message)
        .also(Place::at(first, "spec/selector"), "selects them as well")
        .also(Place::name(workload), "the pods of this")
        .help("take one of the two away, or let them select different pods");
}
