use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::ImageReference;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("image-not-pinned", Severity::Warning, include_str!("image_not_pinned.md")),
    subject: Subject::Kubernetes,
    // A kustomization or a pipeline may set it.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["K8S56", "SD44"],
    check: Check::Object(Kind::WORKLOADS, check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    for image in containers(pod.spec).filter_map(|container| container.get("image")) {
        let Some(Ok(reference)) = image.as_str().map(ImageReference::parse) else { continue };
        if !reference.is_latest() {
            continue;
        }
        let tag = if reference.tag.is_some() { "the tag `latest`" } else { "no tag" };
        let message = format!("image `{}` of {} has {tag}", reference.name(), object.title());
        cx.report(Place::Value(object, image), message).help("write the tag of a release, or a digest");
    }
}
