use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{self, StrimziVersion, supported_kafka};
use crate::lint::view::{is_filled_in, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "kafka-version-unsupported",
        Severity::Error,
        include_str!("kafka_version_unsupported.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP44", "OPK01", "OPC11", "OPK02", "OBS-e01"],
    check: Check::Object(&[Kind::Kafka, Kind::KafkaConnect, Kind::KafkaMirrorMaker2], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let path = if Kind::of(&object.gvk) == Kind::Kafka { "spec/kafka/version" } else { "spec/version" };
    let Some(node) = object.at(path).filter(|node| !judged_in_blueprint(object, node)) else { return };
    let Some(strimzi) = strimzi::version(cx.targets.schema.strimzi()) else { return };
    // A number is said by the schema: it takes text only.
    let unfit = |written: &&str| !strimzi.supports_kafka(written) && !is_filled_in(written);
    let Some(written) = node.as_str().filter(unfit) else { return };
    let message = format!(
        "{} asks for Kafka `{written}`, which Strimzi {} does not run",
        object.title(),
        strimzi.version
    );
    let supported: Vec<String> = supported_kafka(strimzi).map(|version| format!("`{version}`")).collect();
    let supported = supported.join(", ");
    let help = match meant(written, strimzi) {
        Some(meant) => format!("write `version: {meant}`; Strimzi {} runs {supported}", strimzi.version),
        None => format!("it runs {supported}{}", way_up(written, strimzi)),
    };
    cx.report(Place::Value(object, node), message).help(help);
}

/// `4.3` is the newest patch of that minor; so is a patch that is not there.
fn meant(written: &str, strimzi: &StrimziVersion) -> Option<&'static str> {
    let minor: Vec<&str> = written.trim_start_matches('v').splitn(3, '.').take(2).collect();
    let [major, minor] = minor.as_slice() else { return None };
    let start = format!("{major}.{minor}.");
    strimzi.kafka.iter().rev().map(|(version, _)| *version).find(|version| version.starts_with(&start))
}

/// Kafka is upgraded in steps that two following releases of Strimzi share: the newest that runs what is written is
/// where the way begins.
fn way_up(written: &str, target: &StrimziVersion) -> String {
    let last = strimzi::versions().iter().rev().find(|known| known.supports_kafka(written));
    match last.filter(|last| last.version != target.version) {
        Some(last) if last.released < target.released => format!(
            "; the last to run `{written}` was {}: upgrade Kafka there to `{}` first, and then Strimzi",
            last.version, last.default_kafka
        ),
        Some(last) => format!("; `{written}` needs Strimzi {}", last.version),
        None => String::new(),
    }
}
