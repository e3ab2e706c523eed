use super::{Address, AddressPrefix, Named, PortRange, Positive, Val};

choice! {
    /// Which way packets go.
    Direction = "a direction" {
        /// Into the subnet.
        Inbound = "Inbound",
        /// Out of it.
        Outbound = "Outbound",
    }
}

choice! {
    /// What becomes of packets.
    Access = "an access" {
        /// They pass.
        Allow = "Allow",
        /// They are dropped.
        Deny = "Deny",
    }
}

choice! {
    /// What packets speak.
    RuleProtocol = "a protocol" {
        /// TCP, as Kafka does.
        Tcp = "Tcp",
        /// UDP.
        Udp = "Udp",
        /// ICMP.
        Icmp = "Icmp",
        /// Whatever they speak.
        Any = "*",
    }
}

section! {
    /// What a subnet lets in and out: rules by name, the one of the lowest priority first. Behind them Azure has its own:
    /// everything between networks that are joined passes, and what comes from elsewhere does not.
    NetworkSecurityGroup = "a network security group" {
        /// Its rules.
        rules "rules": Named<SecurityRule>,
    }
}

section! {
    /// A rule of a network security group.
    SecurityRule = "a security rule" {
        /// Its place among the others, 100 to 4096: the lowest that fits decides.
        priority "priority": Val<Positive>,
        /// Which way packets go.
        direction "direction": Val<Direction>,
        /// What becomes of them.
        access "access": Val<Access>,
        /// What they speak: anything unless stated.
        protocol "protocol": Option<Val<RuleProtocol>>,
        /// Where they come from: ranges, service tags, `*`; anywhere unless stated.
        source_address_prefixes "sourceAddressPrefixes": Vec<Val<AddressPrefix>>,
        /// Where they go: anywhere unless stated.
        destination_address_prefixes "destinationAddressPrefixes": Vec<Val<AddressPrefix>>,
        /// The ports they go to, as `9092`, `9092-9095` or `*`: any unless stated.
        destination_port_ranges "destinationPortRanges": Vec<Val<PortRange>>,
    }
}

choice! {
    /// Where packets go next.
    NextHopType = "a type of next hop" {
        /// To a machine that sends them on, such as a firewall.
        VirtualAppliance = "VirtualAppliance",
        /// Through the network's gateway.
        VirtualNetworkGateway = "VirtualNetworkGateway",
        /// Within the network.
        VnetLocal = "VnetLocal",
        /// Out to the internet.
        Internet = "Internet",
        /// Nowhere.
        None = "None",
    }
}

section! {
    /// Where packets that leave a subnet go, beside where Azure sends them anyway.
    RouteTable = "a route table" {
        /// Its routes: of several that fit, the narrowest.
        routes "routes": Named<UserRoute>,
    }
}

section! {
    /// A route of one's own.
    UserRoute = "a route" {
        /// For whom: a range, or a service tag.
        address_prefix "addressPrefix": Val<AddressPrefix>,
        /// Where they go next.
        next_hop_type "nextHopType": Val<NextHopType>,
        /// The address of a `VirtualAppliance`.
        next_hop_ip_address "nextHopIpAddress": Option<Val<Address>>,
    }
}
