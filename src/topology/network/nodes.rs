use crate::blueprint::{Cidr, KubernetesCluster, Provider, SubnetRef, Val};
use crate::facts::provider::{self, NetworkDefaults};
use crate::source::Span;

/// Where the pods of a Kubernetes cluster have their addresses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PodAddresses {
    /// From a range of their own that only the cluster knows; outside they have their node's.
    Overlay,
    /// From the subnet of the nodes.
    Subnet,
    /// That is for a plugin to say which is somebody else's.
    Unknown,
}

/// The addresses of a Kubernetes cluster, with what its platform takes where nobody says otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Nodes<'t> {
    /// The entry under `kubernetes`.
    pub name: &'t str,
    /// The entry.
    pub cluster: &'t KubernetesCluster,
    /// Where its name stands.
    pub key: Option<Span>,
    /// Where pods have their addresses from.
    pub pods: PodAddresses,
}

impl<'t> Nodes<'t> {
    /// Of the entry called `name`.
    #[must_use]
    pub fn of(name: &'t str, cluster: &'t KubernetesCluster, key: Option<Span>) -> Self {
        Self { name, cluster, key, pods: pod_addresses(cluster) }
    }

    /// What the cluster is called outside the blueprint.
    #[must_use]
    pub fn real_name(&self) -> &'t str {
        self.cluster.cluster_name.as_ref().map_or(self.name, |name| name.value.0.as_str())
    }

    /// The subnet the nodes are in, where it is stated.
    #[must_use]
    pub fn subnet(&self) -> Option<&'t Val<SubnetRef>> {
        self.cluster.subnet.as_ref()
    }

    /// Whether Azure runs it.
    #[must_use]
    pub fn is_aks(&self) -> bool {
        self.cluster.provider.value == Provider::Aks
    }

    /// What the platform takes where nobody says otherwise.
    #[must_use]
    pub fn defaults(&self) -> Option<&'static NetworkDefaults> {
        provider::Provider::from_word(self.cluster.provider.value.word())
            .map(provider::Provider::network_defaults)
    }

    /// The range of Services as written.
    #[must_use]
    pub fn service_cidr(&self) -> Option<&'t Val<Cidr>> {
        self.cluster.network_profile.as_ref()?.service_cidr.as_ref()
    }

    /// The range of pods as written, where pods have one of their own.
    #[must_use]
    pub fn pod_cidr(&self) -> Option<&'t Val<Cidr>> {
        self.cluster.network_profile.as_ref()?.pod_cidr.as_ref().filter(|_| self.pods != PodAddresses::Subnet)
    }

    /// The range of pods, as written or as the platform takes it, where it is one.
    #[must_use]
    pub fn pod_range(&self) -> Option<Cidr> {
        let default = || match self.defaults()?.pod.as_slice() {
            [one] if self.pods == PodAddresses::Overlay => one.parse().ok().map(Cidr),
            _ => None,
        };
        self.pod_cidr().map(|range| range.value).or_else(default)
    }

    /// Where a key of the network profile stands or would stand.
    #[must_use]
    pub fn profile_span(&self) -> Option<Span> {
        self.cluster.network_profile.as_ref().and_then(|profile| profile.origin.span()).or(self.key)
    }
}

/// AKS takes an overlay where nobody says a plugin, and the nodes' subnet for its plugin `azure` without a mode.
fn pod_addresses(cluster: &KubernetesCluster) -> PodAddresses {
    let profile = cluster.network_profile.as_ref();
    let plugin = profile.and_then(|p| p.network_plugin.as_ref()).map(|p| p.value.as_str());
    let mode = profile.and_then(|p| p.network_plugin_mode.as_ref()).map(|m| m.value.as_str());
    match (cluster.provider.value, plugin, mode) {
        (Provider::Aks, Some("none"), _) => PodAddresses::Unknown,
        (Provider::Aks, Some("azure"), None) | (Provider::Eks | Provider::Gke, ..) => PodAddresses::Subnet,
        _ => PodAddresses::Overlay,
    }
}
