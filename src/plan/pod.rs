//! What pods of every sort share: security contexts, spread, anti-affinity.

use super::leaf::texts;
use crate::blueprint::{Apart, Config};
use crate::object::Tree;
use crate::source::Origin;

pub(super) const HOST: &str = "kubernetes.io/hostname";
pub(super) const ZONE: &str = "topology.kubernetes.io/zone";

/// What a restricted namespace demands of a container of an operand; at container level, which keeps the
/// operator's own pod-level `fsGroup`.
pub(super) fn operand_security() -> Tree {
    let origin = Origin::Default("operand-security");
    Tree::new(&origin).put(
        "securityContext",
        Tree::new(&origin)
            .put("allowPrivilegeEscalation", false)
            .put("capabilities", Tree::new(&origin).put("drop", ["ALL"]))
            .put("runAsNonRoot", true)
            .put("seccompProfile", Tree::new(&origin).put("type", "RuntimeDefault")),
    )
}

/// Labels as a tree.
pub(super) fn labels(pairs: &[(&'static str, String)], origin: &Origin) -> Tree {
    pairs.iter().fold(Tree::new(origin), |tree, (key, value)| tree.put(key, value))
}

/// One `topologySpreadConstraints` entry.
pub(super) fn spread(topology_key: &str, hard: bool, selector: Tree, origin: &Origin) -> Tree {
    Tree::new(origin)
        .put("maxSkew", 1)
        .put("topologyKey", topology_key)
        .put("whenUnsatisfiable", if hard { "DoNotSchedule" } else { "ScheduleAnyway" })
        .put("labelSelector", Tree::new(origin).put("matchLabels", selector))
}

/// Spread over zones and hosts where there is room, for pods that can run anywhere.
pub(super) fn soft_spread(selector: &Tree, zoned: bool) -> Vec<Tree> {
    let origin = Origin::Default("operand-spread");
    let zone = zoned.then(|| spread(ZONE, false, selector.clone(), &origin));
    zone.into_iter().chain([spread(HOST, false, selector.clone(), &origin)]).collect()
}

/// The `podAntiAffinity` that keeps pods on different hosts; `None` where nothing is to be kept apart.
pub(super) fn anti_affinity(how: Apart, selector: Tree, origin: &Origin) -> Option<Tree> {
    let term = Tree::new(origin)
        .put("labelSelector", Tree::new(origin).put("matchLabels", selector))
        .put("topologyKey", HOST);
    let rule = match how {
        Apart::Required => {
            Tree::new(origin).put("requiredDuringSchedulingIgnoredDuringExecution", vec![term])
        }
        Apart::Preferred => Tree::new(origin).put(
            "preferredDuringSchedulingIgnoredDuringExecution",
            vec![Tree::new(origin).put("weight", 100).put("podAffinityTerm", term)],
        ),
        Apart::None => return None,
    };
    Some(Tree::new(origin).put("podAntiAffinity", rule))
}

/// Strimzi's pod template has no `nodeSelector`: the same as a required node affinity.
pub(super) fn node_affinity(node_selector: &Config) -> Option<Tree> {
    let origin = node_selector.origin.as_ref()?;
    let wanted = texts(node_selector).finish();
    let terms: Vec<Tree> = wanted
        .as_map()?
        .entries
        .iter()
        .map(|entry| {
            Tree::new(&entry.value.origin)
                .put_from("key", &entry.key.text, &entry.key.origin)
                .put("operator", "In")
                .put("values", vec![&entry.value])
        })
        .collect();
    let required =
        Tree::new(origin).put("nodeSelectorTerms", vec![Tree::new(origin).put("matchExpressions", terms)]);
    Some(Tree::new(origin).put(
        "nodeAffinity",
        Tree::new(origin).put("requiredDuringSchedulingIgnoredDuringExecution", required),
    ))
}
