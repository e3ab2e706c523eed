//! The one table of ranks: name order is install order, and a new topic renames nothing.

use crate::object::Object;
use crate::topology::Section;

/// The folder of what belongs to the cluster itself.
pub const CLUSTER_FOLDER: &str = "00-cluster";

/// The folder of an entry.
pub(super) fn folder(section: Section, name: &str) -> String {
    let rank = match section {
        Section::Kafka => 10,
        Section::Connect => 20,
        Section::Bridges => 30,
        Section::Mirrors => 40,
        Section::Apps => 50,
        Section::Clients => 60,
    };
    format!("{rank}-{}", file_part(name))
}

/// The folder of a raw resource: after everything of ours.
pub(super) fn raw_folder(key: &str) -> String {
    format!("90-{}", file_part(key))
}

/// What may stand in a file name everywhere: raw objects can be called `system:reader`.
fn file_part(name: &str) -> String {
    // Nearly every name of ours may stand as it is.
    if name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_')) {
        return name.to_owned();
    }
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-._".contains(c) { c.to_ascii_lowercase() } else { '-' })
        .collect()
}

const RANKS: &[(&str, u8)] = &[
    ("Namespace", 0),
    ("StorageClass", 5),
    ("PriorityClass", 6),
    ("ServiceAccount", 10),
    ("ExternalSecret", 12),
    ("ConfigMap", 13),
    ("Role", 14),
    ("RoleBinding", 15),
    ("NetworkPolicy", 20),
    ("KafkaNodePool", 30),
    ("KafkaRebalance", 31),
    ("Kafka", 32),
    ("KafkaTopic", 34),
    ("KafkaUser", 35),
    ("KafkaAccess", 36),
    ("KafkaConnect", 40),
    ("KafkaConnector", 41),
    ("KafkaBridge", 42),
    ("KafkaMirrorMaker2", 43),
    ("Service", 50),
    ("PersistentVolumeClaim", 55),
    ("Deployment", 60),
    ("StatefulSet", 60),
    ("PodDisruptionBudget", 70),
    ("PodMonitor", 80),
];

/// The rank of a kind among the files of a component; kinds that are not ours come last but one.
#[must_use]
pub fn kind_rank(kind: &str) -> u8 {
    RANKS.iter().find(|(known, _)| *known == kind).map_or(90, |(_, rank)| *rank)
}

/// `60-statefulset-kstreams-count.yaml`.
pub(super) fn file(object: &Object) -> String {
    let kind = &object.gvk.kind;
    format!("{:02}-{}-{}.yaml", kind_rank(kind), kind.to_lowercase(), file_part(&object.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_the_order_they_are_installed() {
        assert!(RANKS.is_sorted_by_key(|(_, rank)| *rank));
        assert!(kind_rank("Namespace") < kind_rank("KafkaNodePool"));
        assert!(kind_rank("CustomThing") < 100);
    }
}
