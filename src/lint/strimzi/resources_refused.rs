use crate::diagnostic::{Code, Severity};
use crate::lint::view::{amount, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("resources-refused", Severity::Error, include_str!("resources_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN15", "OBS-e11"],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaNodePool, Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge],
        check,
    ),
};

/// Where the operator looks. Source: the callers of `ModelUtils.validateComputeResources` of Strimzi 1.2.0.
const PATHS: [&str; 7] = [
    "spec/resources",
    "spec/kafka/resources",
    "spec/build/resources",
    "spec/cruiseControl/resources",
    "spec/kafkaExporter/resources",
    "spec/entityOperator/topicOperator/resources",
    "spec/entityOperator/userOperator/resources",
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for (path, resources) in PATHS.iter().filter_map(|path| Some((*path, object.at(path)?))) {
        let path = path.replace('/', ".");
        for resource in ["cpu", "memory"] {
            let of = |key| resources.get(key).and_then(|of: &'a Node| of.get(resource));
            let amounts =
                ["requests", "limits"].map(|key| of(key).and_then(|node| Some((node, amount(node)?))));
            for (key, (node, (text, milli))) in ["requests", "limits"]
                .iter()
                .zip(amounts.iter())
                .filter_map(|(key, amount)| Some((key, amount.as_ref()?)))
            {
                if *milli <= 0 && !judged_in_blueprint(object, node) {
                    let message = format!(
                        "`{path}.{key}.{resource}` of {} is `{text}`, and the operator takes none that is not above zero",
                        object.title()
                    );
                    cx.report(Place::Value(object, node), message)
                        .help(format!("write how much there is to be, or take `{resource}` out"));
                }
            }
            if let [Some((request, (asked, least))), Some((limit, (allowed, most)))] = &amounts
                && least > most
                && !judged_in_blueprint(object, request)
            {
                let message = format!(
                    "`{path}` of {} requests `{resource}: {asked}`, and its limit is `{allowed}`: the operator refuses the \
                     resource",
                    object.title()
                );
                cx.report(Place::Value(object, request), message)
                    .also(Place::Value(object, limit), "the limit")
                    .help("request no more than the limit");
            }
        }
    }
}
