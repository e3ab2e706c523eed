use super::{Lowering, metrics};
use crate::facts::strimzi::REBALANCE_TEMPLATE;
use crate::object::{Object, Tree};
use crate::plan::pod;

/// `spec.cruiseControl`.
pub(super) fn cruise_control(at: &Lowering<'_>) -> Option<Tree> {
    let control = at.cruise_control()?;
    let rebalance = control.auto_rebalance.as_ref().filter(|auto| auto.value).map(|auto| {
        let mode = |mode: &str| {
            let template = Tree::new(&auto.origin).put("name", template_name(at));
            Tree::new(&auto.origin).put("mode", mode).put("template", template)
        };
        [mode("add-brokers"), mode("remove-brokers")]
    });
    let template = Tree::new(&control.origin).put("cruiseControlContainer", pod::operand_security());
    let tree = Tree::new(&control.origin)
        .put("autoRebalance", rebalance)
        .put("brokerCapacity", &control.broker_capacity)
        .put("config", &control.config)
        .put("resources", &control.resources)
        .put("metricsConfig", metrics::of_cruise_control(at))
        .put("template", template);
    Some(tree)
}

/// The `KafkaRebalance` that automatic ones are copied from; empty, so Cruise Control's own goals hold, and there
/// is one place to tune them.
pub(super) fn rebalance_template(at: &Lowering<'_>) -> Option<Object> {
    let auto = at.cruise_control()?.auto_rebalance.as_ref().filter(|auto| auto.value)?;
    let object = at
        .part("KafkaRebalance", template_name(at))
        .from(&auto.origin)
        .annotation(REBALANCE_TEMPLATE, "true")
        .finish(|object| object.put_even_empty("spec", Tree::new(&auto.origin)));
    Some(object)
}

fn template_name(at: &Lowering<'_>) -> String {
    format!("{}-auto-rebalance", at.name)
}
