//! IMP-A24, IMP-A25: listeners and settings of an HDInsight cluster, which a person puts on through Ambari.

use crate::blueprint::{Advertise, HdInsight, HdInsightListener, Kafka};
use crate::diff::{Change, Cx, Effect, Part, Platform, Severity};
use crate::lint::view::pod;

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for (name, item) in platform.before.blueprint.kafka.iter() {
        let after = platform.after.blueprint.kafka.get(name).map(|item| &item.value);
        let (Kafka::HdInsight(old), Some(Kafka::HdInsight(new))) = (&item.value, after) else { continue };
        let mut changes: Vec<&Change<'_>> = platform
            .at(&format!("kafka/{name}/listeners/**"))
            .filter(|change| change.path.0.get(4).map(Part::text) != Some("trustedCertificate"))
            .collect();
        let names = to_names(old, new);
        if !names.is_empty() {
            let own = |change: &&&Change<'_>| {
                change.path.0.get(3).is_some_and(|part| names.contains(&part.text()))
                    && change.path.last() == "advertise"
            };
            let by_name: Vec<&Change<'_>> = changes.iter().filter(own).copied().collect();
            changes.retain(|change| !by_name.iter().any(|one| one.id == change.id));
            by_names(cx, platform, name, &names, by_name);
        }
        let clients = !changes.is_empty();
        changes.extend(platform.at(&format!("kafka/{name}/config/**")));
        let what: Vec<String> = changes.iter().map(|change| format!("`{}`", change.path)).collect();
        let Some(hit) = cx.hit_all("IMP-A24", changes) else { continue };
        hit.with("cluster", old.cluster_name.as_ref().map_or(name, |real| &real.value.0)).with("key", name);
        hit.with("what", what.join(", "));
        if clients {
            hit.with("then", "then the brokers restart one after another, and tell clients other addresses");
            for link in platform.before.links_to(name) {
                hit.note(format!("`{}` connects to it", link.path));
            }
        } else {
            hit.with("then", "then the brokers restart one after another");
            hit.effects(&[Effect::Manual, Effect::Rolling]).severity(Severity::Medium);
        }
    }
}

fn advertise(listener: &HdInsightListener) -> Advertise {
    listener.advertise.as_ref().map_or(Advertise::Ip, |stated| stated.value)
}

/// Listeners that told addresses and are to tell names.
fn to_names<'t>(old: &'t HdInsight, new: &HdInsight) -> Vec<&'t str> {
    let both = old.listeners.iter().filter_map(|(name, was)| Some((name, was, new.listeners.get(name)?)));
    both.filter(|(_, was, is)| advertise(was) == Advertise::Ip && advertise(is) == Advertise::Hostname)
        .map(|(name, ..)| name)
        .collect()
}

fn by_names<'a>(
    cx: &mut Cx<'a>,
    platform: &'a Platform<'a>,
    name: &str,
    listeners: &[&str],
    changes: Vec<&Change<'_>>,
) {
    let before = platform.before;
    let routes = before.routes();
    let links = before.links.iter().zip(&routes);
    // Pods that get the names with the brokers' addresses need nobody who knows them.
    let told = |owner: &str| {
        cx.after.members.iter().any(|member| {
            let named = member.environment == platform.environment && member.object.name == owner;
            named && pod(&member.object).is_some_and(|pod| pod.spec.get("hostAliases").is_some())
        })
    };
    let (met, lost): (Vec<_>, Vec<_>) = links
        .filter(|(link, _)| link.to.cluster == name && listeners.contains(&link.to.listener.as_str()))
        .partition(|(link, _)| told(&link.owner));
    let met: Vec<String> = met
        .into_iter()
        .map(|(link, _)| {
            format!("the pods of `{}` get the names as `hostAliases`: apply them first", link.path)
        })
        .collect();
    let lost: Vec<String> = lost
        .into_iter()
        .filter(|(_, route)| {
            route.source.network.is_none() || route.source.network != route.destination.network
        })
        .map(|(link, route)| {
            let from = route
                .source
                .network
                .as_ref()
                .map_or_else(|| "elsewhere".into(), |net| format!("`networks/{net}`"));
            let dns =
                route.source.network.as_ref().and_then(|net| platform.after.blueprint.networks.get(net));
            match dns.filter(|network| !network.dns_servers.is_empty()) {
                Some(_) => {
                    format!("`{}` asks from {from}, whose own DNS servers have to know the names", link.path)
                }
                None => format!("`{}` asks from {from}, where nothing knows the names", link.path),
            }
        })
        .collect();
    let Some(hit) = cx.hit_all("IMP-A25", changes) else { return };
    if lost.is_empty() && !met.is_empty() {
        hit.severity(Severity::High);
    }
    let listed: Vec<String> = listeners.iter().map(|listener| format!("`{listener}`")).collect();
    hit.with("key", name).with("listeners", listed.join(", "));
    for line in lost.into_iter().chain(met) {
        hit.note(line);
    }
}
