use crate::diagnostic::{Code, Severity};
use crate::lint::view::{config_text, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "topics-made-behind-operator",
        Severity::Warning,
        include_str!("topics_made_behind_operator.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPP07", "GAP47"],
    check: Check::Object(&[Kind::Kafka], check),
};

const KEY: &str = "auto.create.topics.enable";

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    let operator = kafka.at("spec/entityOperator/topicOperator").filter(|of| !of.is_null());
    let line = kafka.at("spec/kafka/config").and_then(|config| config.get(KEY));
    let (Some(operator), Some(line)) = (operator, line) else { return };
    let on = config_text(line).is_some_and(|text| text.trim().eq_ignore_ascii_case("true"));
    if !on || judged_in_blueprint(kafka, line) {
        return;
    }
    let message = format!(
        "brokers of {} make topics that clients ask for, and its topic operator makes them too: whoever comes first decides \
         how many partitions there are",
        kafka.title()
    );
    cx.report(Place::Value(kafka, line), message)
        .also(Place::Key(kafka, operator), "the topic operator")
        .help(format!("write `{KEY}: false`, and a KafkaTopic for each topic"))
        .fix(Fix::risky().write(Place::Value(kafka, line), false));
}
