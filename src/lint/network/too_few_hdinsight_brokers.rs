use crate::blueprint::Kafka;
use crate::diagnostic::{Code, Severity};
use crate::facts::azure::HDINSIGHT_LEAST_BROKERS;
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "too-few-hdinsight-brokers",
        Severity::Warning,
        include_str!("too_few_hdinsight_brokers.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET81"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        let brokers = &cluster.brokers;
        let least = usize::try_from(HDINSIGHT_LEAST_BROKERS).unwrap_or(usize::MAX);
        if brokers.is_empty() || brokers.any_broken() || brokers.len() >= least {
            continue;
        }
        let at = brokers.origin.as_ref().and_then(crate::source::Origin::span);
        let Some(at) = at else { continue };
        let message = format!(
            "`kafka/{name}` has {} broker{}, and Kafka on HDInsight has at least {least}",
            brokers.len(),
            if brokers.len() == 1 { "" } else { "s" }
        );
        cx.report(Place::Bytes(at), message)
            .help("name all of them: clients bootstrap from each, and copies are spread over them");
    }
}
