use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi;
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "metadata-version-refused",
        Severity::Error,
        include_str!("metadata_version_refused.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPK03", "OPK04", "OPK05", "OPK06", "OPK07", "OBS-e02", "OBS-e03", "OBS-e04"],
    check: Check::Object(&[Kind::Kafka], check),
};

/// The first that Kafka without ZooKeeper can run on in earnest, and the oldest the operator takes.
const FLOOR: (u32, u32, u32) = (3, 3, 3);

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = object.at("spec/kafka/metadataVersion") else { return };
    let Some(written) = node.as_str().filter(|_| !judged_in_blueprint(object, node)) else { return };
    let kafka = object.at("spec/kafka/version").filter(|version| !version.is_null());
    let version = match kafka {
        Some(version) => version.as_str(),
        None => Some(cx.targets.kafka.as_str()),
    };
    let Some(own) = version.and_then(minor) else { return };
    let title = object.title();
    let documented = version.and_then(|version| {
        strimzi::versions().iter().rev().find_map(|known| known.metadata_version(version))
    });
    let fitting = documented.map_or_else(|| format!("{}.{}", own.0, own.1), str::to_owned);
    let newest = strimzi::version(cx.targets.schema.strimzi()).and_then(|known| minor(known.default_kafka));
    let (severity, message) = match parse(written) {
        None => (Severity::Error, format!("`{written}` in {title} is no metadata version of Kafka")),
        Some((major, minor, _)) if newest.is_some_and(|newest| (major, minor) > newest) => (
            Severity::Error,
            format!(
                "`{written}` in {title} is no metadata version that Strimzi {} knows",
                cx.targets.schema.strimzi()
            ),
        ),
        Some(asked) if asked < FLOOR => (
            Severity::Error,
            format!(
                "the metadata version `{written}` of {title} is older than `3.3-IV3`, the oldest that the operator takes"
            ),
        ),
        Some((major, minor, _)) if (major, minor) > own => (
            Severity::Warning,
            format!(
                "the metadata version `{written}` of {title} is newer than its Kafka `{}`: the operator ignores it, and says so in \
                 its log only",
                version.unwrap_or_default()
            ),
        ),
        Some((major, minor, _)) if (major, minor) < own => (
            Severity::Info,
            format!(
                "the metadata version `{written}` of {title} is older than its Kafka `{}`: its upgrade is not finished",
                version.unwrap_or_default()
            ),
        ),
        Some(_) => return,
    };
    let help = match severity {
        Severity::Info => format!(
            "write `metadataVersion: {fitting}` once the brokers have proved themselves: from then on there is no way back"
        ),
        _ => format!("write `metadataVersion: {fitting}`"),
    };
    let finding = cx.report(Place::Value(object, node), message).severity(severity).help(help);
    if let Some(kafka) = kafka {
        finding.also(Place::Value(object, kafka), "the version of Kafka");
    }
}

/// `4.3-IV0` and the short form `4.3`, which means the last of that minor.
fn parse(written: &str) -> Option<(u32, u32, u32)> {
    let (version, level) = match written.split_once("-IV") {
        Some((version, level)) => (version, level.parse().ok()?),
        None => (written, u32::MAX),
    };
    // Kafka takes whole versions too.
    (version.matches('.').count() <= 2).then_some(())?;
    let (major, minor) = minor(version)?;
    Some((major, minor, level))
}

fn minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}
