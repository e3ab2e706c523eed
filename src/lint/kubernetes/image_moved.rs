use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::ImageReference;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("image-moved", Severity::Warning, include_str!("image_moved.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["SD64"],
    check: Check::Object(Kind::WORKLOADS, check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for container in pod(object).into_iter().flat_map(|pod| containers(pod.spec)) {
        let Some(node) = container.get("image") else { continue };
        let image = node.as_str().and_then(|written| ImageReference::parse(written).ok());
        let Some((why, help)) = image.as_ref().and_then(moved) else { continue };
        let written = container.get("image").and_then(Node::as_str).unwrap_or_default();
        let message = format!("image `{written}` of {} {why}", object.title());
        cx.report(Place::Value(object, node), message).help(help);
    }
}

/// What became of images that manifests of years ago name. Sources: the announcements of the Kubernetes project
/// (2023-02-06), of Docker's official images (2022-07) and of Bitnami (2025-08-28).
fn moved(image: &ImageReference<'_>) -> Option<(&'static str, String)> {
    let (registry, path) = (image.registry, image.repository);
    if registry == Some("k8s.gcr.io") {
        let help = format!("write `registry.k8s.io/{path}` with a tag that is there");
        return Some(("is in a registry that is frozen since April 2023", help));
    }
    if registry == Some("gcr.io") && path.starts_with("google_containers/") {
        let name = path.trim_start_matches("google_containers/");
        let help = format!("write `registry.k8s.io/{name}` with a tag that is there");
        return Some(("is in a registry that is frozen since April 2023", help));
    }
    let hub = registry.is_none() || registry == Some("docker.io");
    if hub && matches!(path, "openjdk" | "library/openjdk" | "java" | "library/java") {
        let why = "gets no more security updates: Docker's official image of OpenJDK ended in July 2022";
        return Some((why, "write `eclipse-temurin` or another image of a vendor of Java".to_owned()));
    }
    let versioned = image.digest.is_some() || image.tag.is_some_and(|tag| tag != "latest");
    if hub
        && versioned
        && let Some(name) = path.strip_prefix("bitnami/")
    {
        let why = "is no longer there: Bitnami took its versioned images out of that place in September 2025";
        return Some((why, format!("`bitnamilegacy/{name}` has the old ones, without updates")));
    }
    None
}
