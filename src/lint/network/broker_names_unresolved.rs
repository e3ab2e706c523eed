use crate::blueprint::{Advertise, Kafka};
use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Graph, LinkKind, Topology, route};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "broker-names-unresolved",
        Severity::Warning,
        include_str!("broker_names_unresolved.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["NET21"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    let graph = Graph::of(&topology.blueprint);
    for link in topology.links.iter().filter(|link| link.kind == LinkKind::Client) {
        let kafka = topology.blueprint.kafka.get(&link.to.cluster).map(|item| &item.value);
        let Some(Kafka::HdInsight(cluster)) = kafka else { continue };
        let Some(listener) = cluster.listeners.get(&link.to.listener) else { continue };
        let Some(how) = listener.advertise.as_ref().filter(|how| how.value == Advertise::Hostname) else {
            continue;
        };
        let way = route(topology, &graph, link);
        // In the network of the brokers its own DNS knows them.
        if way.source.network.is_some()
            && way.source.network == way.destination.network
            && way.source.place
                != format!("networks/{}/pointToSite", way.destination.network.unwrap_or_default())
        {
            continue;
        }
        let Some(at) = link.to.span() else { continue };
        let message = format!(
            "`{}` is told the names of the brokers, which the DNS of another network does not know",
            link.path
        );
        let finding = cx.report(Place::Bytes(at), message);
        if let Some(span) = how.span() {
            finding.also(Place::Bytes(span), "advertises host names");
        }
        finding.help("write `advertise: ip`, or give the client's machine the names by a private DNS zone or a hosts file");
    }
}
