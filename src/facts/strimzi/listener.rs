//! Kafka listeners: their types, which fields each takes, and the names and ports they may have.
//!
//! Source: `ListenersValidator`, `ListenersUtils` and `GenericKafkaListener` of Strimzi 1.2.0; the rule ids are
//! those of the table of the operator's checks.

use std::fmt;
use std::sync::LazyLock;

use crate::facts::near::nearest;
use crate::facts::table::rows;

/// `type` of a listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are Strimzi's own")]
pub enum ListenerType {
    Internal,
    Route,
    TlsRoute,
    LoadBalancer,
    NodePort,
    Ingress,
    ClusterIp,
}

impl ListenerType {
    /// All of them, in the order the custom resource definition lists them.
    pub const ALL: [Self; 7] = [
        Self::Internal,
        Self::Route,
        Self::TlsRoute,
        Self::LoadBalancer,
        Self::NodePort,
        Self::Ingress,
        Self::ClusterIp,
    ];

    /// The word of the custom resource definition.
    pub fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Route => "route",
            Self::TlsRoute => "tlsroute",
            Self::LoadBalancer => "loadbalancer",
            Self::NodePort => "nodeport",
            Self::Ingress => "ingress",
            Self::ClusterIp => "cluster-ip",
        }
    }

    /// The type written with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|listener| listener.word() == word)
    }

    /// The word that was probably meant.
    pub fn nearest(word: &str) -> Option<&'static str> {
        nearest(word, Self::ALL.into_iter().map(Self::word))
    }

    /// Whether clients come in by TLS only, on port 443, by a host name (`route`, `ingress`, `tlsroute`).
    pub fn by_host_name(self) -> bool {
        matches!(self, Self::Route | Self::TlsRoute | Self::Ingress)
    }
}

impl fmt::Display for ListenerType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// A field below a listener that only some types take; the operator refuses it on the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerField {
    /// The path below the listener, list items without an index: `configuration.brokers.nodePort`.
    pub path: &'static str,
    /// The types that take it.
    pub types: Vec<ListenerType>,
    /// The id of the operator's check, `OPL31`.
    pub rule: &'static str,
}

static FIELDS: LazyLock<Vec<ListenerField>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../schemas/facts/strimzi-listener-fields.tsv"))
        .map(|[path, types, rule]| ListenerField {
            path,
            types: types.split(' ').filter_map(ListenerType::from_word).collect(),
            rule,
        })
        .collect()
});

/// Every field that is not for all types. `createBootstrapService` is refused only when it is `false`, the
/// lists and maps only when they hold something.
pub fn listener_fields() -> &'static [ListenerField] {
    &FIELDS
}

/// The restriction on the field at `path` below a listener, when `listener` does not take it.
pub fn refused_listener_field(path: &str, listener: ListenerType) -> Option<&'static ListenerField> {
    FIELDS.iter().find(|field| field.path == path && !field.types.contains(&listener))
}

/// The pattern of a listener's name, `^[a-z0-9]{1,11}$`.
pub const LISTENER_NAME_PATTERN: &str = "^[a-z0-9]{1,11}$";

/// Whether a listener may be called that.
pub fn is_listener_name(name: &str) -> bool {
    (1..=11).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// The lowest port of a client listener.
pub const LOWEST_LISTENER_PORT: u16 = 9092;

/// The ports of a Kafka pod that are not for client listeners, with what they serve.
pub const OPERATOR_PORTS: [(u16, &str); 5] = [
    (9090, "control plane"),
    (9091, "replication"),
    (8443, "Kafka agent"),
    (9404, "Prometheus metrics"),
    (9999, "JMX"),
];

/// Why a client listener cannot have a port. Its text completes "port 9404 …".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenerPortProblem {
    /// Not a port at all.
    OutOfRange,
    /// One the operator uses for something else.
    Taken(&'static str),
    /// Below 9092.
    TooLow,
}

impl fmt::Display for ListenerPortProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange => write!(out, "is outside {LOWEST_LISTENER_PORT}-65535"),
            Self::Taken(by) => write!(out, "is taken in every Kafka pod by {by}"),
            Self::TooLow => {
                write!(out, "is below {LOWEST_LISTENER_PORT}, the lowest a client listener may have")
            }
        }
    }
}

/// What is wrong with the port of a client listener.
pub fn listener_port(port: i64) -> Option<ListenerPortProblem> {
    let Some(port) = u16::try_from(port).ok().filter(|port| *port > 0) else {
        return Some(ListenerPortProblem::OutOfRange);
    };
    if let Some((_, by)) = OPERATOR_PORTS.iter().find(|(taken, _)| *taken == port) {
        return Some(ListenerPortProblem::Taken(by));
    }
    (port < LOWEST_LISTENER_PORT).then_some(ListenerPortProblem::TooLow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_both_ways() {
        for listener in ListenerType::ALL {
            assert_eq!(ListenerType::from_word(listener.word()), Some(listener));
        }
        assert_eq!(ListenerType::nearest("loadBalancer"), Some("loadbalancer"));
        assert_eq!(ListenerType::nearest("clusterip"), Some("cluster-ip"));
        assert_eq!(ListenerType::nearest("external"), Some("internal"));
    }

    #[test]
    fn fields_belong_to_types() {
        let refused = |path, listener| refused_listener_field(path, listener).map(|field| field.rule);
        assert_eq!(refused("configuration.loadBalancerSourceRanges", ListenerType::NodePort), Some("OPL18"));
        assert_eq!(refused("configuration.loadBalancerSourceRanges", ListenerType::LoadBalancer), None);
        assert_eq!(refused("configuration.useServiceDnsDomain", ListenerType::ClusterIp), None);
        assert_eq!(refused("configuration.useServiceDnsDomain", ListenerType::NodePort), Some("OPL10"));
        assert_eq!(refused("configuration.bootstrap.annotations", ListenerType::Internal), Some("OPL28"));
        assert_eq!(refused("configuration.bootstrap.annotations", ListenerType::ClusterIp), None);
        assert_eq!(refused("configuration.parentRefs", ListenerType::Route), Some("OPL23"));
        assert_eq!(refused("configuration.maxConnections", ListenerType::Internal), None);
    }

    #[test]
    fn every_rule_from_ten_to_thirty_three_has_a_row_and_each_word_is_a_type() {
        for id in 10..=33 {
            let rule = format!("OPL{id}");
            assert!(listener_fields().iter().any(|field| field.rule == rule), "{rule}");
        }
        for [path, types, _] in rows::<3>(include_str!("../../../schemas/facts/strimzi-listener-fields.tsv"))
        {
            assert!(types.split(' ').all(|word| ListenerType::from_word(word).is_some()), "{path}");
        }
    }

    #[test]
    fn ports_and_names() {
        assert_eq!(listener_port(9092), None);
        assert_eq!(listener_port(65_535), None);
        assert_eq!(listener_port(9404), Some(ListenerPortProblem::Taken("Prometheus metrics")));
        assert_eq!(listener_port(9999), Some(ListenerPortProblem::Taken("JMX")));
        assert_eq!(listener_port(9091), Some(ListenerPortProblem::Taken("replication")));
        assert_eq!(listener_port(80), Some(ListenerPortProblem::TooLow));
        assert_eq!(listener_port(92_092), Some(ListenerPortProblem::OutOfRange));
        assert_eq!(listener_port(0), Some(ListenerPortProblem::OutOfRange));
        assert!(is_listener_name("external9") && is_listener_name("a"));
        assert!(
            !is_listener_name("my-listener") && !is_listener_name("") && !is_listener_name("abcdefghijkl")
        );
    }
}
