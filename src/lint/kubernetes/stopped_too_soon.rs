use crate::diagnostic::{Code, Severity};
use crate::lint::view::{broker, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("stopped-too-soon", Severity::Warning, include_str!("stopped_too_soon.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S51"],
    check: Check::Object(&[Kind::StatefulSet], check),
};

/// What Kubernetes gives where nothing is said; a broker needs at least that to hand its partitions over.
const USUAL: i128 = 30;

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = pod(object).and_then(|pod| pod.spec.get("terminationGracePeriodSeconds")) else {
        return;
    };
    let Some(seconds) = node.as_int() else { return };
    let message = if seconds == 0 {
        format!(
            "pods of {} are killed at once: one may still run on a lost node while its successor starts on the same data",
            object.title()
        )
    } else if (1..USUAL).contains(&seconds) && broker(object).is_some() {
        format!(
            "the Kafka of {} has {seconds} seconds to stop, and is killed when handing its partitions over takes longer",
            object.title()
        )
    } else {
        return;
    };
    cx.report(Place::Value(object, node), message).help(
        "leave it away, which means 30 seconds, or write 120 and more for brokers with many partitions",
    );
}
