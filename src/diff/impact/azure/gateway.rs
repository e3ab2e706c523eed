//! IMP-A09, IMP-A10: clients that dial in.

use crate::blueprint::{AddressPrefix, PointToSite};
use crate::diff::{Cx, Platform};
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for (name, item) in platform.before.blueprint.networks.iter() {
        let of = |network: &'a crate::blueprint::Network| {
            network.virtual_network_gateway.as_ref()?.point_to_site.as_ref()
        };
        let after = platform.after.blueprint.networks.get(name);
        let (Some(old), Some(new)) = (of(&item.value), after.and_then(|after| of(&after.value))) else {
            continue;
        };
        pool(cx, platform, name, old, new);
        roots(cx, platform, name, old, new);
    }
}

fn pool<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &PointToSite, new: &PointToSite) {
    let texts = |dialled: &PointToSite| -> Vec<String> {
        dialled.vpn_client_address_pool.iter().map(|range| range.value.0.to_string()).collect()
    };
    let (before, after) = (texts(old), texts(new));
    if before == after {
        return;
    }
    let path = format!("networks/{name}/virtualNetworkGateway/pointToSite/vpnClientAddressPool/**");
    let stale = stale(platform, old, new);
    let Some(hit) = cx.hit_all("IMP-A09", platform.at(&path)) else { return };
    hit.with("network", name).with("before", before.join(", ")).with("after", after.join(", "));
    for rule in stale {
        hit.note(format!("`{rule}` still is about the old range"));
    }
}

/// Security rules and routes that name a range nobody has any more.
fn stale(platform: &Platform<'_>, old: &PointToSite, new: &PointToSite) -> Vec<String> {
    let within = |dialled: &PointToSite, prefix: &AddressPrefix| match prefix {
        AddressPrefix::Range(range) => {
            dialled.vpn_client_address_pool.iter().any(|pool| pool.value.contains(&range.0))
        }
        _ => false,
    };
    let is_stale = |prefix: &AddressPrefix| within(old, prefix) && !within(new, prefix);
    let mut found = Vec::new();
    for (network, item) in platform.after.blueprint.networks.iter() {
        for (subnet, item) in item.subnets.iter() {
            let path = format!("networks/{network}/subnets/{subnet}");
            for (rule, item) in item.network_security_group.iter().flat_map(|group| group.rules.iter()) {
                let prefixes = item.source_address_prefixes.iter().chain(&item.destination_address_prefixes);
                if prefixes.into_iter().any(|prefix| is_stale(&prefix.value)) {
                    found.push(format!("{path}/networkSecurityGroup/rules/{rule}"));
                }
            }
            for (route, item) in item.route_table.iter().flat_map(|table| table.routes.iter()) {
                if is_stale(&item.address_prefix.value) {
                    found.push(format!("{path}/routeTable/routes/{route}"));
                }
            }
        }
    }
    found
}

fn roots<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &PointToSite, new: &PointToSite) {
    let names = |dialled: &PointToSite| -> BTreeSet<String> {
        dialled.vpn_client_root_certificates.iter().map(|root| root.value.0.clone()).collect()
    };
    let (before, after) = (names(old), names(new));
    let gone: Vec<String> = before.difference(&after).map(|root| format!("`{root}`")).collect();
    if gone.is_empty() {
        return;
    }
    let path = format!("networks/{name}/virtualNetworkGateway/pointToSite/vpnClientRootCertificates/**");
    if let Some(hit) = cx.hit_all("IMP-A10", platform.at(&path)) {
        hit.with("roots", gone.join(", ")).with("network", name);
    }
}
