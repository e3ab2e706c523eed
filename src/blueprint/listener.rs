use super::{Config, Peer, Port, RawList, RawMap, SecretRef, Tagged, Val};

choice! {
    /// How a listener is reached.
    ListenerType = "a type of listener" {
        /// From inside the Kubernetes cluster.
        Internal = "internal",
        /// From inside, through a Service per broker.
        ClusterIp = "cluster-ip",
        /// Through load balancers.
        LoadBalancer = "loadbalancer",
        /// Through ports of the nodes.
        NodePort = "nodeport",
        /// Through OpenShift routes.
        Route = "route",
        /// Through the Gateway API.
        TlsRoute = "tlsroute",
        /// Through Ingress, which Strimzi gives up: refused, with what to write instead.
        Ingress = "ingress",
    }
}

choice! {
    /// Where a load balancer has its address.
    LoadBalancer = "a kind of load balancer" {
        /// In the cluster's own network.
        Internal = "internal",
        /// On the internet.
        Public = "public",
    }
}

choice! {
    /// How clients prove who they are.
    ListenerAuth = "a type of authentication" {
        /// A user name and a password that is never sent.
        ScramSha512 = "scram-sha-512",
        /// A client certificate.
        Tls = "tls",
        /// Strimzi's `custom`, as an object.
        Custom = "custom",
    }
}

choice! {
    /// What happens to a client's address on the way in.
    TrafficPolicy = "a traffic policy" {
        /// Kept.
        Local = "Local",
        /// Replaced by a node's.
        Cluster = "Cluster",
    }
}

choice! {
    /// Which address of a node brokers advertise.
    NodeAddress = "a type of node address" {
        /// `ExternalIP`.
        ExternalIp = "ExternalIP",
        /// `ExternalDNS`.
        ExternalDns = "ExternalDNS",
        /// `InternalIP`.
        InternalIp = "InternalIP",
        /// `InternalDNS`.
        InternalDns = "InternalDNS",
        /// `Hostname`.
        Hostname = "Hostname",
    }
}

/// `scram-sha-512`, `tls`, or Strimzi's object.
pub type Authentication = Tagged<ListenerAuth>;

choice! {
    /// Who may do what.
    AuthorizationType = "a type of authorization" {
        /// ACLs, which the user operator keeps.
        Simple = "simple",
        /// Everybody everything.
        None = "none",
        /// Strimzi's `custom`, as an object.
        Custom = "custom",
    }
}

/// `simple`, `none`, or Strimzi's object.
pub type Authorization = Tagged<AuthorizationType>;

section! {
    /// What clients connect to.
    Listener = "a listener" {
        /// Its port: 9092 or above, but neither 9404 nor 9999.
        port "port": Val<Port>,
        /// How it is reached.
        kind "type": Val<ListenerType>,
        /// Whether it is encrypted.
        tls "tls": Val<bool>,
        /// How clients prove who they are: `scram-sha-512`, `tls`, or Strimzi's object.
        authentication "authentication": Option<Authentication>,
        /// Where its load balancers have their addresses: `internal` unless stated; `public` needs `allowFrom`.
        load_balancer "loadBalancer": Option<Val<LoadBalancer>>,
        /// Who may connect from outside, beside the clients this blueprint declares.
        allow_from "allowFrom": Vec<Val<Peer>>,
        /// The name clients bootstrap from, for `route` and `tlsroute`.
        bootstrap_host "bootstrapHost": Option<Val<String>>,
        /// The name of each broker, with `{nodeId}`, for `route` and `tlsroute`.
        host_template "hostTemplate": Option<Val<String>>,
        /// The name each broker advertises, with `{nodeId}`.
        advertised_host_template "advertisedHostTemplate": Option<Val<String>>,
        /// The Gateways a `tlsroute` hangs on, in Strimzi's shape.
        parent_refs "parentRefs": Option<RawList>,
        /// The load-balancer class.
        class "class": Option<Val<String>>,
        /// Annotations of the bootstrap Service and every broker's.
        annotations "annotations": Config,
        /// What happens to a client's address on the way in: `Local` with `allowFrom`, since a range can then match.
        external_traffic_policy "externalTrafficPolicy": Option<Val<TrafficPolicy>>,
        /// The bootstrap port on the nodes.
        node_port "nodePort": Option<Val<Port>>,
        /// Which address of a node brokers advertise.
        preferred_node_port_address_type "preferredNodePortAddressType": Option<Val<NodeAddress>>,
        /// A certificate of your own for the brokers, in Strimzi's shape.
        broker_cert_chain_and_key "brokerCertChainAndKey": Option<RawMap>,
        /// The PEM certificate of the private authority that signed `brokerCertChainAndKey`, as a secret: what clients
        /// trust. A public authority unless stated. Clients in another namespace read a secret of the same name there.
        trusted_certificate "trustedCertificate": Option<SecretRef>,
    }
}
