use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{CLUSTER, DOMAIN};
use crate::lint::view::{judged_in_blueprint, listeners, templates};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("operator-label-taken", Severity::Error, include_str!("operator_label_taken.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPT01", "OPT02", "OPT03", "OBS-e10"],
    check: Check::Object(
        &[
            Kind::Kafka,
            Kind::KafkaNodePool,
            Kind::KafkaConnect,
            Kind::KafkaMirrorMaker2,
            Kind::KafkaBridge,
            Kind::KafkaUser,
        ],
        check,
    ),
};

/// The labels of Kubernetes that the operator writes itself.
const KUBERNETES: &str = "app.kubernetes.io/";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    own(object, cx);
    for template in templates(object) {
        for word in ["labels", "annotations"] {
            let said = template.node.get("metadata").and_then(|metadata| metadata.get(word));
            given(object, said, &format!("template.{}.metadata.{word}", template.name), cx);
        }
    }
    for listener in listeners(object) {
        let configuration = listener.node.get("configuration");
        let Some(configuration) = configuration else { continue };
        let brokers = configuration.get("brokers").and_then(Node::as_list).into_iter().flatten();
        for part in configuration.get("bootstrap").into_iter().chain(brokers) {
            for word in ["labels", "annotations"] {
                given(object, part.get(word), &format!("{word} of listener {}", listener.name), cx);
            }
        }
    }
}

/// The labels of the resource are passed on to everything that is made for it, those of Kubernetes excepted.
fn own<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let lines = object.at("metadata/labels").and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
    for line in lines {
        let key = line.key.text.as_str();
        if key.starts_with(DOMAIN) && !key.starts_with(CLUSTER) {
            let message =
                format!("{} has the label `{key}`, which the operator refuses to pass on", object.title());
            cx.report(Place::Key(object, &line.value), message)
                .help(format!("take it out; of these labels `{CLUSTER}` alone is yours to write"));
        }
    }
}

fn given<'a>(object: &'a Object, labels: Option<&'a Node>, path: &str, cx: &mut Cx<'a>) {
    let lines = labels.and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
    for line in lines.filter(|line| !judged_in_blueprint(object, &line.value)) {
        let key = line.key.text.as_str();
        if key.starts_with(DOMAIN) {
            let message =
                format!("`{key}` in `{path}` of {} is the operator's own, and it refuses it", object.title());
            cx.report(Place::Key(object, &line.value), message)
                .help(format!("take it out, or use a key that does not begin with `{DOMAIN}`"));
        } else if key.starts_with(KUBERNETES) {
            let message = format!(
                "`{key}` in `{path}` of {} is dropped: the operator writes these itself",
                object.title()
            );
            cx.report(Place::Key(object, &line.value), message)
                .severity(Severity::Warning)
                .help(format!("use a key that does not begin with `{KUBERNETES}`"));
        }
    }
}
