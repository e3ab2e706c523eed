//! Service annotations that decide who can reach a load balancer.
//!
//! Sources: AKS `internal-lb`; AWS Load Balancer Controller, Service annotations; GKE LoadBalancer Service
//! parameters.

use std::sync::LazyLock;

use super::Provider;
use crate::facts::table::rows;

/// Makes an AKS load balancer internal when `"true"`.
pub const AZURE_INTERNAL_ANNOTATION: &str = "service.beta.kubernetes.io/azure-load-balancer-internal";

/// Of an internal one: the subnet its address is from.
pub const AZURE_SUBNET_ANNOTATION: &str = "service.beta.kubernetes.io/azure-load-balancer-internal-subnet";

/// Asks for a Private Link Service in front of it.
pub const AZURE_PRIVATE_LINK_ANNOTATION: &str = "service.beta.kubernetes.io/azure-pls-create";
/// Gives an AKS load balancer a fixed IPv4 address.
pub const AZURE_IPV4_ANNOTATION: &str = "service.beta.kubernetes.io/azure-load-balancer-ipv4";

type Annotations = Vec<(&'static str, &'static str)>;

static TABLE: LazyLock<Vec<[&'static str; 4]>> =
    LazyLock::new(|| rows::<4>(include_str!("../../../schemas/facts/provider-load-balancers.tsv")).collect());

/// The annotations, sorted, that keep a load balancer inside the network; `None` where the platform has no
/// such thing, as k3s, kubeadm, minikube and kind.
pub fn internal_load_balancer(provider: Provider) -> Option<Annotations> {
    Some(annotations(provider, "internal")).filter(|found| !found.is_empty())
}

/// The annotations, sorted, that open a load balancer to the world; none where that is what happens anyway.
pub fn public_load_balancer(provider: Provider) -> Annotations {
    annotations(provider, "public")
}

fn annotations(provider: Provider, reach: &str) -> Annotations {
    TABLE
        .iter()
        .filter(|[of, how, ..]| *of == provider.word() && *how == reach)
        .map(|[_, _, annotation, value]| (*annotation, *value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cloud_has_its_word() {
        assert_eq!(internal_load_balancer(Provider::Aks), Some(vec![(AZURE_INTERNAL_ANNOTATION, "true")]));
        assert_eq!(
            internal_load_balancer(Provider::Gke),
            Some(vec![("networking.gke.io/load-balancer-type", "Internal")])
        );
        let eks = internal_load_balancer(Provider::Eks).unwrap();
        assert!(eks.contains(&("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal")));
        assert!(eks.is_sorted());
        assert_eq!(internal_load_balancer(Provider::Kind), None);
        assert_eq!(public_load_balancer(Provider::Aks), []);
        assert_eq!(public_load_balancer(Provider::Eks).len(), 3);
    }
}
