use crate::diagnostic::{Code, Severity};
use crate::lint::view::{WrittenRange, annotation, is_filled_in, range_help, single, source_ranges};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("source-range-refused", Severity::Error, include_str!("source_range_refused.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET94", "GAP05"],
    check: Check::Object(&[Kind::Service, Kind::Kafka], check),
};

const AZURE: &str = "service.beta.kubernetes.io/azure-allowed-ip-ranges";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for list in source_ranges(object) {
        for node in list {
            let Some(text) = node.as_str().filter(|text| !is_filled_in(text)) else { continue };
            if WrittenRange::read(text) == WrittenRange::Not {
                let message = format!(
                    "`{text}` in `loadBalancerSourceRanges` of {} is no range of addresses",
                    object.title()
                );
                let place = Place::Value(object, node);
                let finding = cx.report(place, message).help(range_help(text));
                if let Some(single) = single(text) {
                    finding.fix(Fix::safe().write(place, single));
                }
            }
        }
    }
    if Kind::of(&object.gvk) == Kind::Service {
        service(object, cx);
    }
}

fn service<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let ranges = object.at("spec/loadBalancerSourceRanges");
    let Some(ranges) = ranges.filter(|node| node.as_list().is_some_and(|list| !list.is_empty())) else {
        return;
    };
    let kind = object.at("spec/type").filter(|kind| !kind.is_null());
    let word = kind.map_or(Some("ClusterIP"), Node::as_str);
    if let Some(word) = word.filter(|word| *word != "LoadBalancer" && !is_filled_in(word)) {
        let message = format!(
            "{} has `loadBalancerSourceRanges`, which the API server takes of the type `LoadBalancer` alone, and is of the \
             type `{word}`",
            object.title()
        );
        let finding = cx.report(Place::Key(object, ranges), message);
        if let Some(kind) = kind {
            finding.also(Place::Value(object, kind), "the type");
        }
        finding.help("leave `loadBalancerSourceRanges` out, or write `type: LoadBalancer`");
        return;
    }
    let twice =
        annotation(object, AZURE).filter(|node| node.as_str().is_some_and(|text| !text.trim().is_empty()));
    if let Some(node) = twice {
        let message = format!(
            "{} says who may come in `loadBalancerSourceRanges` and in the annotation `{AZURE}`: AKS makes no load balancer \
             for it then",
            object.title()
        );
        cx.report(Place::Key(object, ranges), message)
            .also(Place::Value(object, node), "said again")
            .help("say it in one of them");
    }
}
