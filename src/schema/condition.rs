use super::problem::Problem;
use crate::yaml::{Map, Value};

/// What one field of a map demands of the others; the CEL rules of custom resources come down to these.
pub(super) struct Condition {
    field: &'static str,
    /// The values it speaks of; empty text stands for a field that is not there.
    values: Vec<&'static str>,
    /// Whether it holds for every other value instead.
    other: bool,
    demand: Demand,
    of: Vec<&'static str>,
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
    /// The value itself is refused.
    Never,
}

impl Condition {
    /// Reads `type=a|b:present(c)` or `type!=a:absent(c|d)`.
    ///
    /// # Panics
    /// On a demand it does not know: the tables are ours and a test reads all of them.
    pub(super) fn read(text: &'static str) -> Self {
        let (when, demand) = text.split_once(':').unwrap_or((text, ""));
        let (field, values) = when.split_once('=').unwrap_or((when, ""));
        let (word, of) = demand.split_once('(').unwrap_or((demand, ""));
        let demand = match word {
            "filled" => Demand::Filled,
            "present" => Demand::Present,
            "absent" => Demand::Absent,
            "together" => Demand::Together,
            "less" => Demand::Less,
            "never" => Demand::Never,
            word => panic!("a schema table demands `{word}`, which has no meaning"),
        };
        Self {
            field: field.trim_end_matches('!'),
            values: values.split('|').collect(),
            other: field.ends_with('!'),
            demand,
            of: of.trim_end_matches(')').split('|').collect(),
        }
    }

    /// What is wrong, where the condition holds and its demand is not met.
    pub(super) fn problem<O>(&self, map: &Map<O>) -> Option<Problem> {
        let value = match map.get(self.field).map(|node| &node.value) {
            None => "",
            Some(Value::String(text)) => text,
            Some(_) => return None,
        };
        let holds = self.values.contains(&value) != self.other;
        (holds && !self.met(map)).then(|| Problem::Condition(self.words(value)))
    }

    fn met<O>(&self, map: &Map<O>) -> bool {
        let there = self.of.iter().filter(|name| map.get(name).is_some()).count();
        match self.demand {
            Demand::Filled => {
                let filled = |name: &&str| map.get(name).is_some_and(|node| node.as_str() != Some(""));
                self.of.iter().all(filled)
            }
            Demand::Present => there == self.of.len(),
            Demand::Absent => there == 0,
            Demand::Together => there == 0 || there == self.of.len(),
            Demand::Less => {
                let numbers: Vec<i128> = self.of.iter().filter_map(|name| map.get(name)?.as_int()).collect();
                numbers.is_sorted_by(|low, high| low < high)
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
            Demand::Filled | Demand::Present => format!("{} must be given", joined(" and ")),
            Demand::Absent => format!("{} must not be given", joined(" and ")),
            Demand::Together => format!("{} must be given together or not at all", joined(" and ")),
            Demand::Less => joined(" must be less than "),
            Demand::Never => return format!("`{}: {value}` is not supported here", self.field),
        };
        match value {
            "" => format!("without `{}`, {demand}", self.field),
            value => format!("with `{}: {value}`, {demand}", self.field),
        }
    }
}
