//! The rows of the impact table that need thought: one folder per area, one file per subject.
//!
//! A row whose condition fits the table's columns has no code at all; see [`selected`].

mod azure;
mod clients;
mod cluster;
mod connect;
mod kafka;
mod kubernetes;
mod listing;
mod peers;
mod selected;
mod strimzi;
mod touching;

use super::cx::Cx;
use super::pair::Pair;
use super::platform::Platform;

/// Code that says when rows hold.
#[allow(dead_code, reason = "not every area asks in every way")]
pub enum Check {
    /// Asked of each changed, new or gone object of these kinds.
    Pair(&'static [&'static str], for<'a> fn(&mut Cx<'a>, &'a Pair<'a>)),
    /// Asked of the platform of each environment, where both sides are blueprints.
    Platform(for<'a> fn(&mut Cx<'a>, &'a Platform<'a>)),
    /// Asked once, about everything.
    All(for<'a> fn(&mut Cx<'a>)),
}

pub(super) use kubernetes::{configs, removed};
pub(super) use listing::{joined, named};

/// Runs every check and every row of the table.
pub(super) fn run(cx: &mut Cx<'_>) {
    let (pairs, platforms) = (cx.pairs, cx.platforms);
    let areas = [kubernetes::CHECKS, azure::CHECKS, strimzi::CHECKS, kafka::CHECKS, connect::CHECKS];
    let checks: Vec<&Check> = areas.into_iter().flatten().collect();
    let selectors = selected::by_kind();
    // An object under another name is another object: nothing of it is updated, so rows about updates say nothing. The
    // operators' own objects have rows of their own for it.
    let of_renamed: Vec<&Check> =
        [strimzi::CHECKS, kafka::CHECKS, connect::CHECKS].into_iter().flatten().collect();
    for pair in pairs.iter().filter(|pair| !pair.changes.is_empty()) {
        if pair.renamed
            && pair.member().object.gvk.group.ends_with("strimzi.io")
            && cluster::goes_along(cx, pair)
        {
            continue;
        }
        for check in if pair.renamed { &of_renamed } else { &checks } {
            if let Check::Pair(kinds, check) = check
                && kinds.contains(&pair.kind())
            {
                check(cx, pair);
            }
        }
        for row in selectors.get(pair.kind()).into_iter().flatten().filter(|_| !pair.renamed) {
            selected::select(cx, row, &pair.changes);
        }
    }
    for (platform, row) in
        platforms.iter().flat_map(|p| selectors.get("Blueprint").into_iter().flatten().map(move |r| (p, r)))
    {
        selected::select(cx, row, &platform.changes);
    }
    for check in &checks {
        match check {
            Check::Platform(check) => platforms.iter().for_each(|platform| check(cx, platform)),
            Check::All(check) => check(cx),
            Check::Pair(..) => {}
        }
    }
}
