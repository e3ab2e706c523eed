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
    let Some(written) = document.entry(DEFAULTS).cloned() else { return tree };
    document.entries.retain(|entry| entry.key.text != DEFAULTS);
    cx.within(DEFAULTS, written.key.origin.span, |cx| sections(document, &written.value, cx));
    tree
}

fn sections(document: &mut Map<Mark>, defaults: &Node<Mark>, cx: &mut Decoder<'_>) {
    let Some(sections) = cx.map(defaults) else { return };
    cx.unknown_keys(sections, &SECTIONS, "`defaults`");
    for section in SECTIONS {
        let Some(written) = sections.entry(section) else { continue };
        let common = cx.within(section, written.key.origin.span, |cx| cx.map(&written.value));
        let entries = document.get_mut(section).map(|entries| &mut entries.value);
        let (Some(common), Some(Value::Map(entries))) = (common, entries) else { continue };
        for entry in &mut entries.entries {
            if let Value::Map(entry) = &mut entry.value.value {
                lay_under(entry, common);
            }
        }
    }
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
