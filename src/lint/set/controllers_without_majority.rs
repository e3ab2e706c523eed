use crate::diagnostic::{Code, Severity};
use crate::lint::view::nodes;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "controllers-without-majority",
        Severity::Warning,
        include_str!("controllers_without_majority.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN25", "OPN26", "OBS-b06"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka) {
        let Some(nodes) = nodes(set, &member).filter(super::super::view::Nodes::is_whole) else { continue };
        let (kafka, controllers) = (member.object, nodes.controllers());
        if controllers == 0 || controllers % 2 == 1 {
            continue;
        }
        let bears = (controllers - 1) / 2;
        let message = match controllers {
            2 => format!("{} has 2 controllers: without either of them it stands still", kafka.title()),
            _ => format!(
                "{} has {controllers} controllers, which bear the loss of {bears} as {} do",
                kafka.title(),
                controllers - 1
            ),
        };
        let severity = if cx.is_development() { Severity::Info } else { Severity::Warning };
        let mut pools = nodes.pools.iter().filter(|pool| pool.controller && pool.replicas > 0);
        let Some(first) = pools.next() else { continue };
        let finding = cx.report(Place::at(first.object, "spec/replicas"), message);
        finding.severity(severity);
        pools.for_each(|pool| {
            finding.also(Place::at(pool.object, "spec/replicas"), "and these");
        });
        let more = if controllers == 2 { 3 } else { controllers - 1 };
        finding.help(format!(
            "have {more} of them from the start: the number of controllers of a running cluster cannot be changed"
        ));
    }
}
