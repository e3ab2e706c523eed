//! HDInsight versions and the Kafka inside. Sources: the component versioning and retired versions pages.

use std::sync::LazyLock;

use crate::facts::table::{list, rows, some};

/// The addresses a Kafka cluster takes beside its workers: two head nodes, three ZooKeeper nodes and two
/// gateways. Source: the HDInsight virtual network planning page.
pub const HDINSIGHT_FIXED_NODES: u32 = 2 + 3 + 2;

/// The brokers a Kafka cluster has at least. Source: the page on starting with Kafka on HDInsight.
pub const HDINSIGHT_LEAST_BROKERS: u32 = 3;

/// The nodes of its own that Kafka's REST proxy has. Source: the REST proxy page's templates.
pub const HDINSIGHT_REST_PROXY_NODES: u32 = 2;

/// What is wrong with `name` as the name of a cluster, which stands in a URL: 59 letters, digits and hyphens at most,
/// no hyphen at either end. Source: the naming rules for Microsoft.HDInsight/clusters.
#[must_use]
pub fn hdinsight_cluster_name(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.len() > 59 {
        return Some("is not 1 to 59 characters long");
    }
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Some("holds something else than letters, digits and `-`");
    }
    (name.starts_with('-') || name.ends_with('-')).then_some("begins or ends with `-`")
}

/// One HDInsight version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HdinsightVersion {
    /// `5.1`.
    pub version: &'static str,
    /// The Kafka versions it offered, oldest first; empty where that is not known.
    pub kafka: Vec<&'static str>,
    /// Whether a cluster of this version can still be made.
    pub supported: bool,
    /// The day it was retired; `None` while it is supported, and where the day is not known.
    pub retired: Option<&'static str>,
}

static VERSIONS: LazyLock<Vec<HdinsightVersion>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../../schemas/facts/hdinsight-versions.tsv"))
        .map(|[version, kafka, supported, retired]| HdinsightVersion {
            version,
            kafka: list(kafka, ' '),
            supported: !supported.is_empty(),
            retired: some(retired),
        })
        .collect()
});

/// Every version known, oldest first.
pub fn hdinsight_versions() -> &'static [HdinsightVersion] {
    &VERSIONS
}

/// The version of that name.
pub fn hdinsight_version(version: &str) -> Option<&'static HdinsightVersion> {
    VERSIONS.iter().find(|known| known.version == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_has_a_name_for_a_url() {
        for good in ["k", "kafka-HDI-2"] {
            assert_eq!(hdinsight_cluster_name(good), None);
        }
        let long = "k".repeat(60);
        for bad in ["", "-k", "k-", "kafka.hdi", "kafka_hdi", "käfka", &long] {
            assert!(hdinsight_cluster_name(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn only_the_newest_is_supported() {
        let supported: Vec<_> =
            hdinsight_versions().iter().filter(|known| known.supported).map(|known| known.version).collect();
        assert_eq!(supported, ["5.1"]);
        assert_eq!(hdinsight_version("5.1").unwrap().kafka, ["3.2.0"]);
        assert_eq!(hdinsight_version("4.0").unwrap().kafka.last(), Some(&"2.4.1"));
        assert_eq!(hdinsight_version("4.0").unwrap().retired, Some("2025-03-31"));
        assert_eq!(hdinsight_version("3.5").unwrap().kafka, [""; 0]);
        assert!(hdinsight_versions().iter().all(|known| !(known.supported && known.retired.is_some())));
        assert!(hdinsight_version("6.0").is_none());
    }
}
