//! IMP-C02 and C03: the image that Strimzi builds for Connect, and what of it the operator compares.

use crate::diff::impact::listing::{count, joined};
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair, Part};
use crate::object::Node;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.both().is_none() {
        return;
    }
    let place = |change: &Change<'_>| -> Vec<String> {
        change.path.0.iter().skip(2).map(|part| part.text().to_owned()).collect()
    };
    let is_compared = |change: &&Change<'a>| {
        let place = place(change);
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        matches!(place.as_slice(), [] | ["plugins", ..] | ["output"] | ["output", "image"])
    };
    let is_option = |change: &&Change<'a>| {
        let last = change.path.0.get(3).map(Part::text);
        matches!(
            last,
            Some(
                "additionalBuildOptions" | "additionalKanikoOptions" | "additionalPushOptions" | "pushSecret"
            )
        )
    };
    let changes = touching(pair, &["spec", "build"]);
    let compared: Vec<&Change<'a>> = changes.iter().copied().filter(is_compared).collect();
    let rebuilds = !compared.is_empty();
    let what: Vec<String> = compared.iter().map(|change| said(change, &place(change))).collect();
    let open = artifacts(pair)
        .iter()
        .filter(|artifact| artifact.get("sha512sum").is_none() && artifact.get("url").is_some())
        .count();
    if let Some(hit) = cx.hit_all("IMP-C02", compared) {
        hit.with("what", joined(&what));
        hit.with("workers", super::workers::said(pair));
        let pinned = match open {
            0 => String::new(),
            number => format!(
                "; {} without `sha512sum` may hold another content than today",
                count(number as i128, "artifact")
            ),
        };
        hit.with("pinned", pinned);
        hit.with("remedy", if open > 0 { "pin artifacts by `sha512sum`" } else { "" });
    }
    let options: Vec<&Change<'a>> = changes.into_iter().filter(is_option).collect();
    if !rebuilds {
        let what: Vec<String> = options.iter().map(|change| format!("`{}`", change.path)).collect();
        if let Some(hit) = cx.hit_all("IMP-C03", options) {
            hit.with("what", joined(&what));
        }
    }
}

fn artifacts<'a>(pair: &'a Pair<'a>) -> Vec<&'a Node> {
    let plugins = pair.is("spec/build/plugins").and_then(Node::as_list).unwrap_or_default();
    plugins.iter().filter_map(|plugin| plugin.get("artifacts")?.as_list()).flatten().collect()
}

fn said(change: &Change<'_>, place: &[String]) -> String {
    let how = match (change.before, change.after) {
        (None, _) => "is new",
        (_, None) => "goes",
        _ => "is another one",
    };
    match place {
        [first, plugin, ..] if first == "plugins" => format!("plugin `{plugin}` {how}"),
        [_, image] if image == "image" => {
            let text = |node: Option<&Node>| node.and_then(Node::as_str).unwrap_or("nothing").to_owned();
            format!("image `{}` instead of `{}`", text(change.after), text(change.before))
        }
        _ => format!("`{}` {how}", change.path),
    }
}
