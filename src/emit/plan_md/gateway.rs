//! The commands that make a VPN gateway, what clients dial in with, and its tunnels.

use super::around::{GROUP, az};
use super::query::line;
use crate::blueprint::{Gateway, Network, PointToSite, VpnType};
use crate::facts::azure::gateway_sku;
use crate::topology::{Query, Word};

pub(super) fn gateway_lines(name: &str, network: &Network) -> Vec<String> {
    let Some(gateway) = &network.virtual_network_gateway else { return Vec::new() };
    let own = format!("{name}-gateway");
    let located = |query: Query| match &network.location {
        Some(location) => query.then("--location").word(&location.value),
        None => query,
    };
    let exist: Vec<String> = gateway.public_ip_addresses.names().map(str::to_owned).collect();
    let addresses = if exist.is_empty() { addresses(&own, gateway) } else { exist.clone() };
    let new = addresses.iter().filter(|_| exist.is_empty()).map(|address| {
        let make = located(az("network public-ip create", address));
        line(&make.then("--sku Standard --allocation-method Static --zone 1 2 3"))
    });
    let mut lines: Vec<String> = new.collect();
    let kind = match gateway.vpn_type.as_ref().map(|kind| kind.value) {
        Some(VpnType::PolicyBased) => "PolicyBased",
        Some(VpnType::RouteBased) | None => "RouteBased",
    };
    let make = located(az("network vnet-gateway create", &own)).then("--vnet").word(name);
    let mut make = match addresses.as_slice() {
        [one] => make.then("--public-ip-address").word(one),
        several => several.iter().fold(make.then("--public-ip-addresses"), |make, one| make.word(one)),
    };
    make = make.then("--gateway-type Vpn --vpn-type").word(kind);
    if let Some(sku) = &gateway.sku {
        make = make.then("--sku").word(&sku.value);
    }
    match &gateway.point_to_site {
        Some(dialled) => lines.extend(dial_in(&own, make, dialled)),
        None => lines.push(line(&make)),
    }
    lines.extend(tunnels(&own, gateway));
    lines
}

/// One public address for each machine, and one more for clients that dial into two.
fn addresses(own: &str, gateway: &Gateway) -> Vec<String> {
    let both = gateway.active_active.as_ref().is_some_and(|both| both.value);
    let zones = gateway.sku.as_ref().and_then(|sku| gateway_sku(&sku.value)).is_some_and(|sku| sku.zones);
    match (both, gateway.point_to_site.is_some() && zones) {
        (false, _) => vec![own.to_owned()],
        (true, clients) => (1..=2 + usize::from(clients)).map(|number| format!("{own}-{number}")).collect(),
    }
}

fn dial_in(own: &str, make: Query, dialled: &PointToSite) -> Vec<String> {
    let mut make = make.then("--client-protocol");
    if dialled.vpn_client_protocols.is_empty() {
        make = make.then("OpenVPN");
    }
    for protocol in &dialled.vpn_client_protocols {
        make = make.word(protocol.value.word());
    }
    make = make.then("--address-prefix");
    for pool in &dialled.vpn_client_address_pool {
        make = make.word(pool.value.0.to_string());
    }
    let key = "openssl req -x509 -newkey rsa:4096 -nodes -days 730 -subj /CN=vpn-root -keyout vpn-root.key -out vpn-root.crt";
    let client =
        "openssl req -newkey rsa:4096 -nodes -subj /CN=vpn-client -keyout vpn-client.key -out vpn-client.csr";
    let sign = "openssl x509 -req -in vpn-client.csr -CA vpn-root.crt -CAkey vpn-root.key -CAcreateserial -days 365 -out vpn-client.crt";
    let root = |name: &str| {
        let make = Query::new("az network vnet-gateway root-cert create --resource-group").ask(GROUP);
        let make = make.then("--gateway-name").word(own).then("--name").word(name);
        line(&make.then("--public-cert-data").word(format!("{name}.crt")))
    };
    let package = az("network vnet-gateway vpn-client generate", own).then("--processor-architecture Amd64");
    let stated = &dialled.vpn_client_root_certificates;
    let mut lines = vec![line(&make)];
    if stated.is_empty() {
        lines.push(format!("{key}   # the key stays with whoever lets clients in"));
        lines.extend([client.into(), sign.into(), root("vpn-root")]);
    }
    lines.extend(stated.iter().map(|name| root(&name.value.0)));
    lines.push(format!(
        "{}   # where to load the client's package from; anew after each change of a peering",
        line(&package)
    ));
    lines
}

/// The other ends, each with the tunnel that leads there.
fn tunnels(own: &str, gateway: &Gateway) -> Vec<String> {
    let each = gateway.local_network_gateways.iter().flat_map(|(name, site)| {
        let make = az("network local-gateway create", name).then("--gateway-ip-address");
        let make = match &site.gateway_ip_address {
            Some(address) => make.word(address.value.0.to_string()),
            None => make.ask(Word::Variable("LOCAL_GATEWAY_IP_ADDRESS")),
        };
        let ranges = site.local_network_address_space.iter().map(|range| range.value.0.to_string());
        let make = ranges.fold(make.then("--local-address-prefixes"), Query::word);
        let join = az("network vpn-connection create", &format!("{own}-{name}"))
            .then("--vnet-gateway1")
            .word(own)
            .then("--local-gateway2")
            .word(name)
            .then("--shared-key")
            .ask(Word::Variable("VPN_SHARED_KEY"));
        [line(&make), line(&join)]
    });
    each.collect()
}
