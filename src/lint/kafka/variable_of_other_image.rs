use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigTable;
use crate::lint::settings::Distribution;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "variable-of-other-image",
        Severity::Warning,
        include_str!("variable_of_other_image.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(Kind::WORKLOADS, check),
};

const OF_BITNAMI: &str = "KAFKA_CFG_";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for container in pod(object).into_iter().flat_map(|pod| containers(pod.spec)) {
        let image = container.get("image").and_then(Node::as_str).unwrap_or_default();
        let Some((whose, version)) = Distribution::of(image) else { continue };
        // Bitnami's script took some of the plain names as well until Kafka 2.8.
        if whose == Distribution::Bitnami
            && version.is_some_and(|version| ["0.", "1.", "2."].iter().any(|old| version.starts_with(old)))
        {
            continue;
        }
        let variables = container.get("env").and_then(Node::as_list).into_iter().flatten();
        for name in variables.filter_map(|variable| variable.get("name")) {
            let Some(written) = name.as_str() else { continue };
            let Some((instead, why)) = instead(written, whose) else { continue };
            let message = format!("`{written}` of {} does nothing: image `{image}` {why}", object.title());
            let (place, help) = (Place::Value(object, name), format!("write `{instead}`"));
            cx.report(place, message).help(help).fix(Fix::risky().write(place, instead));
        }
    }
}

fn instead(written: &str, whose: Distribution) -> Option<(String, &'static str)> {
    let of_bitnami = whose == Distribution::Bitnami;
    if let Some(rest) = written.strip_prefix(OF_BITNAMI) {
        return (!of_bitnami && is_key(rest))
            .then(|| (format!("KAFKA_{rest}"), "makes the key `cfg.…` of it, which Kafka does not know"));
    }
    let rest = written.strip_prefix("KAFKA_").filter(|_| of_bitnami)?;
    is_key(rest).then(|| (format!("{OF_BITNAMI}{rest}"), "reads settings from `KAFKA_CFG_…` alone"))
}

/// Whether it is the name of a key of some Kafka.
fn is_key(rest: &str) -> bool {
    let key = rest.to_ascii_lowercase().replace('_', ".");
    key == "zookeeper.connect"
        || ConfigTable::VERSIONS.iter().any(|version| {
            ConfigTable::for_version(version).is_some_and(|table| table.broker(&key).is_some())
        })
}
