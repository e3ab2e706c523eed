//! The storage classes a platform brings.
//!
//! Sources: AKS `concepts-storage`; EKS user guide; GKE persistent volumes; local-path-provisioner; kind;
//! minikube. EKS has no default class since 1.30 and kubeadm has none at all.

use std::sync::LazyLock;

use super::Provider;
use crate::facts::near::nearest;
use crate::facts::table::{rows, some};

/// A storage class that is there without anybody writing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderStorageClass {
    /// Its name.
    pub name: &'static str,
    /// Its provisioner; an in-tree one marks a class of old clusters.
    pub provisioner: &'static str,
    /// Whether claims without a class get this one.
    pub default: bool,
    /// `WaitForFirstConsumer` or `Immediate`; `None` where it differs between versions.
    pub binding: Option<&'static str>,
    /// `Delete` or `Retain`.
    pub reclaim: &'static str,
    /// Whether its claims can grow; `None` where that is not known.
    pub expand: Option<bool>,
    /// Whether it gives a disk (or a local directory) of one's own, as Kafka needs, not a shared file system.
    pub block: bool,
    /// The Kubernetes minor since which it is there, where that matters.
    pub since: Option<&'static str>,
}

static CLASSES: LazyLock<Vec<(&'static str, ProviderStorageClass)>> = LazyLock::new(|| {
    rows::<9>(include_str!("../../../schemas/facts/provider-storage-classes.tsv"))
        .map(|[provider, name, provisioner, default, binding, reclaim, expand, block, since]| {
            let class = ProviderStorageClass {
                name,
                provisioner,
                default: !default.is_empty(),
                binding: some(binding),
                reclaim,
                expand: some(expand).map(|word| word == "yes"),
                block: !block.is_empty(),
                since: some(since),
            };
            (provider, class)
        })
        .collect()
});

/// The classes of a platform, sorted by name.
pub fn storage_classes(provider: Provider) -> impl Iterator<Item = &'static ProviderStorageClass> {
    CLASSES.iter().filter(move |(of, _)| *of == provider.word()).map(|(_, class)| class)
}

/// The class of that name, or the name that was probably meant.
pub fn storage_class(
    provider: Provider,
    name: &str,
) -> Result<&'static ProviderStorageClass, Option<&'static str>> {
    storage_classes(provider)
        .find(|class| class.name == name)
        .ok_or_else(|| nearest(name, storage_classes(provider).map(|class| class.name)))
}

/// The class a claim gets that names none.
pub fn default_storage_class(provider: Provider) -> Option<&'static ProviderStorageClass> {
    storage_classes(provider).find(|class| class.default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults() {
        let name = |provider| default_storage_class(provider).map(|class| class.name);
        assert_eq!(name(Provider::Aks), Some("default"));
        assert_eq!(name(Provider::Gke), Some("standard-rwo"));
        assert_eq!(name(Provider::K3s), Some("local-path"));
        assert_eq!(name(Provider::Minikube), Some("standard"));
        assert_eq!(name(Provider::Eks), None);
        assert_eq!(name(Provider::Kubeadm), None);
    }

    #[test]
    fn one_default_at_most_and_sorted() {
        for provider in Provider::ALL {
            assert!(storage_classes(provider).filter(|class| class.default).count() <= 1, "{provider}");
            assert!(storage_classes(provider).is_sorted_by_key(|class| class.name), "{provider}");
        }
        let words = CLASSES.iter().map(|(word, _)| *word);
        assert!(words.into_iter().all(|word| Provider::from_word(word).is_some()));
    }

    #[test]
    fn shared_file_systems_are_told_apart() {
        assert!(!storage_class(Provider::Aks, "azurefile-csi").unwrap().block);
        assert!(storage_class(Provider::Aks, "managed-csi-premium").unwrap().block);
        assert_eq!(storage_class(Provider::Aks, "managed-csi-premum"), Err(Some("managed-csi-premium")));
        assert_eq!(storage_class(Provider::Eks, "gp3-encrypted"), Err(None));
    }
}
