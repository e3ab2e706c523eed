use crate::blueprint::{Connector, Item, TopicText, Val};
use crate::facts::connectors::source_topics_key;
use crate::object::{Node, Object, Tree, text};
use crate::plan::labels::Owner;
use crate::plan::operand::Opened;
use crate::topology::{Place, object_name};

/// One connector. Where its records come from or go to follows from `produces` and `consumes`, in the key its class
/// reads; a key that is written wins.
pub(super) fn lower(
    owner: &Owner<'_>,
    place: &Place,
    name: &str,
    connector: &Item<Connector>,
    opened: &mut Opened,
) -> Object {
    let mut config = Tree::new(&connector.key);
    if let Some((key, topics)) = topics(connector) {
        config = config.put(key, topics);
    }
    if let Some(group) = connector.consumes.as_ref().and_then(|consumes| consumes.group.as_ref()) {
        config = config.put("consumer.override.group.id", group);
    }
    let config = config.merge(opened.config(owner.topology, place, &connector.config));
    owner
        .object("kafka.strimzi.io/v1", "KafkaConnector", object_name(name))
        .from(&connector.key)
        .belongs_to(owner.name)
        .finish(|tree| {
            let restart = connector
                .auto_restart
                .as_ref()
                .map(|restart| Tree::new(&restart.origin).put("enabled", restart));
            let spec = Tree::new(&connector.key)
                .put("class", &connector.class)
                .put("tasksMax", &connector.tasks_max)
                .put("autoRestart", restart)
                .put("state", &connector.state)
                .put("config", config);
            tree.put("spec", spec)
        })
}

/// The key and the topics, sorted; `None` where the class names its topics in words of its own.
fn topics(connector: &Connector) -> Option<(&'static str, Node)> {
    if let Some(consumes) = &connector.consumes {
        // Connect refuses a sink that has both.
        let by_pattern = connector.config.get("topics.regex").is_some();
        return (!by_pattern).then(|| joined(&consumes.topics)).flatten().map(|topics| ("topics", topics));
    }
    let key = source_topics_key(&connector.class)?;
    let one_only = key == "topic" && connector.produces.len() != 1;
    (!one_only).then(|| joined(&connector.produces)).flatten().map(|topics| (key, topics))
}

fn joined(topics: &[Val<TopicText>]) -> Option<Node> {
    let mut names: Vec<&str> = topics.iter().map(|topic| topic.value.0.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Some(text(names.join(","), &topics.first()?.origin))
}
