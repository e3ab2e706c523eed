use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("peering-across-regions", Severity::Info, include_str!("peering_across_regions.md")),
    subject: Subject::Network,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["NET22"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    let networks = &topology.blueprint.networks;
    for (name, peering) in topology.blueprint.peerings.iter() {
        let [one, other] = peering.between.as_slice() else { continue };
        let region = |network: &str| networks.get(network)?.location.as_ref();
        let (Some(here), Some(there)) = (region(&one.value.0), region(&other.value.0)) else { continue };
        if same(&here.value, &there.value) {
            continue;
        }
        let Some(at) = peering.key_span() else { continue };
        let message = format!(
            "`peerings/{name}` joins `{}` and `{}`: every byte between them is paid for, and takes longer",
            here.value, there.value
        );
        let finding = cx.report(Place::Bytes(at), message);
        for location in [here, there] {
            if let Some(span) = location.span() {
                finding.also(Place::Bytes(span), "");
            }
        }
        finding.help("put Kafka into the region of its clients, or mirror it there");
    }
}

/// `West Europe` and `westeurope` are one.
fn same(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    plain(one) == plain(other)
}
