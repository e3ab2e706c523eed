//! The version matrix: Strimzi release to Kafka versions, metadata versions and Kubernetes minors.

use std::sync::LazyLock;

use crate::facts::table::{list, rows, some};

/// The releases manifests are emitted for, oldest first.
pub const EMITTED: [&str; 2] = ["1.1.0", "1.2.0"];

/// One Strimzi release.
#[derive(Clone, Debug)]
pub struct StrimziVersion {
    /// `1.2.0`.
    pub version: &'static str,
    /// The day of the release, `2026-08-18`.
    pub released: &'static str,
    /// The Kafka versions it supports, oldest first, each with the metadata version it documents for it:
    /// `4.3-IV0` for 4.3.1; before Strimzi 1.1 the short form, `4.2`.
    pub kafka: Vec<(&'static str, &'static str)>,
    /// The Kafka version it takes when none is written.
    pub default_kafka: &'static str,
    /// The oldest Kubernetes minor it supports, `1.30`.
    pub kubernetes_min: &'static str,
    /// The newest Kubernetes minor it is known to support; `None` where that is not known.
    pub kubernetes_max: Option<&'static str>,
}

impl StrimziVersion {
    /// Whether this release runs that Kafka version.
    pub fn supports_kafka(&self, kafka: &str) -> bool {
        self.metadata_version(kafka).is_some()
    }

    /// The metadata version this release documents for a Kafka version it supports.
    pub fn metadata_version(&self, kafka: &str) -> Option<&'static str> {
        self.kafka.iter().find(|(version, _)| *version == kafka).map(|(_, metadata)| *metadata)
    }

    /// Whether this release supports a Kubernetes minor; `true` above the oldest where the newest is unknown.
    pub fn supports_kubernetes(&self, minor: &str) -> bool {
        let Some(wanted) = numbers(minor) else { return false };
        numbers(self.kubernetes_min).is_some_and(|oldest| wanted >= oldest)
            && self.kubernetes_max.and_then(numbers).is_none_or(|newest| wanted <= newest)
    }
}

static VERSIONS: LazyLock<Vec<StrimziVersion>> = LazyLock::new(|| {
    rows::<6>(include_str!("../../../schemas/facts/strimzi-versions.tsv"))
        .map(|[version, released, kafka, default_kafka, kubernetes_min, kubernetes_max]| StrimziVersion {
            version,
            released,
            kafka: list(kafka, ' ').into_iter().filter_map(|pair| pair.split_once('=')).collect(),
            default_kafka,
            kubernetes_min,
            kubernetes_max: some(kubernetes_max),
        })
        .collect()
});

/// Every release known, 0.40.0 to 1.2.0, oldest first.
pub fn versions() -> &'static [StrimziVersion] {
    &VERSIONS
}

/// The release written as `1.2.0`, or as `1.2` for the newest patch known of that minor.
pub fn version(written: &str) -> Option<&'static StrimziVersion> {
    let patched = match written.matches('.').count() {
        1 => false,
        2 => true,
        _ => return None,
    };
    VERSIONS.iter().rev().find(|known| match known.version.strip_prefix(written) {
        Some("") => patched,
        Some(patch) => !patched && patch.starts_with('.'),
        None => false,
    })
}

/// As [`version`], of the releases manifests are emitted for.
pub fn emitted(written: &str) -> Option<&'static StrimziVersion> {
    version(written).filter(|known| EMITTED.contains(&known.version))
}

/// The Kafka versions a Strimzi release supports, for a message that lists them.
pub fn supported_kafka(strimzi: &StrimziVersion) -> impl Iterator<Item = &'static str> {
    strimzi.kafka.iter().map(|(version, _)| *version)
}

fn numbers(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_patch_of_a_minor() {
        assert_eq!(version("1.2").map(|v| v.version), Some("1.2.0"));
        assert_eq!(version("0.45").map(|v| v.version), Some("0.45.2"));
        assert_eq!(version("1.0.0").map(|v| v.version), Some("1.0.0"));
        for unknown in ["1", "1.", "1.3", "1.20", "1.2.1", "0.4", ""] {
            assert!(version(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn emits_for_the_two_newest_minors() {
        assert_eq!(emitted("1.1").map(|v| v.version), Some("1.1.0"));
        assert!(emitted("1.0").is_none());
        assert!(EMITTED.iter().all(|written| version(written).is_some()));
    }

    #[test]
    fn metadata_versions_as_each_release_documents_them() {
        let newest = version("1.2.0").unwrap();
        assert_eq!(newest.metadata_version("4.3.1"), Some("4.3-IV0"));
        assert_eq!(newest.metadata_version("4.2.1"), Some("4.2-IV1"));
        assert_eq!(newest.metadata_version("4.1.2"), None);
        assert_eq!(version("1.1.0").unwrap().metadata_version("4.3.1"), None);
        assert_eq!(version("1.0.1").unwrap().metadata_version("4.2.0"), Some("4.2"));
        assert_eq!(version("0.45.2").unwrap().metadata_version("3.9.2"), Some("3.9"));
    }

    #[test]
    fn each_default_is_supported_and_the_newest() {
        for known in versions() {
            assert_eq!(
                known.kafka.last().map(|(kafka, _)| *kafka),
                Some(known.default_kafka),
                "{}",
                known.version
            );
            assert!(known.supports_kubernetes(known.kubernetes_min));
        }
        assert_eq!(versions().len(), 21);
    }

    #[test]
    fn kubernetes_window() {
        let newest = version("1.2").unwrap();
        assert!(newest.supports_kubernetes("1.30") && newest.supports_kubernetes("1.36"));
        assert!(!newest.supports_kubernetes("1.29") && !newest.supports_kubernetes("1.37"));
        assert!(!newest.supports_kubernetes("1") && !newest.supports_kubernetes("new"));
    }
}
