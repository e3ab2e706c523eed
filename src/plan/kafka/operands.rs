//! What stands beside the brokers, apart from Cruise Control.

use crate::blueprint::{EntityOperator, EntityOperatorPart, KafkaExporter};
use crate::object::Tree;
use crate::plan::pod;

/// The topic and user operators: one pod, two containers.
pub(super) fn entity_operator(operator: &EntityOperator) -> Tree {
    let part =
        |part: &EntityOperatorPart| Tree::new(&part.origin).put("resources", &part.resources).even_empty();
    let topics = operator.topic_operator.as_ref().map(part);
    let users = operator.user_operator.as_ref().map(part);
    let template = Tree::new(&operator.origin)
        .put("topicOperatorContainer", topics.as_ref().map(|_| pod::operand_security()))
        .put("userOperatorContainer", users.as_ref().map(|_| pod::operand_security()));
    Tree::new(&operator.origin)
        .put("topicOperator", topics)
        .put("userOperator", users)
        .put("template", template)
}

/// The Kafka Exporter.
pub(super) fn kafka_exporter(exporter: &KafkaExporter) -> Tree {
    Tree::new(&exporter.origin)
        .put("topicRegex", &exporter.topic_regex)
        .put("groupRegex", &exporter.group_regex)
        .put("resources", &exporter.resources)
        .put("template", Tree::new(&exporter.origin).put("container", pod::operand_security()))
}
