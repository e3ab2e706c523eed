use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::Quantity;
use crate::lint::view::{config_text, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("heap-above-limit", Severity::Error, include_str!("heap_above_limit.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP25"],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaNodePool, Kind::KafkaConnect, Kind::KafkaBridge, Kind::KafkaMirrorMaker2],
        check,
    ),
};

/// Where a Java machine and its container stand.
fn machines(object: &Object) -> Vec<&Node> {
    let paths: &[&str] = match Kind::of(&object.gvk) {
        Kind::Kafka => &[
            "spec/kafka",
            "spec/zookeeper",
            "spec/cruiseControl",
            "spec/entityOperator/topicOperator",
            "spec/entityOperator/userOperator",
        ],
        _ => &["spec"],
    };
    paths.iter().filter_map(|path| object.at(path)).collect()
}

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for machine in machines(object) {
        let Some(options) = machine.get("jvmOptions").filter(|node| !judged_in_blueprint(object, node))
        else {
            continue;
        };
        let heap = |key: &str| options.get(key).and_then(|node| Some((node, bytes(&config_text(node)?)?)));
        let (most, least) = (heap("-Xmx"), heap("-Xms"));
        if let (Some((most, most_bytes)), Some((least, least_bytes))) = (most, least)
            && least_bytes > most_bytes
        {
            let message = format!(
                "`-Xms` of {} is more than its `-Xmx`: Java does not start with a heap larger than the largest it may have",
                object.title()
            );
            cx.report(Place::Value(object, least), message)
                .also(Place::Value(object, most), "the largest it may have")
                .help("write the same for both");
        }
        let limit = machine.get("resources").and_then(|of| of.get("limits")).and_then(|of| of.get("memory"));
        let Some((limit, memory)) =
            limit.and_then(|node| Some((node, Quantity::parse(&config_text(node)?).ok()?.units())))
        else {
            continue;
        };
        // The heap that is there from the start counts as well as the one it may grow to.
        let Some((node, heap)) = most.or(least).filter(|(_, heap)| *heap >= memory && memory > 0) else {
            continue;
        };
        let message = format!(
            "the heap of {} may have {} MiB, and its container {} MiB for everything: it is killed before the heap is full",
            object.title(),
            heap >> 20,
            memory >> 20
        );
        cx.report(Place::Value(object, node), message).also(Place::Value(object, limit), "the limit").help(format!(
            "write `-Xmx: {}m`, half of the limit, or raise the limit: threads, buffers and the page cache need room beside the heap",
            (memory >> 21).max(1)
        ));
    }
}

/// As Java reads it: powers of 1024.
fn bytes(text: &str) -> Option<i128> {
    let (number, shift) = match text.char_indices().last()? {
        (at, 'k' | 'K') => (&text[..at], 10),
        (at, 'm' | 'M') => (&text[..at], 20),
        (at, 'g' | 'G') => (&text[..at], 30),
        _ => (text, 0),
    };
    Some(number.parse::<i128>().ok().filter(|number| (0..1 << 60).contains(number))? << shift)
}
