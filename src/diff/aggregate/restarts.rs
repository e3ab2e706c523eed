use crate::diff::Effect;
use crate::diff::change::Subject;
use crate::diff::finding::{Finding, Pods, Resource};
use crate::diff::outcome::Restart;
use crate::diff::pair::Pair;
use crate::diff::side::{Member, Side};
use crate::lint::view::cluster_label;
use crate::object::Object;
use std::collections::BTreeMap;

/// Kinds of Strimzi whose pods follow the object itself.
const WORKERS: [&str; 3] = ["KafkaConnect", "KafkaMirrorMaker2", "KafkaBridge"];

/// Which pods restart, each set once: controllers, then brokers, then everything that connects to them.
pub(in crate::diff) fn restarts(findings: &[Finding], pairs: &[Pair<'_>], after: &Side) -> Vec<Restart> {
    let mut found: BTreeMap<(u8, Resource), Restart> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let how = [Effect::Recreate, Effect::Rolling, Effect::Rebuild].into_iter().find(|e| finding.has(*e));
        let (Some(how), Subject::Pair(pair)) = (how, finding.subject) else { continue };
        let Some(member) = pairs[pair].after else { continue };
        for (rank, restart) in sets(member, finding.pods, after, pairs) {
            let how = if how == Effect::Rebuild { Effect::Rolling } else { how };
            let known = found.entry((rank, restart.resource.clone())).or_insert(restart);
            known.causes.push(at);
            if how == Effect::Recreate {
                known.effect = how;
            }
        }
    }
    found.into_values().collect()
}

/// The sets of pods that follow an object, with their place in the order.
fn sets(member: &Member, pods: Pods, after: &Side, pairs: &[Pair<'_>]) -> Vec<(u8, Restart)> {
    let object = &member.object;
    // What is new starts as it is to be, and restarts nothing.
    let was = |member: &Member| {
        let pair = pairs.iter().find(|pair| pair.after.is_some_and(|after| std::ptr::eq(after, member)));
        pair.and_then(|pair| pair.before).map(|before| replicas(&before.object))
    };
    let count = |or: u32| {
        let now = replicas(object).unwrap_or(or);
        was(member).map_or(now, |was| was.unwrap_or(or).min(now))
    };
    match object.gvk.kind.as_str() {
        "Kafka" => after
            .of_kind("KafkaNodePool")
            .filter(|pool| pool.is_beside(member) && pool.object.namespace == object.namespace)
            .filter(|pool| cluster_label(&pool.object).and_then(|l| l.as_str()) == Some(object.name.as_str()))
            .filter_map(|pool| of_pool(pool, pods, was(pool)?))
            .collect(),
        "KafkaNodePool" => of_pool(member, pods, was(member).flatten()).into_iter().collect(),
        kind if WORKERS.contains(&kind) => {
            vec![(3, restart(member, "", Some(count(3))))]
        }
        "StatefulSet" | "Deployment" => {
            vec![(4, restart(member, "", Some(count(1))))]
        }
        "DaemonSet" => vec![(4, restart(member, "", None))],
        _ => Vec::new(),
    }
}

fn of_pool(pool: &Member, pods: Pods, was: Option<u32>) -> Option<(u8, Restart)> {
    let roles = roles(&pool.object);
    let has = |role: &str| roles.iter().any(|own| own == role);
    let meant = match pods {
        Pods::All => true,
        Pods::Brokers => has("broker"),
        Pods::Controllers => has("controller"),
        Pods::None => false,
    };
    let rank = match (has("controller"), has("broker")) {
        (true, false) => 0,
        (true, true) => 1,
        _ => 2,
    };
    let count = match (replicas(&pool.object), was) {
        (Some(now), Some(was)) => Some(now.min(was)),
        (now, was) => now.or(was),
    };
    meant.then(|| (rank, restart(pool, &roles.join("+"), count)))
}

/// How many pods an object asks for, where it says so.
fn replicas(object: &Object) -> Option<u32> {
    object.at("spec/replicas").and_then(|node| node.as_int()).and_then(|count| u32::try_from(count).ok())
}

/// The roles of a node pool, sorted.
fn roles(pool: &Object) -> Vec<String> {
    let listed = pool.at("spec/roles").and_then(|node| node.as_list()).unwrap_or_default();
    let mut roles: Vec<String> = listed.iter().filter_map(|role| role.as_str()).map(str::to_owned).collect();
    roles.sort_by(|a, b| b.cmp(a));
    roles
}

fn restart(member: &Member, role: &str, pods: Option<u32>) -> Restart {
    Restart {
        resource: Resource {
            environment: member.environment.clone(),
            cluster: member.cluster.clone(),
            kind: member.object.gvk.kind.clone(),
            namespace: member.object.namespace.clone(),
            name: member.object.name.clone(),
        },
        role: role.to_owned(),
        pods,
        effect: Effect::Rolling,
        causes: Vec::new(),
    }
}
