//! Where a table of mistakes makes them and looks for what is said: `Kafka/NAME[spec/x=y] spec/kafka/listeners/*`.

use crate::path::{Condition, Path, conditions, shown};
use streamwright::yaml::Node;

/// Documents of a kind, and places in them.
#[derive(Debug, Clone)]
pub struct Site {
    pub kind: String,
    name: Option<String>,
    conditions: Vec<Condition>,
    pub path: Path,
}

impl Site {
    pub fn read(text: &str) -> Self {
        let (who, path) = text.split_once(' ').unwrap_or_else(|| panic!("no site: {text}"));
        let (who, conditions) = conditions(who);
        let (kind, name) =
            who.split_once('/').map_or((who, None), |(kind, name)| (kind, Some(name.to_owned())));
        Self { kind: kind.to_owned(), name, conditions, path: Path::read(path) }
    }

    pub fn is_about(&self, document: &Node<()>) -> bool {
        let kind = document.get("kind").map(shown);
        kind.as_deref() == Some(self.kind.as_str())
            && self.name.as_ref().is_none_or(|name| name_of(document).as_ref() == Some(name))
            && self.conditions.iter().all(|condition| condition.holds(document))
    }
}

pub fn name_of(document: &Node<()>) -> Option<String> {
    document.get("metadata")?.get("name").map(shown)
}
