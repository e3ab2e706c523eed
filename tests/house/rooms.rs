//! The table of rooms: its living copy.

use std::collections::BTreeSet;

/// A room and the rooms it may import; it may also import whatever those may. Rooms stand after all they import.
pub const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("facts", &[]),
    ("examples", &["source"]),
    ("diagnostic", &["source"]),
    ("artifact", &["source"]),
    ("yaml", &["diagnostic"]),
    ("object", &["yaml"]),
    ("schema", &["object", "facts"]),
    // The names, keys and versions a blueprint may write are facts; what they mean together is for `topology`.
    ("blueprint", &["yaml", "facts"]),
    // A decision's value is a tree whose leaves say where they come from, as it will stand in an object.
    ("topology", &["blueprint", "facts", "object"]),
    ("plan", &["topology"]),
    ("lint", &["plan", "schema"]),
    ("chart", &["plan", "schema"]),
    ("emit", &["chart", "artifact"]),
    ("verify", &["emit", "schema"]),
    ("diff", &["lint", "artifact"]),
    ("report", &["lint", "diff"]),
    ("pipeline", &["lint", "verify", "diff"]),
    ("cli", &["pipeline", "report", "examples"]),
    ("lib", &["cli"]),
    ("main", &["lib"]),
];

/// All that `room` may import, through others too; `None` for a room the table does not have.
pub fn below<'t>(room: &str, table: &[(&'t str, &'t [&'t str])]) -> Option<BTreeSet<&'t str>> {
    let (_, direct) = table.iter().find(|(name, _)| *name == room)?;
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = direct.to_vec();
    while let Some(next) = open.pop() {
        if found.insert(next)
            && let Some((_, direct)) = table.iter().find(|(name, _)| *name == next)
        {
            open.extend(*direct);
        }
    }
    Some(found)
}

/// A table whose every room stands after all it imports has no circle.
pub fn wrong_with(table: &[(&str, &[&str])]) -> Vec<String> {
    let mut above = BTreeSet::new();
    let mut wrong = Vec::new();
    for (room, direct) in table {
        wrong.extend(direct.iter().filter(|name| !above.contains(*name)).map(|name| {
            format!("the table lets `{room}` import `{name}`, which does not stand above it in the table")
        }));
        if !above.insert(*room) {
            wrong.push(format!("the table has `{room}` twice"));
        }
    }
    wrong
}

#[test]
fn what_is_below_is_followed_through_other_rooms() {
    assert_eq!(below("yaml", MAY_IMPORT), Some(["diagnostic", "source"].into()));
    assert_eq!(below("attic", MAY_IMPORT), None);
}

#[test]
fn a_circle_in_the_table_is_seen() {
    assert_eq!(wrong_with(&[("a", &["b"]), ("b", &["a"])]).len(), 1);
}
