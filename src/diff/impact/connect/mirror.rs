//! IMP-C13: which topics and groups a mirror copies.

use super::naming::{self, Mirrored};
use crate::diff::impact::listing::{joined, named};
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair, Part};
use crate::object::Node;
use std::collections::BTreeSet;

/// Patterns, each with what it names and whether a longer one copies less.
const PATTERNS: [(&str, &str, bool); 4] = [
    ("topicsPattern", "topics", false),
    ("groupsPattern", "groups", false),
    ("topicsExcludePattern", "topics", true),
    ("groupsExcludePattern", "groups", true),
];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.both().is_none() {
        return;
    }
    for mirrored in naming::mirrored(pair) {
        naming::check(cx, pair, &mirrored);
        for (key, what, excludes) in PATTERNS {
            narrowed(cx, pair, &mirrored, (key, what, excludes));
        }
    }
    reconnected(cx, pair);
}

/// What the pods are made from restarts them; all else is what the connectors on them are told.
fn reconnected<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let of_pods = |change: &&Change<'a>| {
        let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
        match parts.as_slice() {
            ["spec", "target", key, ..] => ["bootstrapServers", "tls", "authentication"].contains(key),
            ["spec", "mirrors", _, "source", key, ..] => ["tls", "authentication"].contains(key),
            _ => false,
        }
    };
    let of_mirrors =
        touching(pair, &["spec", "mirrors"]).into_iter().chain(touching(pair, &["spec", "target"]));
    let open: Vec<&Change<'a>> = of_mirrors.filter(|change| !cx.is_explained(change)).collect();
    let (pods, rest): (Vec<&Change<'a>>, Vec<&Change<'a>>) = open.into_iter().partition(of_pods);
    let listed = |changes: &[&Change<'a>]| {
        joined(&changes.iter().map(|change| format!("`{}`", change.path)).collect::<Vec<_>>())
    };
    let (roll, tell) = (listed(&pods), listed(&rest));
    if let Some(hit) = cx.hit_all("IMP-C17", pods) {
        hit.with("what", roll).with("workers", super::workers::said(pair));
    }
    if let Some(hit) = cx.hit_all("IMP-C16", rest) {
        hit.with("what", tell);
    }
}

fn narrowed<'a>(
    cx: &mut Cx<'a>,
    pair: &'a Pair<'a>,
    mirrored: &Mirrored<'a>,
    (key, what, excludes): (&'static str, &'static str, bool),
) {
    let pattern = |node: &'a Node| node.get(key).and_then(Node::as_str);
    let (old, new) = (pattern(mirrored.before), pattern(mirrored.after));
    if old == new {
        return;
    }
    let changes: Vec<&Change<'a>> = mirrored.changes(pair, &[key]);
    let (wide, narrow) = if excludes { (new, old) } else { (old, new) };
    // Nothing excluded, and everything copied, is what holds where nothing is written.
    let known = if what == "topics" { known_topics(cx, pair) } else { BTreeSet::new() };
    let lost = lost(wide, narrow, excludes, &known);
    let said = |pattern: Option<&str>| pattern.map_or_else(|| "nothing".into(), |text| format!("`{text}`"));
    let lost = match lost {
        Some(names) if names.is_empty() => return,
        Some(names) => {
            let names: Vec<String> = names.into_iter().collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let what = if names.len() == 1 { what.trim_end_matches('s') } else { what };
            format!("{what} {} {verb} no longer copied; what was copied stays as it is", named(&names))
        }
        None => format!("{what} that only the old pattern matches are no longer copied"),
    };
    if let Some(hit) = cx.hit_all("IMP-C13", changes) {
        hit.with("field", key).with("before", said(old)).with("after", said(new)).with("lost", lost);
        let mend = match what {
            "topics" => format!(
                "list the source's topics against both patterns: kafka-topics.sh --list | grep -xE '{}'",
                wide.unwrap_or(".*")
            ),
            _ => format!(
                "list the source's groups against both patterns: kafka-consumer-groups.sh --list | grep -xE '{}'",
                wide.unwrap_or(".*")
            ),
        };
        hit.with("mend", mend);
    }
}

/// The topics that mirrors of the platform read, or that KafkaTopics declare.
fn known_topics(cx: &Cx<'_>, pair: &Pair<'_>) -> BTreeSet<String> {
    let member = pair.member();
    let mut found = BTreeSet::new();
    if let Some(topology) = cx.before.topology(&member.environment) {
        for (name, mirror) in topology.blueprint.mirrors.iter() {
            if name == pair.name()
                && let Some(kafka) = topology.blueprint.kafka.get(&mirror.from.value.cluster)
            {
                found.extend(kafka.value.topics().iter().map(|(topic, _)| topic.to_owned()));
            }
        }
    }
    found
}

/// What one pattern matches and the other does not; `None` where that cannot be told.
fn lost(
    wide: Option<&str>,
    narrow: Option<&str>,
    excludes: bool,
    known: &BTreeSet<String>,
) -> Option<BTreeSet<String>> {
    let names = |pattern: Option<&str>| -> Option<BTreeSet<String>> {
        let Some(pattern) = pattern else { return excludes.then(BTreeSet::new) };
        let plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let parts: Vec<String> =
            pattern.split([',', '|']).map(|part| part.trim().replace("\\.", "\u{0}")).collect();
        let simple = parts.iter().all(|part| plain(&part.replace('\u{0}', "")));
        simple.then(|| parts.into_iter().map(|part| part.replace('\u{0}', ".")).collect())
    };
    if let (Some(wide), Some(narrow)) = (names(wide), names(narrow)) {
        return Some(wide.difference(&narrow).cloned().collect());
    }
    if known.is_empty() {
        return None;
    }
    let matcher = |pattern: Option<&str>| match pattern {
        Some(text) => regex_lite::Regex::new(&format!("^(?:{})$", text.replace(',', "|"))).ok().map(Some),
        None => Some(None),
    };
    let (wide, narrow) = (matcher(wide)?, matcher(narrow)?);
    let is = |one: &Option<regex_lite::Regex>, name: &str| {
        one.as_ref().map_or(!excludes, |regex| regex.is_match(name))
    };
    Some(known.iter().filter(|name| is(&wide, name) && !is(&narrow, name)).cloned().collect())
}
