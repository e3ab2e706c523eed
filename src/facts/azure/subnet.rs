//! Azure's rules for virtual networks and subnets, IPv4.
//!
//! Sources: the virtual networks FAQ; the VPN gateway settings and legacy SKU pages; the AKS networking concepts pages.

use std::net::Ipv4Addr;

/// The name a gateway's subnet must have, in this very case.
pub const GATEWAY_SUBNET: &str = "GatewaySubnet";
/// The longest prefix a gateway's subnet may have.
pub const GATEWAY_SUBNET_SMALLEST: u8 = 29;
/// The longest prefix advised for a gateway's subnet.
pub const GATEWAY_SUBNET_ADVISED: u8 = 27;
/// Subnet names that belong to a service, in this very case.
pub const SERVICE_SUBNETS: [&str; 4] =
    [GATEWAY_SUBNET, "AzureFirewallSubnet", "AzureBastionSubnet", "RouteServerSubnet"];
/// The longest prefix a subnet may have.
pub const SMALLEST_SUBNET: u8 = 29;
/// How many addresses of each subnet Azure keeps: the first four and the last.
pub const RESERVED_ADDRESSES: u32 = 5;
/// Ranges a virtual network cannot hold.
pub const FORBIDDEN_RANGES: [&str; 5] =
    ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];
/// Ranges that an AKS cluster's Service, pod and network ranges must not touch.
pub const AKS_RESERVED_RANGES: [&str; 4] =
    ["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"];
/// An AKS Service range must have a longer prefix than this.
pub const AKS_SERVICE_RANGE_LARGEST: u8 = 12;

/// How many addresses a subnet with this prefix has to give.
pub fn usable_addresses(prefix: u8) -> u64 {
    (1_u64 << 32_u32.saturating_sub(prefix.into())).saturating_sub(RESERVED_ADDRESSES.into())
}

/// Whether Azure keeps this address of the subnet for itself; `false` for an address outside the subnet.
pub fn is_reserved_address(network: Ipv4Addr, prefix: u8, address: Ipv4Addr) -> bool {
    let size = 1_u64 << 32_u32.saturating_sub(prefix.into());
    let first = u64::from(u32::from(network)) & !(size - 1);
    let Some(offset) = u64::from(u32::from(address)).checked_sub(first).filter(|offset| *offset < size)
    else {
        return false;
    };
    offset < 4 || offset == size - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_addresses_are_kept() {
        assert_eq!(usable_addresses(24), 251);
        assert_eq!(usable_addresses(29), 3);
        assert_eq!(usable_addresses(32), 0);
        let network = Ipv4Addr::new(10, 10, 0, 0);
        for last in [0, 1, 2, 3, 255] {
            assert!(is_reserved_address(network, 24, Ipv4Addr::new(10, 10, 0, last)), "{last}");
        }
        for last in [4, 5, 13, 254] {
            assert!(!is_reserved_address(network, 24, Ipv4Addr::new(10, 10, 0, last)), "{last}");
        }
        assert!(!is_reserved_address(network, 24, Ipv4Addr::new(10, 10, 1, 0)), "outside");
        assert!(!is_reserved_address(network, 24, Ipv4Addr::new(10, 9, 255, 255)), "outside");
        assert!(is_reserved_address(Ipv4Addr::UNSPECIFIED, 0, Ipv4Addr::BROADCAST));
    }
}
