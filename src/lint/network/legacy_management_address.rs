use crate::blueprint::{AddressPrefix, Kafka};
use crate::diagnostic::{Code, Severity};
use crate::facts::azure::{HDINSIGHT_ADDRESSES, HDINSIGHT_TAG};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "legacy-management-address",
        Severity::Warning,
        include_str!("legacy_management_address.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET76"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    let networks = &topology.blueprint.networks;
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        let Some(stated) = &cluster.subnet else { continue };
        let subnet = networks.get(&stated.network).and_then(|network| network.subnets.get(&stated.subnet));
        let Some(group) = subnet.and_then(|subnet| subnet.network_security_group.as_ref()) else { continue };
        for (rule, item) in group.rules.iter() {
            let legacy = item.source_address_prefixes.iter().find(|prefix| match &prefix.value {
                AddressPrefix::Range(range) => {
                    range.prefix_len() == 32
                        && HDINSIGHT_ADDRESSES.contains(&range.network().to_string().as_str())
                }
                AddressPrefix::Any | AddressPrefix::Tag(_) => false,
            });
            let Some(at) = legacy.and_then(crate::blueprint::Val::span) else { continue };
            let message = format!(
                "the rule `{rule}` around `kafka/{name}` names addresses from where HDInsight watches over clusters: they \
                 change, and there is a tag for them"
            );
            cx.report(Place::Bytes(at), message)
                .help(format!("write `sourceAddressPrefixes: [{HDINSIGHT_TAG}]`"));
        }
    }
}
