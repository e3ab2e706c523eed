use super::DEFAULTS;
use super::places::{Place, places};
use crate::blueprint::Decoder;
use crate::yaml::{Map, Mark, Node, Value};

/// The sections whose entries may have defaults: those that are maps by name.
pub(in crate::blueprint) const SECTIONS: [&str; 12] = [
    "networks",
    "peerings",
    "kubernetes",
    "kafka",
    "clients",
    "secrets",
    "connect",
    "bridges",
    "mirrors",
    "apps",
    "patches",
    "resources",
];

/// Lays each section of `defaults` under every entry of the section of its name, and takes `defaults` away.
pub(super) fn apply(mut tree: Node<Mark>, cx: &mut Decoder<'_>) -> Node<Mark> {
    let Value::Map(document) = &mut tree.value else { return tree };
    let Some(defaults) = document.get(DEFAULTS).cloned() else { return tree };
    document.entries.retain(|entry| entry.key.text != DEFAULTS);
    let Some(sections) = cx.map(&defaults) else { return tree };
    cx.unknown_keys(sections, &SECTIONS, "`defaults`");
    for section in SECTIONS {
        let Some(common) = sections.get(section).and_then(|common| cx.map(common)) else { continue };
        let Some(Value::Map(entries)) = document.get_mut(section).map(|section| &mut section.value) else {
            continue;
        };
        for entry in &mut entries.entries {
            if let Value::Map(entry) = &mut entry.value.value {
                lay_under(entry, common);
            }
        }
    }
    tree
}

/// Adds to `entry` what it does not say itself, map by map; lists and scalars are one whole.
fn lay_under(entry: &mut Map<Mark>, common: &Map<Mark>) {
    for (default, place) in common.entries.iter().zip(places(entry, common)) {
        match place {
            Place::Repeated => {}
            Place::New => entry.entries.push(default.clone()),
            Place::At(i) => {
                if let (Value::Map(own), Value::Map(common)) =
                    (&mut entry.entries[i].value.value, &default.value.value)
                {
                    lay_under(own, common);
                }
            }
        }
    }
}
