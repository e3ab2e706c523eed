use crate::facts::kubernetes::dns_subdomain;
use sha2::{Digest, Sha256};

/// The name of the Kubernetes object for a name of the blueprint: the name itself where Kubernetes takes it;
/// otherwise lower case with other characters as `-`, then `-` and eight hex digits of the name's SHA-256, so
/// that `Orders_v1` and `orders-v1` stay apart.
#[must_use]
pub fn object_name(name: &str) -> String {
    if dns_subdomain(name).is_none() {
        return name.to_owned();
    }
    let digest = Sha256::digest(name.as_bytes());
    let hex: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    // A dot beside a dash, or at an end, is refused: such a name keeps its dashes only.
    let base = match dns_subdomain(&format!("{plain}-{hex}")) {
        None => plain,
        Some(_) => plain.replace('.', "-"),
    };
    let base = base.trim_matches('-');
    let room = 253 - hex.len() - 1;
    let base = base[..base.len().min(room)].trim_end_matches(['-', '.']);
    if base.is_empty() { format!("x-{hex}") } else { format!("{base}-{hex}") }
}

#[cfg(test)]
mod tests {
    use super::object_name;
    use crate::facts::kubernetes::dns_subdomain;

    #[test]
    fn names_kubernetes_takes_stay_as_they_are() {
        assert_eq!(object_name("orders.v1"), "orders.v1");
        assert_eq!(object_name("counts-topic"), "counts-topic");
    }

    #[test]
    fn other_names_change_and_stay_apart() {
        for name in ["Orders_v1", "__consumer", "a..b", ".", "-", "A.-b", "_", &"X".repeat(249)] {
            let changed = object_name(name);
            assert!(dns_subdomain(&changed).is_none(), "{name} became {changed}");
            assert_ne!(changed, name);
        }
        assert_ne!(object_name("Orders_v1"), object_name("orders_v1"));
        assert_eq!(object_name("Orders_v1"), object_name("Orders_v1"));
    }
}
