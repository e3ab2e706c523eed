use super::Lowering;
use crate::blueprint::{Item, Topic};
use crate::object::{Object, Tree};
use crate::topology::object_name;

/// A `KafkaTopic`; one whose name Kubernetes does not take says its own in `topicName`.
pub(super) fn object(at: &Lowering<'_>, name: &str, item: &Item<Topic>) -> Object {
    let topic = &item.value;
    let object = object_name(name);
    let own = (object != name).then_some(name);
    let spec = Tree::new(&item.key)
        .put("topicName", own)
        .put("partitions", &topic.partitions)
        .put("replicas", &topic.replicas)
        .put("config", &topic.config);
    at.part("KafkaTopic", object).from(&item.key).finish(|object| object.put_even_empty("spec", spec))
}
