//! Who reaches whom on the networks of a blueprint, as Azure routes; and which ranges may be the same.

use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::MemoryFiles;
use streamwright::topology::{Advertised, Hop, RangeKind, Verdict};

const HEAD: &str = r#"apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: orders-platform}
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: 4.3.1, hdinsight: "5.1"}
"#;

const NETWORKS: &str = "networks:
  hdi: {addressSpace: [10.10.0.0/16], subnets: {default: {addressPrefix: 10.10.0.0/24}}}
  aks: {addressSpace: [10.224.0.0/12], subnets: {nodes: {addressPrefix: 10.224.0.0/16}}}
";

const GATEWAY: &str = "networks:
  hdi:
    addressSpace: [10.10.0.0/16]
    subnets: {default: {addressPrefix: 10.10.0.0/24}, GatewaySubnet: {addressPrefix: 10.10.1.0/27}}
  aks:
    addressSpace: [10.224.0.0/12]
    subnets: {nodes: {addressPrefix: 10.224.0.0/16}, GatewaySubnet: {addressPrefix: 10.225.0.0/27}}
    virtualNetworkGateway: {sku: VpnGw1AZ, vpnType: RouteBased, pointToSite: {vpnClientAddressPool: [172.16.201.0/24]}}
";

const OVERLAY: &str = "networkProfile: {networkPlugin: azure, networkPluginMode: overlay, podCidr: 10.244.0.0/16, serviceCidr: 10.2.0.0/16, dnsServiceIP: 10.2.0.10}";

fn cluster(subnet: &str, profile: &str) -> String {
    format!(
        "kubernetes:\n  one:\n    provider: aks\n    {subnet}\n    {profile}\n    namespaces: {{apps: {{}}}}\n"
    )
}

fn kafka(advertise: &str) -> String {
    format!(
        "kafka:
  old:
    provider: hdinsight
    subnet: hdi/default
    brokers: {{wn0-kafka.example.internal: 10.10.0.5, wn1-kafka.example.internal: 10.10.0.6, wn2-kafka.example.internal: 10.10.0.7}}
    listeners: {{plaintext: {{protocol: PLAINTEXT, port: 9092, advertise: {advertise}}}}}
    topics: {{orders: {{partitions: 6, replicas: 3}}}}
"
    )
}

const APP: &str = "apps:
  shop:
    kind: Deployment
    namespace: apps
    image: registry.example.com/shop:1.0.0
    connections: {orders: {to: old/plaintext, produces: [orders], env: {KAFKA: bootstrapServers}}}
";
const CLIENT: &str = "clients: {laptops: {to: old/plaintext, produces: [orders]}}\n";

fn run(parts: &[&str]) -> Compiled {
    let text = format!("{HEAD}{}", parts.concat());
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "routes.yaml".into(), bytes: text.into_bytes(), files: &files });
    let errors: Vec<&str> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.severity == streamwright::diagnostic::Severity::Error)
        .map(|d| d.message.as_str())
        .collect();
    assert_eq!(errors, [""; 0]);
    compiled
}

/// The hops and the verdict of the only connection, in words.
fn way(parts: &[&str]) -> (Vec<String>, String) {
    let compiled = run(parts);
    let routes = compiled.topologies[0].routes();
    let [route] = routes.as_slice() else { panic!("{} routes", routes.len()) };
    let hop = |hop: &Hop| match hop {
        Hop::Inside { kubernetes } => format!("inside {kubernetes}"),
        Hop::Translation { kubernetes } => format!("node of {kubernetes}"),
        Hop::Gateway { network } => format!("gateway of {network}"),
        Hop::Peering { name, from, to } => format!("{name}: {from} to {to}"),
        Hop::Appliance { address, network } => format!("{} in {network}", address.0),
        Hop::Internet => "internet".to_owned(),
    };
    let verdict = match &route.verdict {
        Verdict::Reachable => "reachable".to_owned(),
        Verdict::Unreachable(why) => format!("not reachable because {why}"),
        Verdict::Depends(missing) => {
            format!(
                "depends on {}",
                missing.iter().map(|m| m.fact.as_str()).collect::<Vec<_>>().join(" and ")
            )
        }
    };
    (route.hops.iter().map(hop).collect(), verdict)
}

fn verdict(parts: &[&str]) -> String {
    way(parts).1
}

const PEERED: &str = "peerings: {both: {between: [hdi, aks]}}\n";

#[test]
fn a_pod_of_an_overlay_arrives_as_its_node_over_a_peering() {
    let parts = [NETWORKS, PEERED, &cluster("subnet: aks/nodes", OVERLAY), &kafka("ip"), APP];
    let (hops, verdict) = way(&parts);
    assert_eq!(hops, ["node of one", "both: aks to hdi"]);
    assert_eq!(verdict, "reachable");
    let compiled = run(&parts);
    let route = compiled.topologies[0].routes().remove(0);
    assert_eq!(route.source.ranges[0].to_string(), "10.224.0.0/16");
    assert_eq!(route.destination.ranges[0].to_string(), "10.10.0.0/24");
    assert_eq!(route.destination.port, Some(9092));
    assert!(matches!(&route.destination.advertised, Advertised::Addresses(all) if all.len() == 3));
}

#[test]
fn a_pod_with_an_address_of_the_subnet_keeps_it() {
    let profile = "networkProfile: {networkPlugin: azure, serviceCidr: 10.2.0.0/16, dnsServiceIP: 10.2.0.10}";
    let (hops, _) = way(&[NETWORKS, PEERED, &cluster("subnet: aks/nodes", profile), &kafka("ip"), APP]);
    assert_eq!(hops, ["both: aks to hdi"]);
}

#[test]
fn a_peering_is_two_halves_and_goes_no_further() {
    let rest = [cluster("subnet: aks/nodes", OVERLAY), kafka("ip")].concat();
    let of = |peerings: &str| verdict(&[NETWORKS, peerings, &rest, APP]);
    assert_eq!(of(""), "not reachable because no peering joins `networks/aks` and `networks/hdi`");
    assert_eq!(
        of("peerings: {half: {between: [hdi, aks], halves: [aks]}}\n"),
        "not reachable because `peerings/half` has no half in `networks/hdi`"
    );
    let hub = "  hub: {addressSpace: [10.100.0.0/16]}\npeerings: {a: {between: [hdi, hub]}, b: {between: [hub, aks]}}\n";
    assert_eq!(
        of(hub),
        "not reachable because `networks/aks` and `networks/hdi` are both peered with `networks/hub`, and peerings are not transitive"
    );
}

#[test]
fn whoever_dials_in_gets_one_peering_further_with_gateway_transit_alone() {
    let rest = kafka("ip");
    let of = |peerings: &str| way(&[GATEWAY, peerings, &rest, CLIENT]);
    let (hops, verdict) = of("peerings: {both: {between: [hdi, aks], gatewayTransit: {from: aks}}}\n");
    assert_eq!(hops, ["gateway of aks", "both: aks to hdi"]);
    assert_eq!(verdict, "reachable");
    assert!(of(PEERED).1.starts_with("depends on where `clients/laptops` runs"), "{}", of(PEERED).1);
}

#[test]
fn names_of_brokers_are_told_to_pods_and_asked_for_by_others() {
    let pods = cluster("subnet: aks/nodes", OVERLAY);
    assert_eq!(verdict(&[NETWORKS, PEERED, &pods, &kafka("hostname"), APP]), "reachable");
    let transit = "peerings: {both: {between: [hdi, aks], gatewayTransit: {from: aks}}}\n";
    let outside = verdict(&[GATEWAY, transit, &kafka("hostname"), CLIENT]);
    assert_eq!(
        outside,
        "depends on whether the machine of `clients/laptops` resolves the names of the brokers"
    );
}

#[test]
fn what_is_not_stated_is_asked_for_with_a_command() {
    let compiled = run(&[NETWORKS, PEERED, &cluster("", OVERLAY), &kafka("ip"), APP]);
    let routes = compiled.topologies[0].routes();
    let Verdict::Depends(missing) = &routes[0].verdict else { panic!("{:?}", routes[0].verdict) };
    assert_eq!(missing[0].fact, "the network of the nodes of `kubernetes/one`");
    assert!(!missing[0].queries.is_empty());
}

#[test]
fn ranges_that_never_meet_may_be_the_same() {
    // Two clusters with one overlay range and one Service range, two networks nobody joins.
    let networks = "networks:
  a: {addressSpace: [10.20.0.0/16], subnets: {nodes: {addressPrefix: 10.20.0.0/20}}}
  b: {addressSpace: [10.30.0.0/16], subnets: {nodes: {addressPrefix: 10.30.0.0/20}}}
  lonely: {addressSpace: [10.30.0.0/16]}
  far: {addressSpace: [10.2.0.0/16]}
peerings: {both: {between: [a, b]}}
";
    let clusters = format!(
        "kubernetes:\n  one: {{provider: aks, subnet: a/nodes, {OVERLAY}}}\n  two: {{provider: aks, subnet: b/nodes, {OVERLAY}}}\n"
    );
    let compiled = run(&[networks, &clusters]);
    assert_eq!(compiled.diagnostics.len(), 0, "{:?}", compiled.diagnostics);
}

#[test]
fn a_range_is_held_against_what_it_meets_and_nothing_else() {
    // Two hubs, each with networks of the same addresses around it, and pods that no client of the gateway gets to.
    let networks = "networks:
  east: {addressSpace: [10.100.0.0/16]}
  east-one: {addressSpace: [10.20.0.0/16]}
  west: {addressSpace: [10.101.0.0/16], subnets: {GatewaySubnet: {addressPrefix: 10.101.1.0/27}}, virtualNetworkGateway: \
     {sku: VpnGw1AZ, vpnType: RouteBased, pointToSite: {vpnClientAddressPool: [10.244.7.0/24]}}}
  west-one: {addressSpace: [10.20.0.0/16], subnets: {nodes: {addressPrefix: 10.20.0.0/20}}}
peerings: {e: {between: [east, east-one]}, w: {between: [west, west-one]}}
";
    let cluster = format!("kubernetes:\n  one: {{provider: aks, subnet: west-one/nodes, {OVERLAY}}}\n");
    let compiled = run(&[networks, &cluster]);
    assert_eq!(compiled.diagnostics.len(), 0, "{:?}", compiled.diagnostics);
}

#[test]
fn the_plan_of_addresses_has_what_nobody_wrote() {
    let compiled = run(&[NETWORKS, PEERED, &cluster("subnet: aks/nodes", "")]);
    let plan = compiled.topologies[0].address_plan();
    let of = |kind| plan.ranges.iter().filter(move |range| range.kind == kind);
    let space = of(RangeKind::VirtualNetwork).next().expect("a network");
    assert_eq!(space.owner, "networks/aks");
    assert_eq!(space.free.map(|free| free.first.to_string()).as_deref(), Some("10.225.0.0"));
    assert_eq!(
        of(RangeKind::Subnet).map(|range| range.usable).collect::<Vec<_>>(),
        [Some(65_531), Some(251)]
    );
    let services = of(RangeKind::Services).next().expect("a default");
    assert_eq!((services.cidr.to_string().as_str(), services.origin.is_default()), ("10.0.0.0/16", true));
    let pods = of(RangeKind::Pods).next().expect("a default");
    assert_eq!((pods.cidr.to_string().as_str(), pods.nodes), ("10.244.0.0/16", Some(256)));
}

/// A client outside Kubernetes that says where it runs.
fn client_in(from: &str) -> String {
    format!("clients: {{laptops: {{to: old/plaintext, from: {from}, produces: [orders]}}}}\n")
}

#[test]
fn a_client_comes_from_where_it_says() {
    let site = GATEWAY.replace(
        "pointToSite: {vpnClientAddressPool: [172.16.201.0/24]}}",
        "pointToSite: {vpnClientAddressPool: [172.16.201.0/24]}, localNetworkGateways: {paris: \
         {localNetworkAddressSpace: [192.168.0.0/20]}}}",
    );
    let transit = "peerings: {both: {between: [hdi, aks], gatewayTransit: {from: aks}}}\n";
    let of = |peering: &str, from: &str| way(&[&site, peering, &kafka("ip"), &client_in(from)]);
    let words = |hops: &[&str]| hops.iter().map(|hop| (*hop).to_owned()).collect::<Vec<_>>();
    let reachable = |hops: &[&str]| (words(hops), "reachable".to_owned());
    assert_eq!(of("", "networks/hdi/default"), reachable(&[]));
    assert_eq!(of(PEERED, "networks/aks"), reachable(&["both: aks to hdi"]));
    for beyond in ["networks/aks/pointToSite", "192.168.4.0/24"] {
        assert_eq!(of(transit, beyond), reachable(&["gateway of aks", "both: aks to hdi"]), "{beyond}");
        let (_, verdict) = of(PEERED, beyond);
        assert!(verdict.contains("has no `gatewayTransit`"), "{beyond}: {verdict}");
        let (_, verdict) = of("", beyond);
        assert!(verdict.contains("no peering joins"), "{beyond}: {verdict}");
    }
    let (_, verdict) = of(PEERED, "10.99.0.0/24");
    assert!(verdict.starts_with("depends on the way from 10.99.0.0/24"), "{verdict}");
}

#[test]
fn ranges_beyond_a_gateway_are_held_against_what_they_get_to_and_nothing_else() {
    let codes = |site: &str, peering: &str| -> Vec<&'static str> {
        let networks = GATEWAY.replace(
            "vpnType: RouteBased,",
            &format!("localNetworkGateways: {{paris: {{localNetworkAddressSpace: [{site}]}}}},"),
        );
        let text =
            format!("{HEAD}{networks}{peering}{}{}", cluster("subnet: hdi/default", OVERLAY), kafka("ip"));
        let files = MemoryFiles::new();
        let compiled = compile(Input { name: "beyond.yaml".into(), bytes: text.into_bytes(), files: &files });
        compiled.diagnostics.iter().map(|d| d.code.id).collect()
    };
    let transit = "peerings: {both: {between: [hdi, aks], gatewayTransit: {from: aks}}}\n";
    let overlapping = ["overlapping-cidrs"];
    // The network the gateway is in, always; the one beyond the peering only where that lends the gateway.
    assert_eq!(codes("10.239.0.0/16", PEERED), overlapping);
    assert_eq!(codes("10.10.7.0/24", transit), overlapping);
    assert_eq!(codes("10.10.7.0/24", PEERED), [""; 0]);
    assert_eq!(codes("10.244.9.0/24", transit), overlapping);
    assert_eq!(codes("10.244.9.0/24", PEERED), [""; 0]);
    assert_eq!(codes("172.16.201.128/25", PEERED), overlapping);
    assert_eq!(codes("192.168.0.0/16", transit), [""; 0]);
}

/// What an application of an overlay gets to where the subnet of the brokers has these rules.
fn behind(rules: &str) -> Vec<&'static str> {
    let networks = NETWORKS.replace(
        "default: {addressPrefix: 10.10.0.0/24}",
        &format!("default: {{addressPrefix: 10.10.0.0/24, networkSecurityGroup: {{rules: {{{rules}}}}}}}"),
    );
    let text = [HEAD, &networks, PEERED, &cluster("subnet: aks/nodes", OVERLAY), &kafka("ip"), APP].concat();
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "rules.yaml".into(), bytes: text.into_bytes(), files: &files });
    compiled.diagnostics.iter().map(|d| d.code.id).collect()
}

#[test]
fn the_lowest_priority_that_fits_decides() {
    let management =
        "management: {priority: 100, direction: Inbound, access: Allow, sourceAddressPrefixes: [HDInsight]}";
    let of = |rules: &str| behind(&format!("{management}, {rules}"));
    let drops = ["security-rule-drops"];
    let all = "all: {priority: 4000, direction: Inbound, access: Deny}";
    let allow = |from: &str, rest: &str| {
        format!(
            "a: {{priority: 200, direction: Inbound, access: Allow, sourceAddressPrefixes: [{from}]{rest}}}, {all}"
        )
    };
    assert_eq!(of(all), drops);
    assert_eq!(of(&allow("10.224.0.0/16", "")), [""; 0]);
    assert_eq!(of(&allow("VirtualNetwork", ", destinationPortRanges: [9000-9100]")), [""; 0]);
    assert_eq!(of(&allow("\"*\"", ", destinationPortRanges: [9093]")), drops);
    assert_eq!(of(&allow("\"*\"", ", protocol: Udp")), drops);
    assert_eq!(of(&allow("Internet", "")), drops);
    // Two halves make one whole; of one half nobody knows whether the nodes are in it.
    assert_eq!(of(&allow("10.224.0.0/17, 10.224.128.0/17", "")), [""; 0]);
    assert_eq!(of(&allow("10.224.0.0/17", "")), [""; 0]);
    // Some of the brokers, and a rule that comes too late.
    assert_eq!(of(&allow("10.224.0.0/16", ", destinationAddressPrefixes: [10.10.0.5]")), [""; 0]);
    let late =
        "late: {priority: 4001, direction: Inbound, access: Allow, sourceAddressPrefixes: [10.224.0.0/16]}";
    assert_eq!(of(&format!("{all}, {late}")), drops);
    // What a rule drops of others, of another port, or of the way out is no matter here.
    for other in [
        "o: {priority: 200, direction: Inbound, access: Deny, sourceAddressPrefixes: [192.168.0.0/16]}",
        "o: {priority: 200, direction: Inbound, access: Deny, destinationPortRanges: [22]}",
        "o: {priority: 200, direction: Inbound, access: Deny, sourceAddressPrefixes: [10.224.4.0/24]}",
        "o: {priority: 200, direction: Outbound, access: Deny, destinationAddressPrefixes: [Internet]}",
    ] {
        assert_eq!(of(other), [""; 0], "{other}");
    }
}

#[test]
fn a_route_leads_through_an_appliance_where_peerings_are_not_transitive() {
    let networks = |to: &str| {
        format!(
            "networks:
  hdi: {{addressSpace: [10.10.0.0/16], subnets: {{default: {{addressPrefix: 10.10.0.0/24}}}}}}
  hub: {{addressSpace: [10.20.0.0/16]}}
  aks:
    addressSpace: [10.224.0.0/12]
    subnets:
      nodes:
        addressPrefix: 10.224.0.0/16
        routeTable: {{routes: {{out: {{addressPrefix: {to}, nextHopType: VirtualAppliance, nextHopIpAddress: 10.20.0.4}}}}}}
"
        )
    };
    let peerings = "peerings: {one: {between: [hub, hdi], allowForwardedTraffic: true}, two: {between: [hub, aks], \
                    allowForwardedTraffic: true}}\n";
    let of = |to: &str, peerings: &str| {
        way(&[&networks(to), peerings, &cluster("subnet: aks/nodes", OVERLAY), &kafka("ip"), APP])
    };
    for to in ["10.10.0.0/16", "0.0.0.0/0"] {
        let (hops, verdict) = of(to, peerings);
        assert_eq!(hops, ["node of one", "two: aks to hub", "10.20.0.4 in hub", "one: hub to hdi"], "{to}");
        assert_eq!(verdict, "reachable", "{to}");
    }
    let (_, verdict) = of("10.10.0.0/16", &peerings.replacen(", allowForwardedTraffic: true", "", 1));
    assert!(verdict.contains("`peerings/one` drops what an appliance sends on"), "{verdict}");
    let (_, verdict) = of("10.11.0.0/16", peerings);
    assert!(verdict.contains("not transitive"), "{verdict}");
    // A peering of the two is narrower than a route for more than its networks.
    let direct = "peerings: {one: {between: [hdi, aks]}, two: {between: [hub, aks]}}\n";
    for wide in ["0.0.0.0/0", "10.0.0.0/12"] {
        assert_eq!(of(wide, direct).0, ["node of one", "one: aks to hdi"], "{wide}");
    }
    let (_, verdict) = of("10.10.0.0/16", direct);
    assert!(verdict.contains("`peerings/two` drops what an appliance sends on"), "{verdict}");
}
