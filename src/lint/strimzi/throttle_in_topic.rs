use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("throttle-in-topic", Severity::Warning, include_str!("throttle_in_topic.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPP09"],
    check: Check::Object(&[Kind::KafkaTopic], check),
};

/// Source: `THROTTLING_CONFIG` of `BatchingTopicController` of Strimzi 1.2.0.
const KEYS: [&str; 2] = ["follower.replication.throttled.replicas", "leader.replication.throttled.replicas"];

fn check<'a>(topic: &'a Object, cx: &mut Cx<'a>) {
    let config = topic.at("spec/config");
    for key in KEYS {
        let Some(line) = config.and_then(|config| config.get(key)) else { continue };
        let message = format!(
            "{} sets `{key}`, which Cruise Control sets and takes back while it moves replicas",
            topic.title()
        );
        cx.report(Place::Key(topic, line), message)
            .help(format!("take `{key}` out: it belongs to a single move, not to the topic"))
            .fix(Fix::risky().remove(Place::Value(topic, line)));
    }
}
