//! The commands that make a network with its subnets, what they let in, and where their packets go.

use super::around::{GROUP, az};
use super::query::line;
use crate::blueprint::{AddressPrefix, Network, NetworkSecurityGroup, PortRange, RouteTable, Subnet, Val};
use crate::topology::Query;

pub(super) fn network_lines(name: &str, network: &Network) -> Vec<String> {
    let mut make = located(az("network vnet create", name), network).then("--address-prefixes");
    for space in &network.address_space {
        make = make.word(space.value.0.to_string());
    }
    if !network.dns_servers.is_empty() {
        make = make.then("--dns-servers");
    }
    for server in &network.dns_servers {
        make = make.word(server.value.0.to_string());
    }
    let mut lines = vec![line(&make)];
    for (subnet, item) in network.subnets.iter() {
        lines.extend(subnet_lines(name, network, subnet, item));
    }
    lines
}

fn located(query: Query, network: &Network) -> Query {
    match &network.location {
        Some(location) => query.then("--location").word(&location.value),
        None => query,
    }
}

fn subnet_lines(name: &str, network: &Network, subnet: &str, item: &Subnet) -> Vec<String> {
    let (group, table) = (format!("{name}-{subnet}-nsg"), format!("{name}-{subnet}-routes"));
    let mut lines = Vec::new();
    if let Some(rules) = &item.network_security_group {
        lines.push(line(&located(az("network nsg create", &group), network)));
        lines.extend(rule_lines(&group, rules));
    }
    if let Some(routes) = &item.route_table {
        lines.push(line(&located(az("network route-table create", &table), network)));
        lines.extend(route_lines(&table, routes));
    }
    let mut make = az("network vnet subnet create", subnet).then("--vnet-name").word(name);
    make = make.then("--address-prefixes").word(item.address_prefix.value.0.to_string());
    if item.network_security_group.is_some() {
        make = make.then("--network-security-group").word(&group);
    }
    if item.route_table.is_some() {
        make = make.then("--route-table").word(&table);
    }
    if !item.delegations.is_empty() {
        make = make.then("--delegations");
    }
    for service in &item.delegations {
        make = make.word(&service.value);
    }
    if !item.service_endpoints.is_empty() {
        make = make.then("--service-endpoints");
    }
    for service in &item.service_endpoints {
        make = make.word(&service.value);
    }
    lines.push(line(&make));
    lines
}

fn rule_lines(group: &str, rules: &NetworkSecurityGroup) -> Vec<String> {
    let mut ordered: Vec<_> = rules.rules.iter().collect();
    ordered.sort_by_key(|(name, rule)| (rule.direction.value, rule.priority.value.0, *name));
    let each = ordered.into_iter().map(|(name, rule)| {
        let make = Query::new("az network nsg rule create --resource-group").ask(GROUP);
        let make = make.then("--nsg-name").word(group).then("--name").word(name);
        let make = make.then("--priority").word(rule.priority.value.0.to_string());
        let make = make.then("--direction").word(rule.direction.value.word());
        let make = make.then("--access").word(rule.access.value.word());
        let make = make
            .then("--protocol")
            .word(rule.protocol.as_ref().map_or("*", |protocol| protocol.value.word()));
        let make = prefixes(make.then("--source-address-prefixes"), &rule.source_address_prefixes);
        let make = prefixes(make.then("--destination-address-prefixes"), &rule.destination_address_prefixes);
        line(&ports(make.then("--destination-port-ranges"), &rule.destination_port_ranges))
    });
    each.collect()
}

fn prefixes(query: Query, stated: &[Val<AddressPrefix>]) -> Query {
    if stated.is_empty() {
        return query.word("*");
    }
    stated.iter().fold(query, |query, prefix| query.word(prefix.value.to_string()))
}

fn ports(query: Query, stated: &[Val<PortRange>]) -> Query {
    if stated.is_empty() {
        return query.word("*");
    }
    stated.iter().fold(query, |query, range| query.word(range.value.to_string()))
}

fn route_lines(table: &str, routes: &RouteTable) -> Vec<String> {
    let each = routes.routes.iter().map(|(name, route)| {
        let make = Query::new("az network route-table route create --resource-group").ask(GROUP);
        let make = make.then("--route-table-name").word(table).then("--name").word(name);
        let make = make.then("--address-prefix").word(match &route.address_prefix.value {
            AddressPrefix::Any => "0.0.0.0/0".to_owned(),
            other => other.to_string(),
        });
        let make = make.then("--next-hop-type").word(route.next_hop_type.value.word());
        line(&match &route.next_hop_ip_address {
            Some(address) => make.then("--next-hop-ip-address").word(address.value.0.to_string()),
            None => make,
        })
    });
    each.collect()
}
