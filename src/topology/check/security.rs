//! Network security groups and route tables: rules that cannot stand so, and what HDInsight and AKS need besides clients.

use super::report;
use super::subnet_use::region;
use crate::blueprint::{
    Access, AddressPrefix, Direction, HdInsight, Kafka, NetworkSecurityGroup, NextHopType, OutboundType,
    SecurityRule, Subnet, SubnetRef,
};
use crate::diagnostic::{MISSING_KEY, OUT_OF_RANGE, SECURITY_RULE_DROPS, SUBNET_REFUSED, Sink};
use crate::facts::azure::{
    GATEWAY_SUBNET, HDINSIGHT_REST_PROXY_PORT, HDINSIGHT_TAG, RULE_PRIORITIES, hdinsight_tags,
};
use crate::source::Span;
use crate::topology::{Filter, Nodes, Passing, PodAddresses, Topology};
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, network) in topology.blueprint.networks.iter() {
        for (subnet, item) in network.subnets.iter() {
            let path = format!("networks/{name}/subnets/{subnet}");
            if let Some(group) = &item.network_security_group {
                rules(&path, group, sink);
                if subnet == GATEWAY_SUBNET {
                    let message =
                        format!("`{path}` has a network security group, and a gateway's subnet takes none");
                    let help = "take it out: Azure's own traffic to the gateway is cut off by it";
                    report(sink, &SUBNET_REFUSED, message, help, &[(group.origin.span(), "")]);
                }
            }
            routes(&path, subnet, item, sink);
        }
    }
    for (name, item) in topology.blueprint.kafka.iter() {
        if let Kafka::HdInsight(cluster) = &item.value {
            hdinsight(topology, name, cluster, sink);
        }
    }
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        if nodes.is_aks() {
            aks(topology, &nodes, sink);
        }
    }
}

fn rules(path: &str, group: &NetworkSecurityGroup, sink: &mut Sink) {
    let mut taken: BTreeMap<(Direction, u32), (&str, Option<Span>)> = BTreeMap::new();
    for (name, rule) in group.rules.iter() {
        let path = format!("{path}/networkSecurityGroup/rules/{name}");
        let priority = &rule.priority;
        let (low, high) = (RULE_PRIORITIES.start(), RULE_PRIORITIES.end());
        if !RULE_PRIORITIES.contains(&priority.value.0) {
            let message =
                format!("`priority` of `{path}` is {}, and Azure takes {low} to {high}", priority.value.0);
            report(sink, &OUT_OF_RANGE, message, format!("write {low} to {high}"), &[(priority.span(), "")]);
        }
        let key = (rule.direction.value, priority.value.0);
        let (first, at) = *taken.entry(key).or_insert((name, priority.span()));
        if first != name {
            let message = format!("`{path}` has the priority {} of `{first}`", priority.value.0);
            let help = "give each rule of a direction a priority of its own";
            report(sink, &OUT_OF_RANGE, message, help, &[(priority.span(), ""), (at, "taken here")]);
        }
    }
}

fn routes(path: &str, subnet: &str, item: &Subnet, sink: &mut Sink) {
    let Some(table) = &item.route_table else { return };
    for (name, route) in table.routes.iter() {
        let hop = &route.next_hop_type;
        let appliance = hop.value == NextHopType::VirtualAppliance;
        if appliance && route.next_hop_ip_address.is_none() {
            let message =
                format!("`{path}/routeTable/routes/{name}` does not say which appliance it leads to");
            let help = "add `nextHopIpAddress`";
            report(sink, &MISSING_KEY, message, help, &[(hop.span(), "")]);
        }
        if subnet == GATEWAY_SUBNET && is_everything(&route.address_prefix.value) {
            let message = format!("`{path}` has a route for everything, and a gateway's subnet takes none");
            let help = "name the ranges it is for";
            report(sink, &SUBNET_REFUSED, message, help, &[(route.address_prefix.span(), "")]);
        }
    }
}

fn is_everything(prefix: &AddressPrefix) -> bool {
    match prefix {
        AddressPrefix::Any => true,
        AddressPrefix::Range(range) => range.prefix_len() == 0,
        AddressPrefix::Tag(_) => false,
    }
}

fn subnet_of<'t>(topology: &'t Topology, stated: &SubnetRef) -> Option<&'t Subnet> {
    Some(&topology.blueprint.networks.get(&stated.network)?.subnets.get(&stated.subnet)?.value)
}

/// Whether a rule lets single addresses in, as before there were tags: whose they are nobody can tell.
fn admits_addresses(rule: &SecurityRule) -> bool {
    let single =
        |prefix: &AddressPrefix| matches!(prefix, AddressPrefix::Range(range) if range.prefix_len() > 0);
    rule.access.value == Access::Allow
        && rule.direction.value == Direction::Inbound
        && rule.source_address_prefixes.iter().any(|prefix| single(&prefix.value))
        && rule
            .destination_port_ranges
            .iter()
            .all(|range| (range.value.first..=range.value.last).contains(&443))
}

fn hdinsight(topology: &Topology, name: &str, cluster: &HdInsight, sink: &mut Sink) {
    let Some(stated) = &cluster.subnet else { return };
    let Some(subnet) = subnet_of(topology, stated) else { return };
    let Some(group) = &subnet.network_security_group else { return };
    let filter = Filter::of(group);
    let own = Passing::Range(subnet.address_prefix.value);
    let network = topology.blueprint.networks.get(&stated.network);
    let location = cluster.location.as_ref().or(network.and_then(|network| network.location.as_ref()));
    let location = location.map(|location| region(&location.value));
    let admits = |tag: &str| filter.admits(Passing::Service(tag), own, 443);
    let wanted = location.as_deref().and_then(hdinsight_tags);
    let missing: Vec<&String> = wanted.iter().flatten().filter(|tag| !admits(tag)).collect();
    let regional = group.rules.iter().any(|(_, rule)| {
        rule.source_address_prefixes
            .iter()
            .any(|prefix| matches!(&prefix.value, AddressPrefix::Tag(tag) if tag.starts_with("HDInsight.")))
    });
    let by_address = filter.rules().any(|(_, rule)| admits_addresses(rule));
    if !admits(HDINSIGHT_TAG) && !by_address {
        let told = match (missing.is_empty(), regional, wanted.is_some()) {
            (true, _, true) => None,
            // Which tags a region of which nothing is known needs, nobody can tell.
            (_, true, false) => None,
            (false, true, true) => {
                Some(missing.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(" and "))
            }
            _ => Some(format!("`{HDINSIGHT_TAG}`")),
        };
        if let Some(tags) = told {
            let message = format!(
                "the network security group of `kafka/{name}` does not let {tags} in on port 443, from where HDInsight \
                 watches over the cluster"
            );
            let help = format!(
                "add a rule before every other that drops it: `{{priority: 300, direction: Inbound, access: Allow, protocol: \
                 Tcp, sourceAddressPrefixes: [{}], destinationPortRanges: [443]}}`",
                tags.replace('`', "").replace(" and ", ", ")
            );
            report(
                sink,
                &SECURITY_RULE_DROPS,
                message,
                help,
                &[(group.origin.span(), ""), (stated.span(), "in here")],
            );
        }
    }
    if cluster.rest_proxy.as_ref().is_some_and(|proxy| proxy.value) {
        let spaces = network.map_or(&[][..], |network| &network.address_space);
        let dropped = spaces.iter().find_map(|space| {
            let ends = (Passing::Range(space.value), own);
            filter.drops(Direction::Inbound, ends, Some(HDINSIGHT_REST_PROXY_PORT))
        });
        if let Some((rule, item)) = dropped {
            let message = format!(
                "the rule `{rule}` keeps everybody from the REST proxy of `kafka/{name}`, which listens on port \
                 {HDINSIGHT_REST_PROXY_PORT}"
            );
            let help = "let its callers in on that port with a lower `priority`, or take `restProxy` out";
            report(
                sink,
                &SECURITY_RULE_DROPS,
                message,
                help,
                &[(item.key_span(), ""), (stated.span(), "in here")],
            );
        }
    }
}

/// Nodes and pods of one cluster talk to each other on every port.
fn aks(topology: &Topology, nodes: &Nodes<'_>, sink: &mut Sink) {
    let Some(stated) = nodes.subnet() else { return };
    let Some(subnet) = subnet_of(topology, stated) else { return };
    let profile = nodes.cluster.network_profile.as_ref();
    let outbound = profile.and_then(|profile| profile.outbound_type.as_ref());
    let by_route = outbound.filter(|how| how.value == OutboundType::UserDefinedRouting);
    let default = subnet.route_table.as_ref().is_some_and(|table| {
        table.routes.iter().any(|(_, route)| is_everything(&route.address_prefix.value))
    });
    if let Some(how) = by_route.filter(|_| !default) {
        let message = format!(
            "`kubernetes/{}` reaches the internet by a route, and the subnet of its nodes has none for everything",
            nodes.name
        );
        let help = format!(
            "add `routeTable: {{routes: {{default: {{addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, \
             nextHopIpAddress: …}}}}}}` to `networks/{}/subnets/{}`",
            stated.network, stated.subnet
        );
        report(sink, &SUBNET_REFUSED, message, help, &[(how.span(), ""), (stated.span(), "the subnet")]);
    }
    let Some(group) = &subnet.network_security_group else { return };
    let filter = Filter::of(group);
    let own = ("nodes", Passing::Range(subnet.address_prefix.value));
    let pods = (nodes.pods == PodAddresses::Overlay).then(|| nodes.pod_range()).flatten();
    let pods = pods.map(|range| ("pods", Passing::Pods(range)));
    let pairs = [Some((own, own)), pods.map(|pods| (own, pods)), pods.map(|pods| (pods, pods))];
    for ((from, source), (to, destination)) in pairs.into_iter().flatten() {
        let dropped = [Direction::Inbound, Direction::Outbound]
            .into_iter()
            .find_map(|direction| filter.drops(direction, (source, destination), None));
        let Some((rule, item)) = dropped else { continue };
        let message = format!("the rule `{rule}` keeps {from} of `kubernetes/{}` from its {to}", nodes.name);
        let help = "let them through with a lower `priority`: nodes and pods of a cluster talk on every port";
        report(
            sink,
            &SECURITY_RULE_DROPS,
            message,
            help,
            &[(item.key_span(), ""), (stated.span(), "the subnet")],
        );
        return;
    }
}
