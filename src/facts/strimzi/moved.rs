//! Where fields went that the resources had before `kafka.strimzi.io/v1`.

use crate::facts::table::rows;

/// What to write in place of a field that `v1` does not have, or has to have. `path` as `spec/mirrors[]/source`, list
/// items without an index. `{name}`, `{value}`, `{thousand}` and `{pause}` stand for what the object says.
///
/// Source: the custom resource definitions of Strimzi 0.51.0 and 1.0.0, compared; what was taken for granted before,
/// from the operator of 0.45.0.
pub fn moved_in_v1(kind: &str, path: &str) -> Option<&'static str> {
    let all = rows::<3>(include_str!("../../../schemas/facts/strimzi-v1-moves.tsv"));
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(above) => path.strip_prefix(above).is_some_and(|rest| !rest.contains('/')),
        None => pattern == path,
    };
    all.filter(|[of, ..]| *of == kind).find(|[_, pattern, _]| fits(pattern)).map(|[.., help]| help)
}

#[cfg(test)]
mod tests {
    use super::moved_in_v1;

    #[test]
    fn by_path_and_by_what_is_above() {
        assert!(moved_in_v1("Kafka", "spec/kafka/replicas").is_some());
        assert!(moved_in_v1("Kafka", "spec/kafka/listeners[]/authentication/clientId").is_some());
        assert_eq!(moved_in_v1("Kafka", "spec/kafka/listeners[]/authentication/clientSecret/key"), None);
        assert_eq!(moved_in_v1("KafkaTopic", "spec/replicas"), None);
    }
}
