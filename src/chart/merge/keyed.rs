//! Lists whose items have names, as Kubernetes and Strimzi merge them.

use super::Nodes;
use crate::object::Node;
use crate::yaml::Value;
use std::collections::BTreeSet;

/// The fields items go by, the first that fits.
const FIELDS: [&str; 7] = ["name", "metadata/name", "mountPath", "id", "mode", "key", "containerPort"];

/// No field at all: items go by where they stand.
const PLACE: &str = "";

/// A list whose items have names.
pub(super) struct Keyed {
    field: &'static str,
    /// The names of all items, in an order every environment keeps.
    pub(super) order: Vec<String>,
}

/// How the lists of all environments are one; `None` where their items have no names, or no common order.
pub(super) fn keyed(nodes: &Nodes<'_>) -> Option<Keyed> {
    let lists: Vec<&[Node]> = nodes.iter().flatten().map(|node| node.as_list()).collect::<Option<_>>()?;
    if lists.iter().any(|list| list.is_empty()) {
        return None;
    }
    FIELDS.into_iter().find_map(|field| {
        let names: Vec<Vec<String>> = lists.iter().map(|list| names(list, field)).collect::<Option<_>>()?;
        Some(Keyed { field, order: common_order(&names)? })
    })
}

/// Where no name will do and the list cannot be one value either: item by item.
pub(super) fn by_place(nodes: &Nodes<'_>) -> Keyed {
    let longest = nodes.iter().flatten().filter_map(|node| node.as_list()).map(<[_]>::len).max().unwrap_or(0);
    Keyed { field: PLACE, order: (0..longest).map(|place| place.to_string()).collect() }
}

impl Keyed {
    /// The item of a name.
    pub(super) fn item<'n>(&self, list: &'n Node, name: &str) -> Option<&'n Node> {
        if self.field == PLACE {
            return list.as_list()?.get(name.parse::<usize>().ok()?);
        }
        list.as_list()?.iter().find(|item| word(item, self.field).as_deref() == Some(name))
    }
}

/// The names of all items, each once; `None` where one has none.
fn names(list: &[Node], field: &str) -> Option<Vec<String>> {
    let names: Vec<String> = list.iter().map(|item| word(item, field)).collect::<Option<_>>()?;
    let different: BTreeSet<&String> = names.iter().collect();
    (different.len() == names.len()).then_some(names)
}

fn word(item: &Node, field: &str) -> Option<String> {
    match &field.split('/').try_fold(item, |node, key| node.get(key))?.value {
        Value::String(text) => Some(text.clone()),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

/// One order in which each list's names stand as they do there.
fn common_order(lists: &[Vec<String>]) -> Option<Vec<String>> {
    let mut order: Vec<String> = lists.first()?.clone();
    for list in &lists[1..] {
        let mut after = 0;
        for name in list {
            match order.iter().position(|known| known == name) {
                Some(at) if at < after => return None,
                Some(at) => after = at + 1,
                None => {
                    order.insert(after, name.clone());
                    after += 1;
                }
            }
        }
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(lists: &[&str]) -> Option<String> {
        let lists: Vec<Vec<String>> =
            lists.iter().map(|list| list.split_whitespace().map(str::to_owned).collect()).collect();
        Some(common_order(&lists)?.join(" "))
    }

    #[test]
    fn every_list_keeps_its_order() {
        assert_eq!(order(&["a c", "a b c", "c d"]).as_deref(), Some("a b c d"));
        assert_eq!(order(&["b", "a b"]).as_deref(), Some("a b"));
        assert_eq!(order(&["a b", "b a"]), None);
        assert_eq!(order(&["a b", "a b c a"].map(|list| list)), None);
    }
}
