//! Peerings and tunnels, gathered: those of one hub share a line.

use super::model::{AreaId, Drawing, TieEnd, TieKind};
use std::collections::BTreeMap;

/// So many peerings of one hub are still named one by one there.
const FEW: usize = 3;

/// A line outside the boxes that joins networks.
#[derive(Debug)]
pub(super) struct Rail {
    pub(super) kind: TieKind,
    /// What it joins: at an area, beside which of the lines at its right end.
    pub(super) stops: Vec<Stop>,
}

/// Where a rail is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// At a line at the right end of an area's head.
    Aside(AreaId, usize),
    /// At a card.
    Card(super::model::CardId),
}

/// The rails, and what stands at the right end of each area's head.
pub(super) fn rails(drawing: &Drawing) -> (Vec<Rail>, Vec<Vec<String>>) {
    let mut asides: Vec<Vec<String>> = drawing.areas.iter().map(|area| area.aside.clone()).collect();
    let mut degree: BTreeMap<TieEnd, usize> = BTreeMap::new();
    for tie in &drawing.ties {
        tie.ends.iter().for_each(|(end, _)| *degree.entry(*end).or_default() += 1);
    }
    // By hub and kind; of each tie which of its ends is the hub.
    let mut by_hub: BTreeMap<(TieEnd, TieKind), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, tie) in drawing.ties.iter().enumerate() {
        let hub = usize::from(degree[&tie.ends[0].0] < degree[&tie.ends[1].0]);
        by_hub.entry((tie.ends[hub].0, tie.kind)).or_default().push((i, hub));
    }
    let mut stop = |end: TieEnd, text: String| match end {
        TieEnd::Card(card) => Stop::Card(card),
        TieEnd::Area(area) => {
            asides[area.0].push(text);
            Stop::Aside(area, asides[area.0].len() - 1)
        }
    };
    let mut rails = Vec::new();
    for ((hub, kind), ties) in by_hub {
        let mut stops = Vec::new();
        if ties.len() > FEW {
            stops.push(stop(hub, format!("{} peerings", ties.len())));
        }
        for (i, at) in &ties {
            let [one, other] = &drawing.ties[*i].ends;
            let (near, far) = if *at == 0 { (one, other) } else { (other, one) };
            if ties.len() <= FEW {
                stops.push(stop(hub, near.1.clone()));
            }
            stops.push(stop(far.0, far.1.clone()));
        }
        stops.dedup();
        rails.push(Rail { kind, stops });
    }
    (rails, asides)
}
