//! IMP-A07: two networks that no longer reach each other.

use crate::blueprint::Peering;
use crate::diff::{Cx, Effect, Platform, Severity};
use crate::topology::Hop;
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    let routes = platform.before.routes();
    for (name, item) in platform.before.blueprint.peerings.iter() {
        let [one, other] = item.between.as_slice() else { continue };
        if !is_whole(&item.value) {
            continue;
        }
        let after = platform.after.blueprint.peerings.get(name);
        let how = match after {
            None => "is gone",
            Some(after) if !is_whole(&after.value) => "has one half left",
            Some(after) if ends(&after.value) != ends(&item.value) => "joins other networks",
            Some(_) => continue,
        };
        let (one, other) = (one.value.0.as_str(), other.value.0.as_str());
        let changes: Vec<_> = platform.at(&format!("peerings/{name}/**")).collect();
        // Under another name the same two may still be joined.
        let again = platform
            .after
            .blueprint
            .peerings
            .iter()
            .any(|(_, peering)| is_whole(&peering.value) && ends(&peering.value) == ends(&item.value));
        let Some(hit) = cx.hit_all("IMP-A07", changes) else { continue };
        hit.with("peering", name).with("how", how).with("one", one).with("other", other);
        let links = platform.before.links.iter().zip(&routes);
        let lost: Vec<&str> = links
            .filter(|(_, route)| {
                route.hops.iter().any(|hop| matches!(hop, Hop::Peering { name: by, .. } if by == name))
            })
            .map(|(link, _)| link.path.as_str())
            .collect();
        if again {
            hit.effects(&[Effect::Client]).severity(Severity::Medium);
            hit.note("another peering joins the same networks: make it first, Azure takes one at a time");
        }
        if lost.is_empty() {
            if !again {
                hit.severity(Severity::High);
            }
            hit.note("no connection of the blueprint went that way");
        }
        for path in lost {
            hit.note(format!("`{path}` went that way"));
        }
    }
}

/// Whether both halves exist.
fn is_whole(peering: &Peering) -> bool {
    peering.halves.is_empty()
        || ends(peering).iter().all(|end| peering.halves.iter().any(|half| half.value.0 == **end))
}

fn ends(peering: &Peering) -> BTreeSet<&String> {
    peering.between.iter().map(|network| &network.value.0).collect()
}
