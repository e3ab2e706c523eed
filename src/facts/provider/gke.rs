/// The prefix of what a node of GKE gets of the pods' range, by how many pods it takes: 110 unless stated. Source: GKE,
/// flexible Pod CIDR.
#[must_use]
pub fn gke_node_prefix(max_pods: Option<u32>) -> u8 {
    match max_pods.unwrap_or(110) {
        0..=8 => 28,
        9..=16 => 27,
        17..=32 => 26,
        33..=64 => 25,
        65..=128 => 24,
        _ => 23,
    }
}

#[cfg(test)]
mod tests {
    use super::gke_node_prefix;

    #[test]
    fn a_node_gets_twice_what_it_takes() {
        assert_eq!(
            [None, Some(8), Some(9), Some(64), Some(110), Some(256)].map(gke_node_prefix),
            [24, 28, 27, 25, 24, 23]
        );
    }
}
