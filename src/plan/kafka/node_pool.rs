use super::{Lowering, storage};
use crate::blueprint::{Apart, Item, KafkaNodePool, NodeIds, Role, Switch, Val};
use crate::facts::strimzi::{BROKER_ROLE, CLUSTER, CONTROLLER_ROLE, NEXT_NODE_IDS, POOL_NAME};
use crate::object::{Node, Object, Tree, text};
use crate::plan::pod;

/// A `KafkaNodePool`.
pub(super) fn object(at: &Lowering<'_>, name: &str, item: &Item<KafkaNodePool>) -> Object {
    let pool = &item.value;
    let template = Tree::new(&pool.origin).put("pod", pods(at, name, pool));
    let spec = Tree::new(&pool.origin)
        .put("replicas", &pool.replicas)
        .put("roles", &pool.roles)
        .put("storage", storage::jbod(&pool.storage))
        .put("resources", &pool.resources)
        .put("jvmOptions", &pool.jvm_options)
        .put("template", template);
    at.part("KafkaNodePool", name)
        .from(&item.key)
        .annotation(NEXT_NODE_IDS, pool.node_ids.as_ref().map(next_node_ids))
        .finish(|object| object.put("spec", spec))
}

fn next_node_ids(ids: &Val<NodeIds>) -> Node {
    let NodeIds { first, last } = ids.value;
    let range = if first == last { format!("[{first}]") } else { format!("[{first}-{last}]") };
    text(range, &ids.origin)
}

fn pods(at: &Lowering<'_>, name: &str, pool: &KafkaNodePool) -> Tree {
    Tree::new(&pool.origin)
        .put("terminationGracePeriodSeconds", &pool.termination_grace_period_seconds)
        .put("affinity", affinity(at, name, pool))
        .put("topologySpreadConstraints", zone_spread(at, pool).into_iter().collect::<Vec<_>>())
        .put("tolerations", &pool.tolerations)
        .put("priorityClassName", &pool.priority_class_name)
}

fn affinity(at: &Lowering<'_>, name: &str, pool: &KafkaNodePool) -> Tree {
    let apart = pool.anti_affinity.as_ref().and_then(|apart| {
        let selector = [(CLUSTER, at.name.to_owned()), (POOL_NAME, name.to_owned())];
        pod::anti_affinity(apart.value, pod::labels(&selector, &apart.origin), &apart.origin)
    });
    apart
        .unwrap_or_else(|| Tree::new(&pool.origin))
        .merge(pod::node_affinity(&pool.node_selector).unwrap_or_else(|| Tree::new(&pool.origin)))
}

/// Over all pools of the same role: the zones of the cluster count, not those of one pool.
fn zone_spread(at: &Lowering<'_>, pool: &KafkaNodePool) -> Option<Tree> {
    let spread = pool.zone_spread.as_ref().filter(|spread| spread.value != Apart::None)?;
    let broker = pool.roles.iter().any(|role| role.value == Role::Broker);
    let role = if broker { BROKER_ROLE } else { CONTROLLER_ROLE };
    let selector = [(CLUSTER, at.name.to_owned()), (role, "true".to_owned())];
    let rack = at.cluster.rack.as_ref().and_then(Switch::on);
    let key = rack.and_then(|rack| rack.topology_key.as_ref()).map_or(pod::ZONE, |key| key.as_str());
    let hard = spread.value == Apart::Required;
    Some(pod::spread(key, hard, pod::labels(&selector, &spread.origin), &spread.origin))
}
