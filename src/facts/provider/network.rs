//! The address ranges a cluster has when nobody says otherwise.
//!
//! Sources: AKS `concepts-network-ip-address-planning` and `aks create`; EKS user guide; GKE alias ranges; k3s
//! server flags; kubeadm, kind and minikube defaults in their code. A blank means the platform has none of
//! its own: EKS pods take addresses of the VPC, GKE picks a free /14, kubeadm sets no pod range.

use std::sync::LazyLock;

use super::Provider;
use crate::facts::table::rows;

/// The longest and the shortest prefix of an EKS Service range. Source: EKS user guide, creating a cluster.
pub const EKS_SERVICE_RANGE: (u8, u8) = (24, 12);

/// The ranges of one platform, as CIDRs; each list holds every range the platform may pick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkDefaults {
    /// Service addresses: one of these.
    pub service: Vec<&'static str>,
    /// Pod addresses.
    pub pod: Vec<&'static str>,
    /// The network the platform makes for the nodes when none is given.
    pub network: Vec<&'static str>,
    /// The nodes' subnet in that network.
    pub node: Vec<&'static str>,
    /// The address of the cluster's DNS Service.
    pub dns: Option<&'static str>,
}

static DEFAULTS: LazyLock<Vec<(&'static str, NetworkDefaults)>> = LazyLock::new(|| {
    let mut all: Vec<_> =
        Provider::ALL.map(|provider| (provider.word(), NetworkDefaults::default())).into_iter().collect();
    for [provider, kind, range] in rows::<3>(include_str!("../../../schemas/facts/provider-networks.tsv")) {
        let Some((_, defaults)) = all.iter_mut().find(|(word, _)| *word == provider) else {
            panic!("no such provider: {provider}");
        };
        match kind {
            "service" => defaults.service.push(range),
            "pod" => defaults.pod.push(range),
            "network" => defaults.network.push(range),
            "node" => defaults.node.push(range),
            "dns" => defaults.dns = Some(range),
            other => panic!("no such kind of range: {other}"),
        }
    }
    all
});

impl Provider {
    /// The ranges this platform uses unless told otherwise.
    pub fn network_defaults(self) -> &'static NetworkDefaults {
        let found = DEFAULTS.iter().find(|(word, _)| *word == self.word());
        &found.expect("every provider has an entry").1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ranges() {
        let of = |provider: Provider| provider.network_defaults();
        assert_eq!(of(Provider::Aks).service, ["10.0.0.0/16"]);
        assert_eq!(of(Provider::Aks).dns, Some("10.0.0.10"));
        assert_eq!(of(Provider::Aks).network, ["10.224.0.0/12"]);
        assert_eq!(of(Provider::Aks).node, ["10.224.0.0/16"]);
        assert_eq!(of(Provider::Eks).service, ["10.100.0.0/16", "172.20.0.0/16"]);
        assert_eq!(of(Provider::Eks).pod, [""; 0]);
        assert_eq!(of(Provider::Gke).service, ["34.118.224.0/20"]);
        assert_eq!(of(Provider::K3s).pod, ["10.42.0.0/16"]);
        assert_eq!(of(Provider::Kubeadm).service, ["10.96.0.0/12"]);
        assert_eq!(of(Provider::Kubeadm).pod, [""; 0]);
        assert_eq!(of(Provider::Kind).service, ["10.96.0.0/16"]);
        assert_eq!(of(Provider::Minikube).service, ["10.96.0.0/12"]);
    }
}
