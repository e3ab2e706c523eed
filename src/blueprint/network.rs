use super::{Address, Cidr, Count, NameText, Named, NetworkSecurityGroup, RouteTable, Val};

section! {
    /// An Azure virtual network.
    Network = "a network" {
        /// The Azure region: `westeurope`.
        location "location": Option<Val<String>>,
        /// Its ranges.
        address_space "addressSpace": Vec<Val<Cidr>>,
        /// The DNS servers its machines ask instead of Azure's.
        dns_servers "dnsServers": Vec<Val<Address>>,
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
        /// What it lets in and out; everything between networks that are joined unless stated.
        network_security_group "networkSecurityGroup": Option<NetworkSecurityGroup>,
        /// Where its packets go, beside where Azure sends them anyway.
        route_table "routeTable": Option<RouteTable>,
        /// The services it is given to: `Microsoft.ContainerService/managedClusters` and the like.
        delegations "delegations": Vec<Val<String>>,
        /// The services its machines reach from their own addresses: `Microsoft.Storage` and the like.
        service_endpoints "serviceEndpoints": Vec<Val<String>>,
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
        /// Whether both of its machines carry traffic.
        active_active "activeActive": Option<Val<bool>>,
        /// Its public addresses, where they exist; made with it unless stated.
        public_ip_addresses "publicIpAddresses": Named<PublicIpAddress>,
        /// Clients that dial in.
        point_to_site "pointToSite": Option<PointToSite>,
        /// Networks elsewhere that a tunnel joins to it.
        local_network_gateways "localNetworkGateways": Named<LocalNetworkGateway>,
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
        /// The protocols of their tunnels: `OpenVPN` unless stated.
        vpn_client_protocols "vpnClientProtocols": Vec<Val<VpnClientProtocol>>,
        /// The names of the root certificates that let clients in.
        vpn_client_root_certificates "vpnClientRootCertificates": Vec<Val<NameText>>,
        /// How many clients dial in at a time, at most.
        expected_clients "expectedClients": Option<Val<Count>>,
    }
}

choice! {
    /// How a client tunnels.
    VpnClientProtocol = "a protocol of VPN clients" {
        /// Over TLS, for every system.
        OpenVpn = "OpenVPN",
        /// IPsec, for what brings it along.
        IkeV2 = "IkeV2",
        /// Over TLS, for Windows alone.
        Sstp = "SSTP",
    }
}

choice! {
    /// A SKU of public addresses.
    PublicIpSku = "a SKU of public addresses" {
        /// Retired in September 2025.
        Basic = "Basic",
        /// The one there is.
        Standard = "Standard",
    }
}

choice! {
    /// When a public address is given out.
    AllocationMethod = "an allocation method" {
        /// When it is made, for good.
        Static = "Static",
        /// When something uses it.
        Dynamic = "Dynamic",
    }
}

section! {
    /// A public address of a gateway.
    PublicIpAddress = "a public address" {
        /// `Standard` unless stated.
        sku "sku": Option<Val<PublicIpSku>>,
        /// `Static` unless stated.
        allocation_method "allocationMethod": Option<Val<AllocationMethod>>,
    }
}

section! {
    /// A network elsewhere, such as an office, at the other end of a tunnel.
    LocalNetworkGateway = "a local network gateway" {
        /// The address of its end of the tunnel.
        gateway_ip_address "gatewayIpAddress": Option<Val<Address>>,
        /// Its ranges.
        local_network_address_space "localNetworkAddressSpace": Vec<Val<Cidr>>,
    }
}

section! {
    /// A peering between two networks.
    Peering = "a peering" {
        /// The two networks.
        between "between": Vec<Val<NameText>>,
        /// Whose gateway both use.
        gateway_transit "gatewayTransit": Option<GatewayTransit>,
        /// Whether both halves take packets that come from neither network, as a firewall or router sends on.
        allow_forwarded_traffic "allowForwardedTraffic": Option<Val<bool>>,
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
