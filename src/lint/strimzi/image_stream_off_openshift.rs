use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "image-stream-off-openshift",
        Severity::Warning,
        include_str!("image_stream_off_openshift.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["OPC10"],
    check: Check::Object(&[Kind::KafkaConnect], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(output) = object.at("spec/build/output") else { return };
    if let Some(kind) = output.get("type").filter(|kind| kind.as_str() == Some("imagestream")) {
        let message = format!("{} builds into an ImageStream, which only OpenShift has", object.title());
        cx.report(Place::Value(object, kind), message).help(
            "elsewhere write `type: docker`, an `image` that begins with its registry, and a `pushSecret`",
        );
    }
}
