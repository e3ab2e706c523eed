//! The SKUs of VPN gateways.
//!
//! Sources: the VPN gateway pages on SKUs, legacy SKUs, point-to-site and zone-redundant gateways.

/// Gateway SKUs that could not be made since 1 December 2023 and were retired on 30 September 2025.
pub const RETIRED_GATEWAY_SKUS: [&str; 2] = ["Standard", "HighPerformance"];
/// The SKU without IKEv2, OpenVPN and a second machine.
pub const BASIC_GATEWAY_SKU: &str = "Basic";
/// How many root certificates let clients in at most.
pub const MOST_ROOT_CERTIFICATES: usize = 20;
/// The longest prefix of a client pool where both machines of a gateway carry traffic.
pub const SMALLEST_POOL_ACTIVE_ACTIVE: u8 = 28;

/// One SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GatewaySku {
    /// Its name.
    pub name: &'static str,
    /// How many clients dial in at a time.
    pub clients: u32,
    /// Whether it is spread over zones.
    pub zones: bool,
}

/// Those that can be made.
pub const GATEWAY_SKUS: [GatewaySku; 11] = [
    sku("Basic", 128, false),
    sku("VpnGw1", 250, false),
    sku("VpnGw2", 500, false),
    sku("VpnGw3", 1_000, false),
    sku("VpnGw4", 5_000, false),
    sku("VpnGw5", 10_000, false),
    sku("VpnGw1AZ", 250, true),
    sku("VpnGw2AZ", 500, true),
    sku("VpnGw3AZ", 1_000, true),
    sku("VpnGw4AZ", 5_000, true),
    sku("VpnGw5AZ", 10_000, true),
];

const fn sku(name: &'static str, clients: u32, zones: bool) -> GatewaySku {
    GatewaySku { name, clients, zones }
}

/// The SKU of that name.
#[must_use]
pub fn gateway_sku(name: &str) -> Option<GatewaySku> {
    GATEWAY_SKUS.into_iter().find(|sku| sku.name == name)
}
