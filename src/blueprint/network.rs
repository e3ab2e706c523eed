use super::{Cidr, NameText, Named, Val};

section! {
    /// An Azure virtual network.
    Network = "a network" {
        /// The Azure region: `westeurope`.
        location "location": Option<Val<String>>,
        /// Its ranges.
        address_space "addressSpace": Vec<Val<Cidr>>,
        /// Its subnets.
        subnets "subnets": Named<Subnet>,
        /// The VPN gateway in it.
        virtual_network_gateway "virtualNetworkGateway": Option<Gateway>,
    }
}

section! {
    /// A subnet.
    Subnet = "a subnet" {
        /// Its range, inside the network's.
        address_prefix "addressPrefix": Val<Cidr>,
        /// The services it is given to: `Microsoft.ContainerService/managedClusters` and the like.
        delegations "delegations": Vec<Val<String>>,
        /// Private endpoints in it, each of which has an address of its own.
        private_endpoints "privateEndpoints": Vec<Val<NameText>>,
    }
}

section! {
    /// A virtual network gateway.
    Gateway = "a virtual network gateway" {
        /// `VpnGw1AZ` and the like.
        sku "sku": Option<Val<String>>,
        /// How it routes.
        vpn_type "vpnType": Option<Val<VpnType>>,
        /// Clients that dial in.
        point_to_site "pointToSite": Option<PointToSite>,
    }
}

choice! {
    /// How a gateway routes.
    VpnType = "a type of VPN" {
        /// By routes, which point-to-site needs.
        RouteBased = "RouteBased",
        /// By static policies.
        PolicyBased = "PolicyBased",
    }
}

section! {
    /// Clients that dial in through the gateway.
    PointToSite = "a point-to-site configuration" {
        /// The ranges client addresses come from.
        vpn_client_address_pool "vpnClientAddressPool": Vec<Val<Cidr>>,
    }
}

section! {
    /// A peering between two networks.
    Peering = "a peering" {
        /// The two networks.
        between "between": Vec<Val<NameText>>,
        /// Whose gateway both use.
        gateway_transit "gatewayTransit": Option<GatewayTransit>,
        /// The networks in which the peering's half exists; both, unless stated.
        halves "halves": Vec<Val<NameText>>,
    }
}

section! {
    /// Whose gateway both sides of a peering use.
    GatewayTransit = "a gateway transit" {
        /// The network with the gateway.
        from "from": Val<NameText>,
    }
}
