use super::Lowering;
use crate::blueprint::{Apart, Profile};
use crate::object::Tree;
use crate::plan::pod::{HOST, ZONE, anti_affinity, spread};
use crate::source::Origin;

/// `affinity` and `topologySpreadConstraints`.
///
/// A preference is a soft spread over hosts, which unlike a preferred anti-affinity also evens out what is left
/// when there are more pods than hosts; a demand is an anti-affinity. Zones are a soft spread in production, where
/// the nodes' zones are declared and the app does not say that its pods may stand anywhere.
pub(super) fn put(app: &Lowering<'_>, pod: Tree) -> Tree {
    let Some(how) = &app.app.anti_affinity else { return pod };
    let mut spreads = Vec::new();
    let zoned = !app.topology.zones(&app.place.kubernetes).is_empty();
    if app.topology.profile == Profile::Production && zoned && how.value != Apart::None {
        spreads.push(spread(ZONE, false, app.owner.selector(), &Origin::Default("operand-spread")));
    }
    let affinity = match how.value {
        Apart::Required => anti_affinity(how.value, app.owner.selector(), &how.origin),
        Apart::Preferred => {
            spreads.push(spread(HOST, false, app.owner.selector(), &how.origin));
            None
        }
        Apart::None => None,
    };
    pod.put("affinity", affinity).put("topologySpreadConstraints", spreads)
}
