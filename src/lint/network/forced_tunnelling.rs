use crate::blueprint::{AddressPrefix, NextHopType, RouteTable};
use crate::diagnostic::{Code, Severity};
use crate::facts::azure::HDINSIGHT_TAG;
use crate::lint::view::hdinsight_subnets;
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("forced-tunnelling", Severity::Warning, include_str!("forced_tunnelling.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET77"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, subnet) in hdinsight_subnets(topology) {
        let Some(table) = &subnet.route_table else { continue };
        if keeps_answers(table) {
            continue;
        }
        let away = table.routes.iter().find(|(_, route)| {
            let all = match &route.address_prefix.value {
                AddressPrefix::Any => true,
                AddressPrefix::Range(range) => range.prefix_len() == 0,
                AddressPrefix::Tag(_) => false,
            };
            all && !matches!(route.next_hop_type.value, NextHopType::Internet | NextHopType::VnetLocal)
        });
        let Some((rule, route)) = away else { continue };
        let Some(at) = route.address_prefix.span() else { continue };
        let message = format!(
            "the route `{rule}` sends everything of `kafka/{name}` elsewhere, and with it the answers to what watches over \
             the cluster, which are dropped there"
        );
        cx.report(Place::Bytes(at), message).help(format!(
            "add `{{addressPrefix: {HDINSIGHT_TAG}, nextHopType: Internet}}`, so that those go back the way they came"
        ));
    }
}

/// Whether a narrower route leads to what watches over clusters; by its addresses it did before there were tags.
fn keeps_answers(table: &RouteTable) -> bool {
    table.routes.iter().any(|(_, route)| {
        let narrow = match &route.address_prefix.value {
            AddressPrefix::Tag(tag) => tag.starts_with(HDINSIGHT_TAG),
            AddressPrefix::Range(range) => range.prefix_len() > 0,
            AddressPrefix::Any => false,
        };
        narrow && route.next_hop_type.value == NextHopType::Internet
    })
}
