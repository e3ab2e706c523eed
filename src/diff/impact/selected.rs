//! Rows that the table itself says the condition of.

use crate::diff::change::{Change, Kind};
use crate::diff::cx::Cx;
use crate::diff::row::{Row, When, rows};
use crate::diff::scalar;
use std::collections::BTreeMap;

/// The rows with a selector, by kind.
pub(super) fn by_kind() -> BTreeMap<&'static str, Vec<&'static Row>> {
    let mut found: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows() {
        for kind in row.select.iter().flat_map(|select| &select.kinds) {
            found.entry(kind).or_default().push(row);
        }
    }
    found
}

/// Says a row of every change it holds for.
pub(super) fn select(cx: &mut Cx<'_>, row: &'static Row, changes: &[Change<'_>]) {
    let Some(select) = &row.select else { return };
    let holds = |change: &&Change<'_>| {
        select.paths.iter().any(|path| path.matches(&change.path))
            && select.when.iter().all(|when| is(*when, change))
    };
    let changes = changes.iter().filter(holds);
    if select.fold {
        cx.hit_all(row.id, changes);
    } else {
        changes.for_each(|change| _ = cx.hit(row.id, change));
    }
}

fn is(when: When, change: &Change<'_>) -> bool {
    let text = |node: Option<&_>| node.and_then(scalar::text);
    match when {
        When::Changed => change.kind == Kind::Changed,
        When::Added => change.kind == Kind::Added,
        When::Removed => change.kind == Kind::Removed,
        When::Raised => change.amounts().is_some_and(|(before, after)| after > before),
        When::Lowered => change.amounts().is_some_and(|(before, after)| after < before),
        When::From(value) => text(change.before).as_deref() == Some(value),
        When::To(value) => text(change.after).as_deref() == Some(value),
    }
}
