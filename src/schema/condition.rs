use super::problem::Problem;
use crate::facts::kubernetes::{Quantity, dns_subdomain};
use crate::yaml::{Map, Node, Value};

/// What one field of a map demands of the others; the CEL rules of custom resources come down to these.
pub(super) struct Condition {
    when: Vec<When>,
    demand: Demand,
    of: Vec<&'static str>,
}

/// What it depends on; a field without a name is never there.
struct When {
    field: &'static str,
    /// The values it speaks of; empty text stands for a field that is not there.
    values: Vec<&'static str>,
    /// Whether it holds for every other value instead.
    other: bool,
}

#[derive(Clone, Copy)]
enum Demand {
    /// There, and not empty text.
    Filled,
    Present,
    Absent,
    /// All or none.
    Together,
    /// The first is less than the second.
    Less,
    /// The first is not greater than the second.
    AtMost,
    /// There, and neither empty text nor an empty list.
    Given,
    /// At least one is given.
    Some,
    /// Of each resource, amounts that do not fall from one map to the next.
    Rising,
    /// They are not all there and zero.
    Positive,
    /// The name of an object.
    Named,
    /// The value itself is refused.
    Never,
}

impl Condition {
    /// Reads `type=a|b:present(c)`, `type!=a&mode=b:absent(c|d)` or, whatever else there is, `:less(c|d)`.
    ///
    /// # Panics
    /// On a demand it does not know: the tables are ours and a test reads all of them.
    pub(super) fn read(text: &'static str) -> Self {
        let (when, demand) = text.split_once(':').unwrap_or((text, ""));
        let (word, of) = demand.split_once('(').unwrap_or((demand, ""));
        let demand = match word {
            "filled" => Demand::Filled,
            "present" => Demand::Present,
            "absent" => Demand::Absent,
            "together" => Demand::Together,
            "less" => Demand::Less,
            "at-most" => Demand::AtMost,
            "given" => Demand::Given,
            "some" => Demand::Some,
            "rising" => Demand::Rising,
            "positive" => Demand::Positive,
            "named" => Demand::Named,
            "never" => Demand::Never,
            word => panic!("a schema table demands `{word}`, which has no meaning"),
        };
        let read = |when: &'static str| {
            let (field, values) = when.split_once('=').unwrap_or((when, ""));
            let other = field.ends_with('!');
            When { field: field.trim_end_matches('!'), values: values.split('|').collect(), other }
        };
        Self {
            when: when.split('&').map(read).collect(),
            demand,
            of: of.trim_end_matches(')').split('|').collect(),
        }
    }

    /// What is wrong, where the condition holds and its demand is not met.
    pub(super) fn problem<O>(&self, map: &Map<O>) -> Option<Problem> {
        let mut first = "";
        for (at, when) in self.when.iter().enumerate() {
            let value = when.value(map)?;
            if when.values.contains(&value) == when.other {
                return None;
            }
            if at == 0 {
                first = value;
            }
        }
        (!self.met(map)).then(|| Problem::Condition(self.words(first)))
    }

    fn met<O>(&self, map: &Map<O>) -> bool {
        let there = self.of.iter().filter(|name| map.get(name).is_some_and(|node| !node.is_null())).count();
        match self.demand {
            Demand::Filled => {
                let filled = |node: &Node<O>| !node.is_null() && node.as_str() != Some("");
                self.of.iter().all(|name| map.get(name).is_some_and(filled))
            }
            Demand::Present => there == self.of.len(),
            Demand::Absent => there == 0,
            Demand::Together => there == 0 || there == self.of.len(),
            Demand::Less => numbers(map, &self.of).is_sorted_by(|low, high| low < high),
            Demand::AtMost => numbers(map, &self.of).is_sorted(),
            Demand::Given => self.of.iter().all(|name| is_given(map, name)),
            Demand::Some => self.of.iter().any(|name| is_given(map, name)),
            Demand::Rising => rise(map, &self.of),
            Demand::Positive => !self.of.iter().all(|name| is_zero(map, name)),
            Demand::Named => {
                let fits = |name: &&str| dns_subdomain(name).is_none();
                self.of
                    .iter()
                    .all(|field| map.get(field).and_then(Node::as_str).is_none_or(|name| fits(&name)))
            }
            Demand::Never => false,
        }
    }

    fn words(&self, value: &str) -> String {
        let joined = |joint: &str| {
            let names: Vec<String> = self.of.iter().map(|name| format!("`{name}`")).collect();
            names.join(joint)
        };
        let demand = match self.demand {
            Demand::Filled | Demand::Present | Demand::Given => format!("{} must be given", joined(" and ")),
            Demand::Absent => format!("{} must not be given", joined(" and ")),
            Demand::Together => format!("{} must be given together or not at all", joined(" and ")),
            Demand::Less => joined(" must be less than "),
            Demand::AtMost | Demand::Rising => joined(" must not be greater than "),
            Demand::Some => format!("{} must be given", joined(" or ")),
            Demand::Positive => format!("{} must not be zero", joined(" or ")),
            Demand::Named => {
                format!("{} must be of lower-case letters, digits, hyphens and dots", joined(" and "))
            }
            Demand::Never => return format!("`{}: {value}` is not supported here", self.when[0].field),
        };
        match (self.when[0].field, value) {
            ("", _) => demand,
            (field, "") => format!("without `{field}`, {demand}"),
            (field, value) => format!("with `{field}: {value}`, {demand}"),
        }
    }
}

impl When {
    /// The value it looks at; `None` where it cannot be told.
    fn value<'m, O>(&self, map: &'m Map<O>) -> Option<&'m str> {
        match map.get(self.field).map(|node| &node.value) {
            None | Some(Value::Null) => Some(""),
            Some(Value::String(text)) => Some(text),
            Some(Value::List(items)) if items.is_empty() => Some(""),
            Some(_) => None,
        }
    }
}

fn numbers<O>(map: &Map<O>, of: &[&str]) -> Vec<i128> {
    of.iter().filter_map(|name| map.get(name)?.as_int()).collect()
}

fn rise<O>(map: &Map<O>, of: &[&str]) -> bool {
    let maps: Vec<&Map<O>> = of.iter().filter_map(|name| map.get(name)?.as_map()).collect();
    let amount = |node: &Node<O>| match &node.value {
        // The server takes null for zero.
        Value::Null => Some(0),
        Value::Int(number) => Some(number * 1000),
        Value::String(text) => Quantity::parse(text).ok().map(Quantity::milli),
        _ => None,
    };
    maps.iter().flat_map(|map| &map.entries).all(|entry| {
        let amounts: Vec<i128> = maps.iter().filter_map(|map| amount(map.get(&entry.key.text)?)).collect();
        amounts.is_sorted()
    })
}

fn is_given<O>(map: &Map<O>, name: &str) -> bool {
    map.get(name).is_some_and(|node| match &node.value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        _ => true,
    })
}

fn is_zero<O>(map: &Map<O>, name: &str) -> bool {
    map.get(name).is_some_and(|node| node.as_int() == Some(0) || node.as_str() == Some("0%"))
}
