use crate::blueprint::{
    Access, AddressPrefix, Cidr, Direction, Item, NetworkSecurityGroup, RuleProtocol, SecurityRule,
};
use ipnet::Ipv4Net;

/// The tag of everything in a network and in those that are joined to it.
const VIRTUAL_NETWORK: &str = "VirtualNetwork";

/// Whose packets are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing<'t> {
    /// Of machines of networks that are joined.
    Range(Cidr),
    /// Of pods with addresses of an overlay, which no network knows.
    Pods(Cidr),
    /// Of a service of Azure.
    Service(&'t str),
}

/// The rules of a network security group in the order they are asked.
#[derive(Debug)]
pub struct Filter<'t> {
    rules: Vec<(&'t str, &'t Item<SecurityRule>)>,
}

/// How much of the packets asked about a rule is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    All,
    Some,
    Nothing,
}

impl<'t> Filter<'t> {
    /// Of a group.
    #[must_use]
    pub fn of(group: &'t NetworkSecurityGroup) -> Self {
        let mut rules: Vec<_> = group.rules.iter().collect();
        rules.sort_by_key(|(name, rule)| (rule.priority.value.0, *name));
        Self { rules }
    }

    /// The rule that drops all such packets for a TCP port; any port, where none is named. What a rule before it lets
    /// through a part of is not dropped as a whole, and which part that is nobody can tell.
    #[must_use]
    pub fn drops(
        &self,
        direction: Direction,
        (from, to): (Passing<'_>, Passing<'_>),
        port: Option<u16>,
    ) -> Option<(&'t str, &'t Item<SecurityRule>)> {
        for (name, rule) in self.rules.iter().filter(|(_, rule)| rule.direction.value == direction) {
            match (fit(rule, from, to, port), rule.access.value) {
                (Fit::All, Access::Deny) => return Some((*name, *rule)),
                (Fit::All | Fit::Some, Access::Allow) => return None,
                (Fit::Nothing, _) | (Fit::Some, Access::Deny) => {}
            }
        }
        None
    }

    /// Whether a rule lets such packets in before another drops them: what comes from a service has no rule of Azure's.
    #[must_use]
    pub fn admits(&self, from: Passing<'_>, to: Passing<'_>, port: u16) -> bool {
        let inbound = self.rules.iter().filter(|(_, rule)| rule.direction.value == Direction::Inbound);
        let mut fitting = inbound.filter(|(_, rule)| fit(rule, from, to, Some(port)) == Fit::All);
        fitting.next().is_some_and(|(_, rule)| rule.access.value == Access::Allow)
    }

    /// Every rule, in the order they are asked.
    pub fn rules(&self) -> impl Iterator<Item = (&'t str, &'t Item<SecurityRule>)> + '_ {
        self.rules.iter().copied()
    }
}

fn fit(rule: &SecurityRule, from: Passing<'_>, to: Passing<'_>, port: Option<u16>) -> Fit {
    let speaks =
        rule.protocol.as_ref().is_none_or(|p| matches!(p.value, RuleProtocol::Tcp | RuleProtocol::Any));
    if !speaks {
        return Fit::Nothing;
    }
    let ports = &rule.destination_port_ranges;
    let on_port = match port {
        _ if ports.is_empty() => Fit::All,
        Some(port) if ports.iter().any(|range| (range.value.first..=range.value.last).contains(&port)) => {
            Fit::All
        }
        Some(_) => Fit::Nothing,
        None if ports.iter().any(|range| range.value == crate::blueprint::PortRange::ALL) => Fit::All,
        None => Fit::Some,
    };
    let source = among(rule.source_address_prefixes.iter().map(|prefix| &prefix.value), from);
    let destination = among(rule.destination_address_prefixes.iter().map(|prefix| &prefix.value), to);
    match [on_port, source, destination] {
        parts if parts.contains(&Fit::Nothing) => Fit::Nothing,
        [Fit::All, Fit::All, Fit::All] => Fit::All,
        _ => Fit::Some,
    }
}

fn among<'p>(prefixes: impl Iterator<Item = &'p AddressPrefix>, whose: Passing<'_>) -> Fit {
    let (mut stated, mut found, mut ranges) = (false, Fit::Nothing, Vec::new());
    for prefix in prefixes {
        stated = true;
        let one = match (prefix, whose) {
            (AddressPrefix::Any, _) => Fit::All,
            (AddressPrefix::Tag(tag), Passing::Service(service)) if tag == service => Fit::All,
            (AddressPrefix::Tag(tag), Passing::Range(_)) if tag == VIRTUAL_NETWORK => Fit::All,
            // Whether the tag has the pods of an overlay nobody says.
            (AddressPrefix::Tag(tag), Passing::Pods(_)) if tag == VIRTUAL_NETWORK => Fit::Some,
            (AddressPrefix::Tag(_), _) => Fit::Nothing,
            // Which addresses a service has changes by the week.
            (AddressPrefix::Range(_), Passing::Service(_)) => Fit::Some,
            (AddressPrefix::Range(range), Passing::Range(of) | Passing::Pods(of)) => {
                ranges.push(range.0);
                match (range.contains(&of.0), of.contains(&range.0)) {
                    (true, _) => Fit::All,
                    (_, true) => Fit::Some,
                    _ => Fit::Nothing,
                }
            }
        };
        found = match (found, one) {
            (Fit::All, _) | (_, Fit::All) => Fit::All,
            (Fit::Some, _) | (_, Fit::Some) => Fit::Some,
            _ => Fit::Nothing,
        };
    }
    if let (Fit::Some, Passing::Range(of) | Passing::Pods(of)) = (found, whose)
        && Ipv4Net::aggregate(&ranges).iter().any(|range| range.contains(&of.0))
    {
        return Fit::All;
    }
    if stated { found } else { Fit::All }
}
