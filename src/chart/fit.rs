//! What an environment has must be what its chart takes: where a blueprint or a patch says more than is usual, the
//! schema asks for less.

use super::Shape;
use crate::facts::kubernetes::{dns_subdomain, label_key, label_value};
use crate::object::Node;
use crate::yaml::Value;

/// Labels by which charts and operators know their pods.
const OWN_LABELS: [&str; 4] = [
    "app.kubernetes.io/name",
    "app.kubernetes.io/instance",
    "app.kubernetes.io/part-of",
    "app.kubernetes.io/managed-by",
];

/// The shape, or a wider one where a value does not fit it.
pub(super) fn fitting(shape: Shape, values: &[Option<Node>]) -> Shape {
    if values.iter().flatten().all(|value| fits(&shape, value)) {
        return shape;
    }
    let texts =
        values.iter().flatten().all(|value| entries(value).all(|(_, value)| value.as_str().is_some()));
    match shape {
        Shape::Labels | Shape::PodLabels | Shape::Annotations if texts => Shape::Texts,
        Shape::Labels | Shape::PodLabels | Shape::Annotations | Shape::Affinity | Shape::Resources => {
            Shape::Map
        }
        Shape::Tolerations | Shape::SecretNames => Shape::List,
        _ => Shape::Text,
    }
}

fn fits(shape: &Shape, value: &Node) -> bool {
    let is = |value: &Node, fits: &dyn Fn(&str) -> bool| value.as_str().is_some_and(fits);
    let label = |(key, value): (&str, &Node)| {
        label_key(key).is_none() && is(value, &|text| text.is_empty() || label_value(text).is_none())
    };
    let of_keys = |value: &Node, known: &[&str]| {
        value.as_map().is_some() && entries(value).all(|(key, _)| known.contains(&key))
    };
    match shape {
        Shape::Labels => entries(value).all(label),
        Shape::PodLabels => entries(value).all(|entry| {
            label(entry) && !OWN_LABELS.contains(&entry.0) && !entry.0.starts_with("strimzi.io/")
        }),
        Shape::Annotations => {
            entries(value).all(|(key, value)| label_key(key).is_none() && value.as_str().is_some())
        }
        Shape::Affinity => {
            of_keys(value, &["nodeAffinity", "podAffinity", "podAntiAffinity"])
                && entries(value).all(|(_, value)| value.as_map().is_some())
        }
        Shape::Resources => of_keys(value, &["requests", "limits"]),
        Shape::Tolerations => items(value).all(toleration),
        Shape::SecretNames => items(value).all(|item| {
            of_keys(item, &["name"])
                && item.get("name").is_some_and(|name| is(name, &|text| dns_subdomain(text).is_none()))
        }),
        Shape::Name => is(value, &|text| text.is_empty() || dns_subdomain(text).is_none()),
        Shape::OneOf(words) => is(value, &|text| text.is_empty() || words.contains(&text)),
        Shape::Registry => {
            is(value, &|text| text.is_empty() || text.contains(['.', ':']) || text == "localhost")
        }
        Shape::Size => is(value, &size),
        _ => true,
    }
}

fn toleration(item: &Node) -> bool {
    let text = |key: &str, fits: &dyn Fn(&str) -> bool| {
        item.get(key).is_none_or(|value| value.as_str().is_some_and(fits))
    };
    let known = ["key", "operator", "value", "effect", "tolerationSeconds"];
    let has = |key: &str| item.get(key).and_then(Node::as_str).is_some_and(|text| !text.is_empty());
    let every = item.get("operator").and_then(Node::as_str) == Some("Exists");
    item.as_map().is_some()
        && (every || has("key"))
        && entries(item).all(|(key, _)| known.contains(&key))
        && text("key", &|key| key.is_empty() || label_key(key).is_none())
        && text("operator", &|word| matches!(word, "Equal" | "Exists"))
        && text("value", &|value| value.is_empty() || label_value(value).is_none())
        && text("effect", &|word| matches!(word, "" | "NoSchedule" | "PreferNoSchedule" | "NoExecute"))
        && item.get("tolerationSeconds").is_none_or(|seconds| seconds.as_int().is_some())
}

fn size(text: &str) -> bool {
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(unit);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.split_once('.').map_or(digits(number), |(whole, part)| digits(whole) && digits(part));
    let unit = unit.strip_suffix('i').map_or(matches!(unit, "" | "M" | "G" | "T" | "P" | "E"), |unit| {
        matches!(unit, "K" | "M" | "G" | "T" | "P" | "E")
    });
    number && unit
}

fn entries(value: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let map = match &value.value {
        Value::Map(map) => map.entries.as_slice(),
        _ => &[],
    };
    map.iter().map(|entry| (entry.key.text.as_str(), &entry.value))
}

fn items(value: &Node) -> impl Iterator<Item = &Node> {
    value.as_list().unwrap_or_default().iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::{Tree, list, text};
    use crate::source::Origin;

    #[test]
    fn what_does_not_fit_widens_the_shape() {
        let fixed = &Origin::Fixed;
        let of = |shape: Shape, value: Node| fitting(shape, &[Some(value), None]);
        let map = |key: &str, value: &str| Tree::new(fixed).put(key, value).finish();
        assert_eq!(of(Shape::Labels, map("a/b", "c")), Shape::Labels);
        assert_eq!(of(Shape::Labels, map("a/b", "c d")), Shape::Texts);
        assert_eq!(of(Shape::PodLabels, map("strimzi.io/cluster", "c")), Shape::Texts);
        let taint = |key: &str, value: &str| list(vec![map(key, value)], fixed);
        assert_eq!(of(Shape::Tolerations, taint("operator", "Exists")), Shape::Tolerations);
        assert_eq!(of(Shape::Tolerations, taint("value", "{{ b }}")), Shape::List);
        assert_eq!(of(Shape::Tolerations, taint("operator", "exists")), Shape::List);
        for (size, fits) in
            [("1Gi", true), ("1.5Ti", true), ("10", true), ("500m", false), ("1e3", false), ("3k", false)]
        {
            let expected = if fits { Shape::Size } else { Shape::Text };
            assert_eq!(of(Shape::Size, text(size, fixed)), expected, "{size}");
        }
    }
}
