use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::ImageReference;
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("artifact-unverified", Severity::Warning, include_str!("artifact_unverified.md")),
    subject: Subject::Strimzi,
    // A mirror of one's own may be trusted.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP19", "REF11"],
    check: Check::Object(&[Kind::KafkaConnect], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let plugins = object.at("spec/build/plugins").and_then(Node::as_list).into_iter().flatten();
    for artifact in plugins.filter_map(|plugin| plugin.get("artifacts")?.as_list()).flatten() {
        let Some(kind) = artifact.get("type").filter(|node| !judged_in_blueprint(object, node)) else {
            continue;
        };
        match kind.as_str() {
            Some("maven") => maven(object, artifact, kind, cx),
            Some(_) => download(object, artifact, kind, cx),
            None => {}
        }
    }
    output(object, cx);
}

fn download<'a>(object: &'a Object, artifact: &'a Node, kind: &'a Node, cx: &mut Cx<'a>) {
    let title = object.title();
    if let Some(node) = artifact.get("insecure").filter(|node| node.as_bool() == Some(true)) {
        let message = format!(
            "a file for the image of {title} is taken from whoever answers: `insecure` checks no certificate"
        );
        cx.report(Place::Value(object, node), message).help("take `insecure` out");
    }
    let sum = artifact.get("sha512sum").filter(|node| !node.is_null());
    match sum.and_then(Node::as_str) {
        Some(text) if text.len() != 128 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            if let Some(node) = sum {
                let message = format!(
                    "`sha512sum` of {title} is no SHA-512: that has 128 hexadecimal digits, and this {}",
                    text.len()
                );
                cx.report(Place::Value(object, node), message)
                    .severity(Severity::Error)
                    .help("take what `sha512sum FILE` prints");
            }
        }
        Some(_) => {}
        None => {
            let message = format!("nothing says what the file is to be that {title} puts into its image");
            let place =
                artifact.get("url").map_or(Place::Value(object, kind), |url| Place::Value(object, url));
            cx.report(place, message).help("add `sha512sum` with what `sha512sum FILE` prints");
        }
    }
}

fn maven<'a>(object: &'a Object, artifact: &'a Node, kind: &'a Node, cx: &mut Cx<'a>) {
    let version = artifact.get("version");
    if let Some((node, text)) = version.and_then(|node| Some((node, node.as_str()?)))
        && (text.ends_with("-SNAPSHOT")
            || text.starts_with(['[', '('])
            || matches!(text, "LATEST" | "RELEASE"))
    {
        let message = format!("version `{text}` of a plugin of {} is another one tomorrow", object.title());
        cx.report(Place::Value(object, node), message).help("write the version of one release");
    }
    if artifact.get("includeScope").is_none() {
        let message = format!(
            "a plugin of {} brings what it needs for its own tests and what Connect brings itself",
            object.title()
        );
        cx.report(Place::Value(object, kind), message)
            .severity(Severity::Info)
            .help("add `includeScope: runtime`");
    }
}

fn output<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(output) = object.at("spec/build/output").filter(|node| !judged_in_blueprint(object, node))
    else {
        return;
    };
    let Some((node, text)) = output.get("image").and_then(|node| Some((node, node.as_str()?))) else {
        return;
    };
    if ImageReference::parse(text).is_ok_and(|image| image.is_latest()) {
        let message = format!(
            "the image that {} builds has no tag of its own: a pod that restarts may run another one",
            object.title()
        );
        cx.report(Place::Value(object, node), message)
            .help("write a tag, and another one with each change of the plugins");
    }
    if output.get("type").and_then(Node::as_str) == Some("docker") && output.get("pushSecret").is_none() {
        let message =
            format!("{} pushes its image without credentials, which most registries refuse", object.title());
        cx.report(Place::Value(object, node), message)
            .help("add `pushSecret` with the name of a Secret of type `kubernetes.io/dockerconfigjson`");
    }
}
