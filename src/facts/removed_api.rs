//! API versions that were given up, and since when.

use super::table::rows;
use std::sync::LazyLock;

/// One kind in one API version that its product no longer serves, or will not serve for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedApi {
    /// `Kubernetes` or `Strimzi`.
    pub product: &'static str,
    /// The version of the product that called it deprecated.
    pub deprecated: &'static str,
    /// The version of the product that does not have it.
    pub removed: &'static str,
}

type Row = ((&'static str, &'static str), RemovedApi);

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut all: Vec<Row> = rows::<5>(include_str!("../../schemas/facts/removed-apis.tsv"))
        .map(|[product, api_version, kind, deprecated, removed]| {
            let product = if product == "strimzi" { "Strimzi" } else { "Kubernetes" };
            ((api_version, kind), RemovedApi { product, deprecated, removed })
        })
        .collect();
    all.sort_by_key(|(key, _)| *key);
    all
});

/// When a kind in an API version was given up; `None` where it was not, or nobody knows.
pub fn removed_api(api_version: &str, kind: &str) -> Option<&'static RemovedApi> {
    let found = ROWS.binary_search_by(|(key, _)| (*key).cmp(&(api_version, kind)));
    found.ok().map(|at| &ROWS[at].1)
}

impl RemovedApi {
    /// Whether a version of the product, `1.35` or `1.2.0`, called it deprecated already.
    pub fn is_deprecated_in(&self, version: &str) -> bool {
        numbers(self.deprecated) <= numbers(version)
    }

    /// Whether a version of the product does without it.
    pub fn is_removed_in(&self, version: &str) -> bool {
        numbers(self.removed) <= numbers(version)
    }
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        let found = removed_api("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema").unwrap();
        assert!(found.is_deprecated_in("1.31") && !found.is_removed_in("1.31"));
        assert!(found.is_removed_in("1.32") && !found.is_deprecated_in("1.9"));
        assert!(removed_api("apps/v1", "Deployment").is_none());
    }

    #[test]
    fn strimzi_kept_two_kinds_longer() {
        let removed = |kind| removed_api("kafka.strimzi.io/v1beta1", kind).unwrap().removed;
        assert_eq!((removed("Kafka"), removed("KafkaTopic")), ("0.23.0", "1.0.0"));
    }
}
