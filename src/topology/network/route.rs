use super::Query;
use crate::blueprint::{Address, Cidr, SubnetRef};
use crate::source::Span;

/// How one connection gets to its Kafka cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Where packets come from.
    pub source: Source,
    /// What they pass, in order.
    pub hops: Vec<Hop>,
    /// Where they arrive.
    pub destination: Destination,
    /// Whether they do.
    pub verdict: Verdict,
    /// The security rule that drops them, where one does.
    pub dropped: Option<Dropped>,
}

/// A security rule that drops the packets of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The rule, as a path of the blueprint.
    pub rule: String,
    /// Where it is written.
    pub at: Option<Span>,
    /// What to do about it.
    pub help: String,
}

/// Where the packets of a connection come from, as the other end sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// What connects, as a path of the blueprint: `kubernetes/aks`, `networks/hdi-vnet/pointToSite`; empty where that
    /// is not known.
    pub place: String,
    /// The virtual network it is in, or whose gateway it dials into.
    pub network: Option<String>,
    /// The subnet it is in.
    pub subnet: Option<SubnetRef>,
    /// The addresses the packets arrive with; empty where they are not known.
    pub ranges: Vec<Cidr>,
    /// Whether those are not the client's own but its node's.
    pub translated: bool,
}

/// Something packets pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hop {
    /// They stay inside a Kubernetes cluster.
    Inside {
        /// The entry under `kubernetes`.
        kubernetes: String,
    },
    /// A node puts its own address in the place of the pod's.
    Translation {
        /// The entry under `kubernetes`.
        kubernetes: String,
    },
    /// A VPN gateway.
    Gateway {
        /// The network it stands in.
        network: String,
    },
    /// A peering, both halves of it.
    Peering {
        /// The entry under `peerings`.
        name: String,
        /// The network they leave.
        from: String,
        /// The network they enter.
        to: String,
    },
    /// A machine that sends them on, because a route table says so.
    Appliance {
        /// Its address.
        address: Address,
        /// The network it is in.
        network: String,
    },
    /// The way out of every declared network.
    Internet,
}

/// Where the packets of a connection arrive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Destination {
    /// Where the brokers are, as a path of the blueprint: `networks/hdi-vnet/subnets/default`, `kubernetes/aks`; empty
    /// where that is not known.
    pub place: String,
    /// The virtual network they are in.
    pub network: Option<String>,
    /// The subnet they are in.
    pub subnet: Option<SubnetRef>,
    /// Its range.
    pub ranges: Vec<Cidr>,
    /// The port that answers; `None` where only the installed cluster knows.
    pub port: Option<u16>,
    /// What brokers tell the client to connect to.
    pub advertised: Advertised,
}

/// What brokers tell a client to connect to, once it has bootstrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Advertised {
    /// Nobody said, and nothing tells.
    #[default]
    Unknown,
    /// Their addresses.
    Addresses(Vec<Address>),
    /// Their names, which the client must be able to resolve.
    Names(Vec<String>),
    /// Names that the DNS of their Kubernetes cluster knows.
    Pods,
    /// A load balancer each.
    LoadBalancers,
    /// The nodes they run on.
    Nodes,
}

/// Whether a connection can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every hop is there.
    Reachable,
    /// Something is missing or in the way: the rest of a sentence that begins with *not reachable because*.
    Unreachable(String),
    /// What the blueprint does not say decides.
    Depends(Vec<Missing>),
}

impl Verdict {
    /// One word for it: `reachable`, `unreachable`, `depends`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Reachable => "reachable",
            Self::Unreachable(_) => "unreachable",
            Self::Depends(_) => "depends",
        }
    }
}

/// A fact that the blueprint does not state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The rest of a sentence that begins with *depends on*.
    pub fact: String,
    /// Where in the blueprint it would be stated, as half a sentence; `None` where it cannot be.
    pub state: Option<String>,
    /// What fetches it, in order; empty where no tool can.
    pub queries: Vec<Query>,
}
