//! What pods of every sort share: security contexts, spread, anti-affinity.

use crate::blueprint::Apart;
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
