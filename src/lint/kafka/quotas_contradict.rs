use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("quotas-contradict", Severity::Error, include_str!("quotas_contradict.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPK19", "OPK20"],
    check: Check::Object(&[Kind::Kafka], check),
};

const CALLBACK: &str = "client.quota.callback.class";
const BYTES: &str = "minAvailableBytesPerVolume";
const RATIO: &str = "minAvailableRatioPerVolume";

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    let Some(quotas) = kafka.at("spec/kafka/quotas").filter(|quotas| quotas.as_map().is_some()) else {
        return;
    };
    let of = |key: &str| quotas.get(key).filter(|node: &&'a Node| !node.is_null());
    let own = quotas.get("type").and_then(Node::as_str);
    if let (Some("strimzi"), Some(bytes), Some(ratio)) = (own, of(BYTES), of(RATIO)) {
        let message = format!(
            "the quotas of {} have both `{BYTES}` and `{RATIO}`: the operator refuses the whole resource",
            kafka.title()
        );
        cx.report(Place::Key(kafka, ratio), message)
            .also(Place::Key(kafka, bytes), "the other one")
            .help("say how much room is to be left in bytes or as a ratio, and take the other out");
    }
    let config = kafka.at("spec/kafka/config");
    let Some(line) = config.and_then(|config| config.get(CALLBACK)).filter(|line| !line.is_null()) else {
        return;
    };
    let message = format!(
        "`{CALLBACK}` of {} is taken out by the operator, for it has `quotas` as well",
        kafka.title()
    );
    cx.report(Place::Key(kafka, line), message)
        .severity(Severity::Warning)
        .also(Place::Key(kafka, quotas), "these hold")
        .help(format!("take `{CALLBACK}` out, or `quotas` where your own class is to decide"))
        .fix(Fix::safe().remove(Place::Value(kafka, line)));
}
