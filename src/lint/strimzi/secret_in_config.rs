use crate::diagnostic::{Code, Severity};
use crate::facts::secrets::is_secret_key;
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("secret-in-config", Severity::Error, include_str!("secret_in_config.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP18"],
    check: Check::Object(
        &[Kind::KafkaConnector, Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let list = |path| object.at(path).and_then(Node::as_list).into_iter().flatten();
    let mirrors = list("spec/mirrors").flat_map(|mirror| {
        let config = |key: &str| mirror.get(key).and_then(|of| of.get("config"));
        [config("source"), config("sourceConnector"), config("checkpointConnector")].into_iter().flatten()
    });
    let plain = ["spec/config", "spec/target/config"].into_iter().filter_map(|path| object.at(path));
    for line in plain.chain(mirrors).filter_map(Node::as_map).flat_map(|map| &map.entries) {
        let (key, node) = (line.key.text.as_str(), &line.value);
        if is_secret_key(key)
            && !judged_in_blueprint(object, node)
            && node.as_str().is_some_and(|value| is_literal(key, value))
        {
            let message = format!("`{key}` of {} holds a secret in clear text", object.title());
            cx.report(Place::Key(object, node), message).help(
                "put it into a Secret, write `\"${strimzisecrets:<namespace>/<secret>:<key>}\"`, and let the ServiceAccount of the \
                 workers read that Secret; what stands here is to be changed",
            );
        }
    }
}

/// Whether a value is a secret itself, and neither a reference nor a word that stands for one.
fn is_literal(key: &str, value: &str) -> bool {
    let value = value.trim();
    // A login module may hold a name only.
    let module = key.ends_with("jaas.config");
    if module && !["password=", "Secret=", "secret="].iter().any(|word| value.contains(word))
        || value.contains("****")
    {
        return false;
    }
    let placeholder = value.starts_with('<')
        || value.starts_with('[')
        || value.chars().all(|c| matches!(c, '*' | 'x' | 'X' | '.'));
    // `${file:…}` and `{{ .Values.password }}` are filled in by somebody else, and so is `$(PASSWORD)`.
    !(value.is_empty() || placeholder || value.contains("${") || value.contains("{{") || value.contains("$("))
}
