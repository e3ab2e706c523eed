use super::expression::Shape;
use super::table::Table;
use super::{Versions, kind};

/// What a field takes, beyond its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Whole numbers from the lowest to the highest; `None` for no limit.
    Range(Option<i64>, Option<i64>),
    /// Text that fits a regular expression.
    Pattern(&'static str),
    /// One of these words.
    OneOf(Vec<&'static str>),
}

/// What the field at a path of a kind takes; `None` where that is all of its type, or no table knows the field. A step
/// into a list is any step.
#[must_use]
pub fn takes(api_version: &str, kind: &str, path: &[String], versions: &Versions) -> Option<Takes> {
    let root = kind::root(api_version, kind, versions)?;
    let record = Shape::Record(root.block);
    let shape = path.iter().try_fold(&record, |shape, key| step(shape, key, root.table, versions))?;
    Some(match shape {
        Shape::Int { bounds, .. } if bounds.low.is_some() || bounds.high.is_some() => {
            Takes::Range(bounds.low, bounds.high)
        }
        Shape::Text { pattern: Some(pattern), .. } => Takes::Pattern(pattern.text),
        Shape::Enum(words) => Takes::OneOf(words.clone()),
        _ => return None,
    })
}

fn step<'s>(shape: &'s Shape, key: &str, table: &'static Table, versions: &Versions) -> Option<&'s Shape> {
    match shape {
        Shape::Record(block) => Some(&table.record(*block).field(key, versions.of(table.product))?.shape),
        Shape::List { of, .. } | Shape::Map(of) => Some(of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_fields_are_found_through_lists() {
        let takes = |kind, api_version, path: &str| {
            let path: Vec<String> = path.split('/').map(str::to_owned).collect();
            takes(api_version, kind, &path, &Versions::newest())
        };
        let strimzi = "kafka.strimzi.io/v1";
        assert_eq!(
            takes("KafkaNodePool", strimzi, "spec/jvmOptions/-Xmx"),
            Some(Takes::Pattern("^[0-9]+[mMgG]?$"))
        );
        assert_eq!(
            takes("KafkaNodePool", strimzi, "spec/roles/0"),
            Some(Takes::OneOf(vec!["broker", "controller"]))
        );
        assert_eq!(takes("KafkaTopic", strimzi, "spec/replicas"), Some(Takes::Range(Some(1), Some(32_767))));
        assert_eq!(takes("KafkaTopic", strimzi, "spec/topicName"), None);
        assert_eq!(takes("KafkaTopic", strimzi, "spec/nothing"), None);
    }
}
