use crate::blueprint::AddressPrefix;
use crate::diagnostic::{Code, Severity};
use crate::facts::azure::{HDINSIGHT_ADDRESSES, HDINSIGHT_TAG};
use crate::lint::view::hdinsight_subnets;
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
    for (name, subnet) in hdinsight_subnets(topology) {
        let Some(group) = &subnet.network_security_group else { continue };
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
