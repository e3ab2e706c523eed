use crate::diagnostic::{Code, Severity};
use crate::lint::view::{WrittenRange, source_ranges};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("source-ranges-open", Severity::Warning, include_str!("source_ranges_open.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET94"],
    check: Check::Object(&[Kind::Service, Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for list in source_ranges(object) {
        let read = |node: &'a Node| Some((node, WrittenRange::read(node.as_str()?).net()?));
        let ranges: Vec<_> = list.iter().filter_map(read).collect();
        for (node, all) in ranges.iter().filter(|(_, range)| range.prefix_len() == 0) {
            let same_family = |range: &ipnet::IpNet| range.addr().is_ipv4() == all.addr().is_ipv4();
            let narrower = ranges.iter().find(|(_, range)| range.prefix_len() > 0 && same_family(range));
            // On its own it may be a way to say that everybody is meant.
            let Some((other, range)) = narrower else { continue };
            let message = format!(
                "`loadBalancerSourceRanges` of {} lets {all} in, which is everybody: {range} beside it narrows nothing",
                object.title()
            );
            cx.report(Place::Value(object, node), message)
                .also(Place::Value(object, other), "already let in")
                .help(format!("take `{all}` out"));
        }
    }
}
