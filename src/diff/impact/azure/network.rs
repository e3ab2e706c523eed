//! IMP-A01 to IMP-A06, IMP-A08: ranges of networks and subnets, which change only where nothing is in them.

use super::occupied::{in_subnet, whole};
use crate::blueprint::{Cidr, Network, Val};
use crate::diff::{Change, Cx, Effect, Platform, Severity};
use crate::facts::azure::GATEWAY_SUBNET;
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for (name, item) in platform.before.blueprint.networks.iter() {
        match platform.after.blueprint.networks.get(name) {
            Some(after) => {
                space(cx, platform, name, &item.value, &after.value);
                subnets(cx, platform, name, &item.value, &after.value);
            }
            None => gone(cx, platform, name, &item.value),
        }
    }
}

fn texts(ranges: &[Val<Cidr>]) -> BTreeSet<String> {
    ranges.iter().map(|range| range.value.0.to_string()).collect()
}

fn list(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    words.into_iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}

fn space<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &Network, new: &Network) {
    let changes: Vec<&Change<'_>> = platform.at(&format!("networks/{name}/addressSpace/**")).collect();
    if changes.is_empty() {
        return;
    }
    let kept = |range: &Cidr| new.address_space.iter().any(|space| space.value.contains(&range.0));
    let left: Vec<String> = old
        .subnets
        .iter()
        .filter(|(_, subnet)| !kept(&subnet.address_prefix.value))
        .map(|(subnet, item)| format!("`{subnet}` ({})", item.address_prefix.value.0))
        .collect();
    let (before, after) = (texts(&old.address_space), texts(&new.address_space));
    let gone = list(before.difference(&after));
    let come = list(after.difference(&before));
    if !left.is_empty()
        && let Some(hit) = cx.hit_all("IMP-A02", changes.iter().copied())
    {
        hit.with("network", name).with("ranges", &gone).with("subnets", left.join(", "));
    }
    let peered: Vec<(&str, String)> = platform
        .before
        .blueprint
        .peerings
        .iter()
        .filter(|(peering, _)| platform.after.blueprint.peerings.get(peering).is_some())
        .filter_map(|(peering, item)| {
            let others: Vec<&str> = item.between.iter().map(|network| network.value.0.as_str()).collect();
            others.contains(&name).then(|| {
                let other = others.iter().find(|other| **other != name).map_or("", |other| other);
                (peering, other.to_owned())
            })
        })
        .collect();
    if peered.is_empty() {
        return;
    }
    let what = match (come.is_empty(), gone.is_empty()) {
        (false, true) => format!("network `{name}` gets {come}"),
        (true, _) => format!("network `{name}` loses {gone}"),
        _ => format!("network `{name}` has {come}, no longer {gone}"),
    };
    let sync: Vec<String> = peered
        .iter()
        .map(|(peering, other)| {
            format!("`az network vnet peering sync --resource-group \"$RESOURCE_GROUP\" --vnet-name {other} --name {peering}`")
        })
        .collect();
    if let Some(hit) = cx.hit_all("IMP-A01", changes) {
        hit.with("what", what).with("peerings", list(peered.iter().map(|(peering, _)| peering)));
        hit.with("sync", sync.join(", "));
    }
}

fn subnets<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &Network, new: &Network) {
    for (subnet, item) in old.subnets.iter() {
        let path = format!("networks/{name}/subnets/{subnet}");
        let Some(after) = new.subnets.get(subnet) else {
            removed(cx, platform, name, subnet, old);
            continue;
        };
        let who = in_subnet(platform.before, name, subnet);
        if item.address_prefix.value != after.address_prefix.value
            && let Some(hit) = cx.hit_all("IMP-A04", platform.at(&format!("{path}/addressPrefix")))
        {
            hit.with("subnet", subnet).with("network", name);
            say_who(hit, &who);
        }
        endpoints(
            cx,
            platform,
            &path,
            [name, subnet],
            [&item.service_endpoints, &after.service_endpoints],
            &who,
        );
    }
}

/// What is known to be in a subnet decides; of what is not known Azure is asked.
fn say_who(hit: &mut crate::diff::Hit, who: &[String]) {
    if who.is_empty() {
        hit.with("who", "whatever may be").effects(&[Effect::Rejected, Effect::InPlace]);
    } else {
        hit.with("who", who.join(", ")).decided();
    }
}

fn removed<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, subnet: &str, old: &Network) {
    let changes: Vec<&Change<'_>> = platform.at(&format!("networks/{name}/subnets/{subnet}")).collect();
    if subnet == GATEWAY_SUBNET && old.virtual_network_gateway.is_some() {
        let changes =
            changes.into_iter().chain(platform.at(&format!("networks/{name}/virtualNetworkGateway/**")));
        if let Some(hit) = cx.hit_all("IMP-A08", changes) {
            hit.with("network", name);
        }
        return;
    }
    let who = in_subnet(platform.before, name, subnet);
    if let Some(hit) = cx.hit_all("IMP-A05", changes) {
        hit.with("what", format!("subnet `{subnet}` of network `{name}`"));
        say_who(hit, &who);
    }
}

fn gone<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &Network) {
    let who = whole(platform.before, name);
    let subnets = list(old.subnets.iter().map(|(subnet, _)| subnet));
    if let Some(hit) = cx.hit_all("IMP-A05", platform.at(&format!("networks/{name}"))) {
        hit.with("what", format!("network `{name}` with its subnets {subnets}"));
        say_who(hit, &who);
    }
}

fn endpoints<'a>(
    cx: &mut Cx<'a>,
    platform: &'a Platform<'a>,
    path: &str,
    [name, subnet]: [&str; 2],
    [old, new]: [&[Val<String>]; 2],
    who: &[String],
) {
    let texts =
        |list: &[Val<String>]| -> BTreeSet<String> { list.iter().map(|one| one.value.clone()).collect() };
    let (before, after) = (texts(old), texts(new));
    let toggled = list(before.symmetric_difference(&after));
    if toggled.is_empty() {
        return;
    }
    if let Some(hit) = cx.hit_all("IMP-A06", platform.at(&format!("{path}/serviceEndpoints/**"))) {
        hit.with("services", toggled).with("subnet", subnet).with("network", name);
        let whom = if who.is_empty() { "what is in it".to_owned() } else { who.join(", ") };
        hit.with("who", whom);
        if who.is_empty() {
            hit.severity(Severity::Low);
        }
    }
}
