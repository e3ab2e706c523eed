//! The plan of addresses: every range there is, those nobody wrote among them.

use crate::emit::markdown::code;
use crate::topology::{Range, RangeOrigin, Topology};
use serde::Serialize;

/// A row of the plan of addresses.
#[derive(Debug, Serialize)]
pub(super) struct Address {
    range: String,
    kind: &'static str,
    owner: String,
    room: String,
    origin: String,
}

pub(super) fn addresses(topology: &Topology) -> Vec<Address> {
    topology.address_plan().ranges.iter().map(row).collect()
}

fn row(range: &Range) -> Address {
    let room = match (range.usable, range.nodes, range.free) {
        (Some(usable), ..) if range.taken > 0 => {
            format!("{usable} addresses to give, {} of them taken", range.taken)
        }
        (Some(usable), ..) => format!("{usable} addresses to give"),
        (_, Some(nodes), _) => format!("a /24 for each of at most {nodes} nodes"),
        (.., Some(free)) => {
            format!("free behind the last subnet: {} to {} ({})", free.first.0, free.last.0, free.count())
        }
        _ => String::new(),
    };
    let origin = match &range.origin {
        RangeOrigin::Written(_) => "the blueprint".to_owned(),
        RangeOrigin::Default { provider, instead: Some(instead), .. } => {
            format!("nobody: what {} takes unless {} says otherwise", code(provider), code(instead))
        }
        RangeOrigin::Default { provider, instead: None, .. } => {
            format!("nobody: what {} takes", code(provider))
        }
    };
    Address {
        range: code(&range.cidr.0.to_string()),
        kind: range.kind.word(),
        owner: code(&range.owner),
        room,
        origin,
    }
}
