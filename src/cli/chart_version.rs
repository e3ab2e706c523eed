//! Charts that change under the version they had: a registry takes each version once.

use crate::artifact::Artifacts;
use crate::blueprint::listed;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The versions of the charts of a build, as they stand in its folder: by chart.
pub(super) type Versions = BTreeMap<String, String>;

/// What the last build left in `folder`.
pub(super) fn versions(folder: &Path, artifacts: &Artifacts) -> Versions {
    let names: BTreeSet<&str> = artifacts.iter().filter_map(|(path, _)| chart(path.as_str())).collect();
    let found = names.into_iter().filter_map(|name| {
        let text = fs::read_to_string(folder.join(file(name))).ok()?;
        Some((name.to_owned(), version(&text)?.to_owned()))
    });
    found.collect()
}

/// What to say of the charts among files that change; empty where each that does gets another version.
pub(super) fn told<'p>(
    old: &Versions,
    changed: impl IntoIterator<Item = &'p str>,
    new: &Artifacts,
) -> Option<String> {
    let charts: BTreeSet<&str> = changed.into_iter().filter_map(chart).collect();
    let keeps = |name: &&str| {
        let wanted = new.get(&file(name)).and_then(|of| std::str::from_utf8(&of.bytes).ok());
        wanted.and_then(version).is_some_and(|version| old.get(*name).is_some_and(|old| old == version))
    };
    let same: Vec<&str> = charts.into_iter().filter(keeps).collect();
    let version = old.get(*same.first()?)?;
    let what = if same.len() == 1 { "chart changes and keeps its" } else { "charts change and keep their" };
    Some(format!(
        "{} {what} version {version}, and a registry takes each version once: raise `outputs.helm.version`",
        listed(&same)
    ))
}

/// The chart a file belongs to.
fn chart(path: &str) -> Option<&str> {
    path.strip_prefix("charts/")?.split_once('/').map(|(name, _)| name)
}

fn file(chart: &str) -> String {
    format!("charts/{chart}/Chart.yaml")
}

fn version(chart_yaml: &str) -> Option<&str> {
    chart_yaml.lines().find_map(|line| line.strip_prefix("version: "))
}
