use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("connect-build-refused", Severity::Error, include_str!("connect_build_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPC02", "OPC04", "OPC05", "OPC06", "OPC07", "OPC08", "OPC09", "OBS-h07"],
    check: Check::Set(check),
};

/// Options of `buildah build` and `buildah push`, and of Kaniko, that `DockerOutput` of Strimzi 1.2.0 lets through.
const BUILD: &str = "--authfile --cert-dir --creds --decryption-key --retry --retry-delay --tls-verify";
const PUSH: &str = "--authfile --cert-dir --creds --quiet --retry --retry-delay --tls-verify";
const KANIKO: &str = "--customPlatform --custom-platform --insecure --insecure-pull --insecure-registry --log-format \
                      --log-timestamp --registry-mirror --reproducible --single-snapshot --skip-tls-verify \
                      --skip-tls-verify-pull --skip-tls-verify-registry --verbosity --snapshotMode --use-new-run \
                      --registry-certificate --registry-client-cert --ignore-path";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::KafkaConnect) {
        let Some(build) = object.at("spec/build") else { continue };
        plugins(object, build, patched, cx);
        let Some(output) = build.get("output") else { continue };
        if output.get("type").and_then(Node::as_str) == Some("docker") {
            image(object, output, cx);
            options(object, output, is_kaniko(set, object), cx);
        }
    }
}

fn plugins<'a>(object: &'a Object, build: &'a Node, patched: bool, cx: &mut Cx<'a>) {
    let mut seen: BTreeMap<&str, &Node> = BTreeMap::new();
    for plugin in build.get("plugins").and_then(Node::as_list).into_iter().flatten() {
        if let Some((node, name)) = plugin.get("name").and_then(|node| Some((node, node.as_str()?))) {
            if let Some(first) = seen.get(name) {
                let message = format!("{} has two plugins `{name}`", object.title());
                cx.report(Place::Value(object, node), message)
                    .also(Place::Value(object, first), "the first")
                    .help("give them names of their own, or put the artifacts of both into one");
            }
            seen.entry(name).or_insert(node);
        }
        let artifacts = plugin.get("artifacts").and_then(Node::as_list).into_iter().flatten();
        artifacts.filter(|_| !patched).for_each(|one| artifact(object, one, cx));
    }
}

/// What an artifact of a type cannot do without; the schema has the keys of all types in one.
fn artifact<'a>(object: &'a Object, artifact: &'a Node, cx: &mut Cx<'a>) {
    let Some((node, kind)) = artifact.get("type").and_then(|node| Some((node, node.as_str()?))) else {
        return;
    };
    let needed: &[&str] = match kind {
        "jar" | "tgz" | "zip" | "other" => &["url"],
        "maven" => &["group", "artifact", "version"],
        _ => return,
    };
    let empty = |key: &&&str| artifact.get(key).is_none_or(|of| of.is_null() || of.as_str() == Some(""));
    let missing: Vec<&str> = needed.iter().filter(empty).copied().collect();
    if !missing.is_empty() {
        let message = format!("an artifact `{kind}` of {} has no `{}`", object.title(), missing.join("`, `"));
        let help = match kind {
            "maven" => "write `group`, `artifact` and `version`",
            _ => "write the `url` it is downloaded from",
        };
        cx.report(Place::Value(object, node), message).help(help);
    }
}

fn image<'a>(object: &'a Object, output: &'a Node, cx: &mut Cx<'a>) {
    let (Some(base), Some(built)) = (object.at("spec/image"), output.get("image")) else { return };
    if base.as_str().is_some_and(|name| built.as_str() == Some(name)) {
        let message = format!("{} builds the image it is built on", object.title());
        cx.report(Place::Value(object, built), message)
            .also(Place::Value(object, base), "what it is built on")
            .help("take `spec.image` out: the pods run what is built");
    }
}

fn options<'a>(object: &'a Object, output: &'a Node, kaniko: bool, cx: &mut Cx<'a>) {
    let (build, builder) = if kaniko { (KANIKO, "Kaniko") } else { (BUILD, "Buildah") };
    let lists = [
        ("additionalBuildOptions", build),
        ("additionalPushOptions", PUSH),
        ("additionalKanikoOptions", KANIKO),
    ];
    for (key, allowed) in lists {
        // Kaniko has nothing to push with.
        if key == "additionalPushOptions" && kaniko {
            continue;
        }
        for node in output.get(key).and_then(Node::as_list).into_iter().flatten() {
            let Some(option) = node.as_str().map(|text| text.split('=').next().unwrap_or(text)) else {
                continue;
            };
            let mut known = allowed.split_whitespace();
            if known.clone().any(|one| one == option) {
                continue;
            }
            let message =
                format!("`{option}` in `{key}` of {} is an option the operator refuses", object.title());
            let builder = if key == "additionalKanikoOptions" { "Kaniko" } else { builder };
            let help = match nearest(option, known.by_ref()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if key == "additionalBuildOptions"
                    && !kaniko
                    && KANIKO.split_whitespace().any(|one| one == option) =>
                {
                    format!(
                        "this is Kaniko's; since Strimzi 1.0 Buildah builds, which takes `{}`",
                        allowed.replace(' ', "`, `")
                    )
                }
                None => format!(
                    "{builder} is given `{}`",
                    allowed.split_whitespace().collect::<Vec<_>>().join("`, `")
                ),
            };
            cx.report(Place::Value(object, node), message).help(help);
        }
    }
}

/// Before Strimzi 1.0, which no longer knows `v1beta2`, Kaniko built unless told otherwise; since then Buildah.
fn is_kaniko(set: &Set<'_>, object: &Object) -> bool {
    let gated = |member: Member<'_>| {
        let all = pod(member.object).into_iter().flat_map(|pod| containers(pod.spec));
        let gates = all.filter_map(|one| one.get("env")?.as_list()).flatten().filter_map(|variable| {
            let is_gates = variable.get("name")?.as_str()? == "STRIMZI_FEATURE_GATES";
            is_gates.then(|| variable.get("value")?.as_str()).flatten()
        });
        gates.into_iter().any(|gates| gates.contains("-UseConnectBuildWithBuildah"))
    };
    object.gvk.version != "v1" || set.of(Kind::Deployment).any(gated)
}
