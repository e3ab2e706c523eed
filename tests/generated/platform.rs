//! The sections about what exists: networks, Kubernetes clusters, secrets.

use super::draw::Draw;
use super::world::World;
use serde_json::{Map, Value, json};

/// Keys and values of a section.
pub type Entries = Map<String, Value>;

pub fn map(value: Value) -> Entries {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub fn networks(draw: &mut Draw) -> Entries {
    let location = if draw.maybe() { json!({"location": "westeurope"}) } else { json!({}) };
    let mut hdi = map(location.clone());
    hdi.insert("addressSpace".into(), json!(["10.10.0.0/16"]));
    hdi.insert("subnets".into(), json!({"default": {"addressPrefix": "10.10.0.0/24"}, "GatewaySubnet": {"addressPrefix": "10.10.1.0/24"}}));
    if draw.maybe() {
        hdi.insert("dnsServers".into(), json!(["10.10.0.200"]));
    }
    if draw.maybe() {
        let mut gateway = map(json!({
            "sku": draw.word(&["VpnGw1AZ", "VpnGw2AZ"]),
            "vpnType": "RouteBased",
            "pointToSite": {
                "vpnClientAddressPool": ["172.16.201.0/24"],
                "vpnClientProtocols": [draw.word(&["OpenVPN", "IkeV2"])],
                "vpnClientRootCertificates": ["root-1"],
                "expectedClients": 20,
            },
        }));
        if draw.maybe() {
            gateway.insert("activeActive".into(), json!(false));
            gateway.insert(
                "publicIpAddresses".into(),
                json!({"ip-1": {"sku": "Standard", "allocationMethod": "Static"}}),
            );
        }
        if draw.maybe() {
            let office =
                json!({"gatewayIpAddress": "203.0.113.9", "localNetworkAddressSpace": ["192.168.7.0/24"]});
            gateway.insert("localNetworkGateways".into(), json!({"office": office}));
        }
        hdi.insert("virtualNetworkGateway".into(), Value::Object(gateway));
    }
    let mut subnet = map(json!({"addressPrefix": "10.224.0.0/16"}));
    if draw.maybe() {
        let rule = json!({
            "priority": 200, "direction": draw.word(&["Inbound", "Outbound"]), "access": "Allow",
            "protocol": draw.word(&["Tcp", "*"]), "sourceAddressPrefixes": ["10.10.0.0/16", "VirtualNetwork"],
            "destinationAddressPrefixes": ["*"], "destinationPortRanges": ["9092-9095", "443"],
        });
        subnet.insert("networkSecurityGroup".into(), json!({"rules": {"kafka": rule}}));
    }
    if draw.maybe() {
        let routes = json!({"far": {"addressPrefix": "198.51.100.0/24", "nextHopType": draw.word(&["None", "Internet"])}});
        subnet.insert("routeTable".into(), json!({"routes": routes}));
    }
    if draw.maybe() {
        subnet.insert("privateEndpoints".into(), json!(["vault"]));
    }
    let mut aks = map(location);
    aks.insert("addressSpace".into(), json!(["10.224.0.0/12"]));
    aks.insert("subnets".into(), json!({"aks-subnet": subnet}));
    map(json!({"hdi-vnet": hdi, "aks-vnet": aks}))
}

pub fn peerings(draw: &mut Draw, networks: &Entries) -> Entries {
    let mut peering = map(json!({"between": ["hdi-vnet", "aks-vnet"]}));
    if networks["hdi-vnet"].get("virtualNetworkGateway").is_some() && draw.maybe() {
        peering.insert("gatewayTransit".into(), json!({"from": "hdi-vnet"}));
    }
    if draw.maybe() {
        peering.insert("allowForwardedTraffic".into(), json!(true));
    }
    if draw.maybe() {
        peering.insert("halves".into(), json!(["hdi-vnet", "aks-vnet"]));
    }
    map(json!({"hdi-aks": peering}))
}

/// A Kubernetes cluster of the world.
pub fn kubernetes(world: &World, index: usize, draw: &mut Draw) -> Value {
    let cluster = &world.clusters[index];
    let mut namespaces = Map::new();
    for name in &cluster.namespaces {
        let build =
            world.connects.iter().any(|connect| connect.cluster == index && connect.namespace == *name);
        let level = if build {
            draw.word(&["baseline", "privileged"])
        } else {
            draw.word(&["restricted", "baseline"])
        };
        let own = if build || draw.maybe() { json!({"podSecurity": level}) } else { json!({}) };
        namespaces.insert((*name).into(), draw.fill("Namespace", map(own), &["podSecurity"]));
    }
    let mut operators = Map::new();
    if cluster.strimzi {
        let mut strimzi = Map::new();
        if draw.maybe() {
            strimzi.insert("watchNamespaces".into(), json!(cluster.namespaces));
        }
        if draw.maybe() {
            strimzi.insert("version".into(), json!(format!("{}.0", world.strimzi_version)));
        }
        operators.insert("strimzi".into(), Value::Object(strimzi));
    }
    let version = |of: &str, draw: &mut Draw| if draw.maybe() { json!({"version": of}) } else { json!({}) };
    if cluster.access {
        operators.insert("strimzi-access".into(), version("0.3.0", draw));
    }
    if cluster.secrets {
        let mut stores = map(version("0.20.1", draw));
        stores.insert("clusterSecretStores".into(), json!(["vault"]));
        operators.insert("external-secrets".into(), Value::Object(stores));
    }
    if cluster.prometheus {
        let mut own = map(version("0.80.0", draw));
        own.insert("namespace".into(), json!("monitoring"));
        operators.insert("prometheus-operator".into(), draw.fill("PrometheusOperator", own, &["version"]));
    }
    if cluster.gateway {
        operators.insert("gateway-api".into(), version("1.4.0", draw));
    }
    if draw.maybe() {
        operators.insert("strimzi-drain-cleaner".into(), version("1.3.0", draw));
    }
    let class = json!({"provisioner": "example.com/disk"});
    let mut own = map(json!({
        "provider": cluster.provider,
        "namespaces": namespaces,
        "storageClasses": {"fast": {}, "ours": draw.fill("StorageClass", map(class), &["mountOptions"])},
        "operators": operators,
    }));
    if draw.maybe() {
        own["storageClasses"]["ours"]["mountOptions"] = json!(["noatime", "discard"]);
    }
    own.insert("priorityClasses".into(), json!(["high", "low"]));
    if draw.maybe() {
        let version = world.kubernetes_version;
        own.insert("version".into(), json!(version));
    }
    if draw.maybe() {
        let mut pool = map(json!({"count": 30, "zones": ["1", "2", "3"]}));
        if draw.maybe() {
            pool.remove("count");
            pool.insert("minCount".into(), json!(12));
            pool.insert("maxCount".into(), json!(30));
        }
        if cluster.provider == "aks" && draw.maybe() {
            pool.insert("vmSize".into(), json!("Standard_E8s_v5"));
            pool.insert("mode".into(), json!("System"));
            pool.insert("maxPods".into(), json!(60));
            pool.insert("maxSurge".into(), draw.word(&["33%", "1"]));
        }
        if draw.maybe() {
            pool.insert("labels".into(), draw.config("labels"));
        }
        own.insert("nodePools".into(), json!({"workers": pool}));
    }
    if world.networks && index == 0 {
        own.insert("subnet".into(), json!("aks-vnet/aks-subnet"));
        own.insert(
            "networkProfile".into(),
            json!({
                "networkPlugin": "azure", "networkPluginMode": "overlay", "networkPolicy": draw.word(&["cilium", "calico"]),
                "podCidr": "10.244.0.0/16", "serviceCidr": "10.2.0.0/16", "dnsServiceIP": "10.2.0.10",
            }),
        );
    }
    Value::Object(own)
}

/// A Secret with entries, one with credentials of a registry, and one with a certificate, for each namespace.
pub fn secrets(world: &World, draw: &mut Draw) -> Entries {
    let mut secrets = Map::new();
    for cluster in &world.clusters {
        for namespace in &cluster.namespaces {
            let mut place = map(json!({"namespace": namespace}));
            if world.clusters.len() > 1 {
                place.insert("kubernetes".into(), json!(cluster.name));
            }
            for (kind, word) in [("entries", "opaque"), ("registry", "dockerconfigjson"), ("pair", "tls")] {
                let mut secret = place.clone();
                secret.insert("type".into(), json!(word));
                secret.insert("source".into(), json!("existing"));
                let keys = match kind {
                    "entries" => vec!["user", "password", "ca.crt"],
                    "registry" => vec![".dockerconfigjson"],
                    _ => vec!["tls.crt", "tls.key"],
                };
                if kind == "entries" || draw.maybe() {
                    secret.insert("keys".into(), json!(keys));
                }
                if kind == "entries" && cluster.secrets && draw.maybe() {
                    let remote = if draw.maybe() {
                        json!({"store": "vault", "remoteKeys": {"user": "u", "password": "p-1", "ca.crt": "ca"}})
                    } else {
                        json!({"store": "vault", "remoteKey": "an-entry"})
                    };
                    secret.insert("source".into(), json!({"externalSecret": remote}));
                }
                if draw.maybe() {
                    secret.insert("name".into(), json!(format!("{kind}-of-{namespace}")));
                }
                secrets.insert(secret_of(cluster.name, namespace, kind), Value::Object(secret));
            }
        }
    }
    secrets
}

/// The name of a secret of [`secrets`].
pub fn secret_of(cluster: &str, namespace: &str, kind: &str) -> String {
    format!("{cluster}.{namespace}.{kind}")
}

/// Who may come in, by the words of `allowFrom`.
pub fn peers(world: &World, cluster: usize, least: usize, draw: &mut Draw) -> Vec<String> {
    let mut known = vec!["203.0.113.0/24".to_owned(), "10.0.0.0/8".to_owned()];
    known.extend(world.clusters[cluster].namespaces.iter().map(|name| format!("namespaces/{name}")));
    known.extend(
        world.apps.iter().filter(|app| app.cluster == cluster).map(|app| format!("apps/{}", app.name)),
    );
    if world.networks {
        known.extend(["networks/hdi-vnet".to_owned(), "networks/hdi-vnet/default".to_owned()]);
    }
    draw.some(&known, least)
}

/// How something is reached.
pub fn service(world: &World, cluster: usize, port: bool, draw: &mut Draw) -> Value {
    let mut own = Map::new();
    if draw.maybe() {
        let kind = draw.word(&["ClusterIP", "NodePort", "LoadBalancer"]);
        if kind == "LoadBalancer" && draw.maybe() {
            let reach = draw.word(&["internal", "public"]);
            let ranges = ["203.0.113.0/24", "198.51.100.7/32"];
            own.insert("allowFrom".into(), json!(ranges));
            own.insert("loadBalancer".into(), reach);
        }
        own.insert("type".into(), kind);
    }
    if !own.contains_key("allowFrom") && draw.maybe() {
        own.insert("allowFrom".into(), json!(peers(world, cluster, 1, draw)));
    }
    if port && draw.maybe() {
        own.insert("port".into(), json!(80));
    }
    draw.fill("Service", own, &["type", "port", "loadBalancer", "allowFrom"])
}
