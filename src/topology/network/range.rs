use crate::blueprint::{Address, Cidr};
use crate::source::{Origin, Span};
use std::net::Ipv4Addr;

/// What a range of addresses is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RangeKind {
    /// The address space of a virtual network, or one of several.
    VirtualNetwork,
    /// A subnet.
    Subnet,
    /// Clients that dial into a gateway.
    ClientPool,
    /// A network elsewhere, at the other end of a tunnel.
    LocalNetwork,
    /// Pods with addresses of their own.
    Pods,
    /// Services of Kubernetes.
    Services,
}

impl RangeKind {
    /// As a table has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::VirtualNetwork => "virtual network",
            Self::Subnet => "subnet",
            Self::ClientPool => "VPN clients",
            Self::LocalNetwork => "local network",
            Self::Pods => "pods",
            Self::Services => "Services",
        }
    }
}

/// Where a range comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum RangeOrigin {
    /// The blueprint says it.
    Written(Origin),
    /// Nobody wrote it: the platform takes it.
    Default {
        /// The platform, by the word of the blueprint: `aks`.
        provider: &'static str,
        /// The key that would say otherwise, where there is one: `kubernetes/aks/networkProfile/serviceCidr`.
        instead: Option<String>,
        /// Where that key would stand.
        at: Option<Span>,
    },
}

impl RangeOrigin {
    /// Where it was written, or where what would replace it would stand.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Written(origin) => origin.span(),
            Self::Default { at, .. } => *at,
        }
    }

    /// Whether nobody wrote it.
    #[must_use]
    pub fn is_default(&self) -> bool {
        matches!(self, Self::Default { .. })
    }
}

/// A range of addresses with what it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// What it is for.
    pub kind: RangeKind,
    /// Whose it is, as a path of the blueprint: `networks/hdi-vnet/subnets/default`, `kubernetes/aks`.
    pub owner: String,
    /// The range.
    pub cidr: Cidr,
    /// Who says so.
    pub origin: RangeOrigin,
    /// How many addresses of a subnet are there to be had: all but those Azure keeps.
    pub usable: Option<u64>,
    /// How many of those are known to be taken.
    pub taken: u64,
    /// How many nodes get their pods out of it: AKS gives each a /24 of an overlay.
    pub nodes: Option<u64>,
    /// What is left behind the last subnet; only of a virtual network, and `None` where nothing is.
    pub free: Option<Free>,
}

/// The addresses behind the last subnet of a virtual network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free {
    /// The first.
    pub first: Address,
    /// The last.
    pub last: Address,
}

impl Free {
    /// What is left of `space` behind `taken`, the last address in use; all of it where none is.
    #[must_use]
    pub fn behind(space: Cidr, taken: Option<Ipv4Addr>) -> Option<Self> {
        let last = space.broadcast();
        let first = match taken {
            None => space.network(),
            Some(taken) if taken < last => Ipv4Addr::from(u32::from(taken) + 1),
            Some(_) => return None,
        };
        Some(Self { first: Address(first), last: Address(last) })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        u64::from(u32::from(self.last.0)) - u64::from(u32::from(self.first.0)) + 1
    }
}
