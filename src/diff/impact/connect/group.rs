//! IMP-T44: consumer groups of a blueprint that are called otherwise.

use crate::diff::impact::listing::named;
use crate::diff::{Cx, Pair, Platform};
use crate::topology::{Link, Section};

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for new in &platform.after.links {
        let Some(old) =
            platform.before.links.iter().find(|old| old.path == new.path && old.section == new.section)
        else {
            continue;
        };
        let group = |link: &'a Link| link.group.as_ref().map(|group| group.value.as_str());
        let (Some(was), Some(is)) = (group(old), group(new)) else { continue };
        // The workers of Connect, and Streams, say it in rows of their own.
        if was == is || new.section == Section::Connect || new.streams.is_some() {
            continue;
        }
        let Some(pair) = holder(cx, platform, new) else { continue };
        let topics: Vec<&str> = new.consumes.iter().map(|topic| topic.value.as_str()).collect();
        let hit = cx.note("IMP-T44", pair);
        hit.with("name", format!("{}/{}", new.section.key(), new.owner))
            .with("before", was)
            .with("after", is);
        hit.with(
            "reset",
            "where its `auto.offset.reset` says: it skips what is there, or reads it all again",
        );
        hit.with(
            "topics",
            if topics.is_empty() { String::new() } else { format!("; it reads {}", named(&topics)) },
        );
    }
}

/// The object of whoever connects: its workload, else its user.
fn holder<'a>(cx: &Cx<'a>, platform: &Platform<'a>, link: &Link) -> Option<&'a Pair<'a>> {
    let here = |pair: &&'a Pair<'a>| pair.member().environment == platform.environment;
    let named = |kinds: &[&str], name: &str| {
        cx.pairs.iter().filter(here).find(|pair| kinds.contains(&pair.kind()) && pair.name() == name)
    };
    named(&["StatefulSet", "Deployment", "KafkaBridge", "KafkaMirrorMaker2"], &link.owner)
        .or_else(|| named(&["KafkaUser"], link.user.as_deref()?))
}
