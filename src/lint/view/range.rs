use crate::lint::Kind;
use crate::object::{Node, Object};
use ipnet::IpNet;

/// A range of addresses as somebody wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenRange {
    /// It is one.
    Is(IpNet),
    /// An address inside a range, and a prefix length: readers take the range around it, where they take it at all.
    HostBits(IpNet),
    /// It is none.
    Not,
}

impl WrittenRange {
    /// Reads one as Kubernetes does: it may be padded with spaces, and numbers may begin with zeros.
    #[must_use]
    pub fn read(text: &str) -> Self {
        match without_zeros(text.trim()).parse::<IpNet>() {
            Ok(net) if net.network() == net.addr() => Self::Is(net),
            Ok(net) => Self::HostBits(net.trunc()),
            Err(_) => Self::Not,
        }
    }

    /// The range that is meant, where there is one.
    #[must_use]
    pub fn net(self) -> Option<IpNet> {
        match self {
            Self::Is(net) | Self::HostBits(net) => Some(net),
            Self::Not => None,
        }
    }
}

fn without_zeros(text: &str) -> String {
    if text.contains(':') {
        return text.to_owned();
    }
    let number = |part: &str| match part.trim_start_matches('0') {
        "" if !part.is_empty() => "0".to_owned(),
        shorter => shorter.to_owned(),
    };
    let (address, prefix) = text.split_once('/').map_or((text, None), |(a, p)| (a, Some(p)));
    let address = address.split('.').map(number).collect::<Vec<_>>().join(".");
    prefix.map_or(address.clone(), |prefix| format!("{address}/{prefix}"))
}

/// The range of one address, where it is one.
#[must_use]
pub fn single(text: &str) -> Option<String> {
    let address = text.trim().parse::<std::net::IpAddr>().ok()?;
    Some(IpNet::from(address).to_string())
}

/// What to write instead of something that is no range.
#[must_use]
pub fn range_help(text: &str) -> String {
    match single(text) {
        Some(range) => format!("write `{range}` for this one address"),
        None => "write address and prefix length, such as `10.10.0.0/16`".to_owned(),
    }
}

/// The peers of a NetworkPolicy, or of the listeners of a Kafka, which become those of one.
pub fn peers(object: &Object) -> Vec<&Node> {
    fn items(node: Option<&Node>) -> impl Iterator<Item = &Node> {
        node.and_then(Node::as_list).into_iter().flatten()
    }
    match Kind::of(&object.gvk) {
        Kind::NetworkPolicy => [("spec/ingress", "from"), ("spec/egress", "to")]
            .into_iter()
            .flat_map(|(rules, peers)| items(object.at(rules)).flat_map(move |rule| items(rule.get(peers))))
            .collect(),
        Kind::Kafka => super::listeners(object)
            .flat_map(|listener| items(listener.node.get("networkPolicyPeers")))
            .collect(),
        _ => Vec::new(),
    }
}

/// The sets of ranges of a policy of Cilium, each a `cidr` with what is excepted of it.
pub fn cidr_sets(object: &Object) -> Vec<&Node> {
    let specs = object.at("specs").and_then(Node::as_list).into_iter().flatten().chain(object.at("spec"));
    let mut found = Vec::new();
    for spec in specs {
        for (rules, sets) in [
            ("ingress", "fromCIDRSet"),
            ("ingressDeny", "fromCIDRSet"),
            ("egress", "toCIDRSet"),
            ("egressDeny", "toCIDRSet"),
        ] {
            let rules = spec.get(rules).and_then(Node::as_list).into_iter().flatten();
            found.extend(rules.filter_map(|rule| rule.get(sets)?.as_list()).flatten());
        }
    }
    found
}

/// The lists of ranges that load balancers let in: of a Service, or of the listeners of a Kafka.
pub fn source_ranges(object: &Object) -> Vec<&[Node]> {
    match Kind::of(&object.gvk) {
        Kind::Service => {
            object.at("spec/loadBalancerSourceRanges").and_then(Node::as_list).into_iter().collect()
        }
        Kind::Kafka => super::listeners(object)
            .filter_map(|listener| {
                listener.node.get("configuration")?.get("loadBalancerSourceRanges")?.as_list()
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_kubernetes_does() {
        let is = |text: &str| WrittenRange::read(text);
        assert_eq!(is("10.0.0.0/8"), WrittenRange::Is("10.0.0.0/8".parse().expect("a range")));
        assert_eq!(is(" 010.000.0.0/8 "), WrittenRange::Is("10.0.0.0/8".parse().expect("a range")));
        assert_eq!(is("10.1.2.3/8"), WrittenRange::HostBits("10.0.0.0/8".parse().expect("a range")));
        assert_eq!(is("fd00::/8"), WrittenRange::Is("fd00::/8".parse().expect("a range")));
        for none in ["10.0.0.0", "10.0.0/8", "10.0.0.0/33", "", "/", "all", "10.0.0.0-10.0.0.9"] {
            assert_eq!(is(none), WrittenRange::Not, "{none}");
        }
        assert_eq!(range_help("10.0.0.7"), "write `10.0.0.7/32` for this one address");
        assert!(range_help("10.0.0/8").starts_with("write address"));
    }
}
