//! Many clients that connect alike become one card: who they are is a list, where they go is drawn once.

use super::client::Candidate;
use super::model::{Card, List, Port, Side};
use crate::topology::Section;
use std::collections::BTreeMap;

/// How many alike are still drawn one by one, in a drawing of `all` clients.
pub(super) fn few(all: usize) -> usize {
    if all > 24 { 2 } else { 5 }
}

/// `candidates` of one place, in their order; those of which more than `few` connect alike as one, where the first
/// stood.
pub(super) fn fold(candidates: Vec<Candidate<'_>>, few: usize) -> Vec<Candidate<'_>> {
    let mut alike: BTreeMap<(Section, Vec<Port>), Vec<usize>> = BTreeMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        alike.entry((candidate.section, ends(&candidate.card))).or_default().push(i);
    }
    let mut names: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut gone = vec![false; candidates.len()];
    for members in alike.into_values().filter(|members| members.len() > few) {
        names.insert(members[0], members.iter().map(|i| candidates[*i].card.name.clone()).collect());
        members[1..].iter().for_each(|i| gone[*i] = true);
    }
    let kept = candidates.into_iter().enumerate().filter(|(i, _)| !gone[*i]);
    kept.map(|(i, candidate)| match names.remove(&i) {
        Some(names) => Candidate { card: several(&candidate, names), ..candidate },
        None => candidate,
    })
    .collect()
}

/// Where a card's ports lead and whether they get there, whatever goes through.
fn ends(card: &Card) -> Vec<Port> {
    card.ports.iter().map(|port| Port { note: String::new(), ..port.clone() }).collect()
}

fn several(one: &Candidate<'_>, names: Vec<String>) -> Card {
    let noun = match one.section {
        Section::Kafka => "Kafka clusters",
        Section::Connect => "Connect clusters",
        Section::Bridges => "bridges",
        Section::Mirrors => "mirrors",
        Section::Apps => "applications",
        Section::Clients => "clients",
    };
    Card {
        side: Side::Client,
        name: format!("{} {noun}", names.len()),
        kind: "that connect alike".into(),
        ports: ends(&one.card),
        lists: vec![List { word: String::new(), items: names, lines: 12 }],
    }
}
