//! The platforms a Kubernetes cluster can run on, and what each brings unasked: address ranges, storage
//! classes, load balancer annotations.

mod gke;
mod load_balancer;
mod network;
mod storage_class;

use std::fmt;

use crate::facts::near::nearest;

pub use gke::gke_node_prefix;
pub use load_balancer::{
    AZURE_INTERNAL_ANNOTATION, AZURE_IPV4_ANNOTATION, AZURE_PRIVATE_LINK_ANNOTATION, AZURE_SUBNET_ANNOTATION,
    internal_load_balancer, public_load_balancer,
};
pub use network::{EKS_SERVICE_RANGE, NetworkDefaults};
pub use storage_class::{ProviderStorageClass, default_storage_class, storage_class, storage_classes};

/// `kubernetes.<name>.provider`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the platforms' own")]
pub enum Provider {
    Aks,
    Eks,
    Gke,
    K3s,
    Kubeadm,
    Minikube,
    Kind,
}

impl Provider {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Aks, Self::Eks, Self::Gke, Self::K3s, Self::Kubeadm, Self::Minikube, Self::Kind];

    /// The word a blueprint uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Aks => "aks",
            Self::Eks => "eks",
            Self::Gke => "gke",
            Self::K3s => "k3s",
            Self::Kubeadm => "kubeadm",
            Self::Minikube => "minikube",
            Self::Kind => "kind",
        }
    }

    /// The platform written with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.word() == word)
    }

    /// The word that was probably meant.
    pub fn nearest(word: &str) -> Option<&'static str> {
        nearest(word, Self::ALL.into_iter().map(Self::word))
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}
