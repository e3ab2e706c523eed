//! Names and sizes that Strimzi restricts further than Kubernetes does.
//!
//! Source: the patterns of the custom resource definitions, `KafkaUserModel` and `StorageUtils` of 1.2.0.

use crate::facts::kubernetes::Quantity;

/// The pattern of a Connect plugin's name.
pub const PLUGIN_NAME_PATTERN: &str = "^[a-z0-9][-_a-z0-9]*[a-z0-9]$";
/// The pattern of a mirror's alias of a cluster.
pub const MIRROR_ALIAS_PATTERN: &str = r"^[a-zA-Z0-9\._\-]{1,100}$";
/// How long the name of a KafkaUser with `tls` authentication may be: it becomes a certificate's common name.
pub const TLS_USER_NAME_LIMIT: usize = 64;

/// Whether a Connect plugin may be called that (at least two characters).
pub fn is_plugin_name(name: &str) -> bool {
    let edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    name.len() >= 2 && edge(name.bytes().next()) && edge(name.bytes().next_back()) && name.bytes().all(inside)
}

/// Whether a mirror may give a cluster that alias.
pub fn is_mirror_alias(alias: &str) -> bool {
    (1..=100).contains(&alias.len())
        && alias.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// Whether the operator can read the size of a volume. It knows fewer suffixes than Kubernetes: `1k`, `1n` and
/// `1u` make every reconciliation fail as soon as sizes are compared.
pub fn is_storage_size(written: &str) -> bool {
    Quantity::parse(written).is_ok_and(|size| !size.is_negative() && !size.is_zero())
        && !written.ends_with(['k', 'n', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plugin_names_and_aliases() {
        for name in ["camel-telegram", "a1", "a_b", "00"] {
            assert!(is_plugin_name(name), "{name}");
        }
        for name in ["", "a", "A1", "a-", "-a", "a.b"] {
            assert!(!is_plugin_name(name), "{name}");
        }
        assert!(is_mirror_alias("My_cluster.1-a") && is_mirror_alias(&"a".repeat(100)));
        assert!(!is_mirror_alias("") && !is_mirror_alias("a b") && !is_mirror_alias(&"a".repeat(101)));
    }

    #[test]
    fn sizes_the_operator_reads() {
        for size in ["20Gi", "1.5Ti", "100G", "1000", "1e9", "1E"] {
            assert!(is_storage_size(size), "{size}");
        }
        for size in ["1k", "5n", "lots", "10GB", "0", "-1Gi", ""] {
            assert!(!is_storage_size(size), "{size}");
        }
    }
}
