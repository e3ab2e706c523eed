use super::config_text;
use crate::facts::connectors::{Direction, artifact_of_class, kamelet_of_class};
use crate::object::{Node, Object};
use crate::source::Origin;
use crate::yaml::Entry;

/// A KafkaConnector, as far as it can be read.
#[derive(Debug, Clone, Copy)]
pub struct Connector<'a> {
    /// The resource.
    pub object: &'a Object,
    /// Its class and where that stands.
    pub class: Option<(&'a Node, &'a str)>,
    /// Its configuration.
    pub config: Option<&'a Node>,
}

impl<'a> Connector<'a> {
    /// Of a KafkaConnector.
    #[must_use]
    pub fn of(object: &'a Object) -> Self {
        let class = object.at("spec/class").and_then(|node| Some((node, node.as_str()?)));
        Self { object, class, config: object.at("spec/config") }
    }

    /// Which way it moves records; `None` where its name does not tell.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        let (_, class) = self.class?;
        let known = artifact_of_class(class).map(|known| known.direction);
        let known = known.or_else(|| kamelet_of_class(class).map(|own| own.direction()));
        let by_name = || match class {
            _ if class.ends_with("SinkConnector") => Some(Direction::Sink),
            _ if class.ends_with("SourceConnector") => Some(Direction::Source),
            _ => None,
        };
        known.or_else(by_name)
    }

    /// The lines of its configuration.
    pub fn lines(&self) -> impl Iterator<Item = &'a Entry<Origin>> + use<'a> {
        self.config.and_then(Node::as_map).into_iter().flat_map(|map| &map.entries)
    }

    /// What a line gives, where it is no map or list, and where that stands.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<(&'a Node, String)> {
        let node = self.config?.get(key)?;
        Some((node, config_text(node)?))
    }

    /// Whether there is a line of that name, readable or not.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.config.is_some_and(|config| config.get(key).is_some_and(|node| !node.is_null()))
    }

    /// The items of a line with commas between them.
    #[must_use]
    pub fn items(&self, key: &str) -> Vec<String> {
        let all = self.text(key).map(|(_, text)| text).unwrap_or_default();
        all.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }
}
