use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::is_operators_variable;
use crate::lint::view::{Template, templates};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "template-variable-ignored",
        Severity::Warning,
        include_str!("template_variable_ignored.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPT07"],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaNodePool, Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for template in templates(object) {
        for variable in template.node.get("env").and_then(Node::as_list).into_iter().flatten() {
            let Some((node, name)) = variable.get("name").and_then(|node| Some((node, node.as_str()?)))
            else {
                continue;
            };
            let title = object.title();
            if let Some(instead) = set_by(template, name) {
                let message =
                    format!("`{name}` in `{}` of {title} is ignored: the operator sets it", template.name);
                cx.report(Place::Value(object, node), message).help(instead);
            }
        }
    }
}

/// What to write instead of a variable that is always there, or there because of another setting of the same part.
fn set_by(template: Template<'_>, name: &str) -> Option<&'static str> {
    let options = |key: &str| template.owner.get("jvmOptions").and_then(|options| options.get(key));
    let heap = || ["-Xmx", "-Xms"].iter().any(|key| options(key).is_some_and(|node| !node.is_null()));
    let main = matches!(
        template.name,
        "kafkaContainer" | "connectContainer" | "bridgeContainer" | "cruiseControlContainer"
    );
    match name {
        "KAFKA_HEAP_OPTS" if main && heap() => Some("the heap stands in `jvmOptions`; take the variable out"),
        "STRIMZI_TRACING" if template.name == "connectContainer" => {
            template.owner.get("tracing").filter(|node| !node.is_null())?;
            Some("tracing stands in `tracing`; take the variable out")
        }
        _ if is_operators_variable(template.component, template.name, name) => Some("take it out"),
        _ => None,
    }
}
