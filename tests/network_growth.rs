//! Time per connection stays the same however many networks there are, and time per range however many ranges: growth
//! is judged, never a time.

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use streamwright::blueprint::{Blueprint, Decoder, Shape, environments, strict};
use streamwright::diagnostic::Sink;
use streamwright::source::{Source, SourceMap};
use streamwright::topology::{self, Topology, Verdict};
use streamwright::yaml;

/// How much longer one may take among many than among few. Looking at every other one would make it eight.
const BOUND: f64 = 2.5;
/// Rounds after which the best time still counts as the machine's word; most often one or two do.
const ROUNDS: usize = 8;

/// One measures at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Networks of ten subnets each around a hub, brokers in the last, Kubernetes clusters in the others, and as many
/// connections, one in a hundred of them by people who dial in.
fn blueprint(networks: usize, connections: usize) -> String {
    let mut text = String::from(
        "apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: growth}
versions: {kubernetes: \"1.35\", hdinsight: \"5.1\"}
networks:
  hub:
    addressSpace: [10.0.0.0/20]
    subnets: {brokers: {addressPrefix: 10.0.0.0/24}, GatewaySubnet: {addressPrefix: 10.0.1.0/27}}
    virtualNetworkGateway: {sku: VpnGw1AZ, vpnType: RouteBased, pointToSite: {vpnClientAddressPool: [172.16.201.0/24]}}
",
    );
    let range = |network: usize, subnet: usize| {
        let first = (network + 1) * 16 + subnet;
        format!("10.{}.{}.0", first / 256, first % 256)
    };
    for network in 0..networks {
        let _ =
            writeln!(text, "  net-{network}:\n    addressSpace: [{}/20]\n    subnets:", range(network, 0));
        for subnet in 0..10 {
            let _ = writeln!(text, "      s{subnet}: {{addressPrefix: {}/24}}", range(network, subnet));
        }
    }
    text += "peerings:\n";
    for network in 0..networks {
        let _ =
            writeln!(text, "  p-{network}: {{between: [hub, net-{network}], gatewayTransit: {{from: hub}}}}");
    }
    text += "kubernetes:\n";
    for network in 0..networks {
        let _ = writeln!(
            text,
            "  k-{network}: {{provider: aks, subnet: net-{network}/s0, namespaces: {{apps: {{}}}}, networkProfile: \
             {{networkPlugin: azure, networkPluginMode: overlay, podCidr: 192.168.0.0/16, serviceCidr: 172.20.0.0/16, \
             dnsServiceIP: 172.20.0.10}}}}"
        );
    }
    text += "kafka:
  hdi:
    provider: hdinsight
    subnet: hub/brokers
    brokers: {wn0: 10.0.0.5, wn1: 10.0.0.6, wn2: 10.0.0.7}
    listeners: {plaintext: {protocol: PLAINTEXT, port: 9092, advertise: ip}}
    topics: {events: {partitions: 6, replicas: 3}}
apps:
";
    for app in (0..connections).filter(|app| app % 100 != 0) {
        let _ = writeln!(
            text,
            "  app-{app}: {{kind: Deployment, kubernetes: k-{}, namespace: apps, image: \"registry.example.com/app:1.0.{app}\", \
             connections: {{events: {{to: hdi/plaintext, produces: [events], env: {{SERVERS: bootstrapServers}}}}}}}}",
            app % networks
        );
    }
    text += "clients:\n";
    for client in (0..connections).step_by(100) {
        let _ = writeln!(text, "  client-{client}: {{to: hdi/plaintext, produces: [events]}}");
    }
    text
}

fn topology(text: &str) -> Topology {
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new("growth.yaml", text));
    let stream = yaml::parse(id, &sources, &yaml::Limits::default(), yaml::Reader::Blueprint, &mut sink);
    let root = strict(id, &stream, &mut sink).expect("a blueprint");
    let environments = environments(root, &mut sink, &sources);
    let environment = &environments[0];
    let decoded = Blueprint::decode(&environment.tree, &mut Decoder::of(environment, &mut sink, &sources));
    let topology = topology::resolve(decoded.expect("one that can be read"), environment, &mut sink);
    let said: Option<String> = sink.into_sorted().into_iter().map(|d| d.message).next();
    assert_eq!(said, None);
    topology
}

fn of_routes(topology: &Topology) -> Duration {
    let began = Instant::now();
    let routes = topology.routes();
    let took = began.elapsed();
    assert_eq!(routes.len(), topology.links.len());
    assert!(routes.iter().all(|route| route.verdict == Verdict::Reachable && !route.hops.is_empty()));
    took
}

fn of_ranges(topology: &Topology) -> Duration {
    let began = Instant::now();
    let plan = topology.address_plan();
    let took = began.elapsed();
    assert!(plan.ranges.len() > topology.blueprint.networks.iter().count() * 11);
    took
}

/// Judges what `measure` takes of `many` by what it takes of `few`, which is an eighth of it.
fn judge(what: &str, few: &Topology, many: &Topology, by: f64, measure: fn(&Topology) -> Duration) {
    let (mut least_few, mut least_many) = (Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS {
        least_few = least_few.min(measure(few));
        least_many = least_many.min(measure(many));
        let grown = least_many.as_secs_f64() / least_few.as_secs_f64() / by;
        println!("{what}, round {round}: {least_few:.1?}, {least_many:.1?}, grown by {grown:.2}");
        if grown <= BOUND {
            return;
        }
        assert!(round + 1 < ROUNDS, "{what}: time per item grows by {grown:.2}, at most {BOUND} is fine");
    }
}

#[test]
fn a_connection_takes_as_long_among_many_as_among_few() {
    let _alone = alone();
    let (few, many) = (topology(&blueprint(20, 250)), topology(&blueprint(20, 2000)));
    judge("connections", &few, &many, 8.0, of_routes);
}

#[test]
fn a_range_takes_as_long_among_many_as_among_few() {
    let _alone = alone();
    let (few, many) = (topology(&blueprint(25, 1000)), topology(&blueprint(200, 1000)));
    judge("address plan", &few, &many, 8.0, of_ranges);
    // The same connections among eight times the ranges.
    judge("connections among ranges", &few, &many, 1.0, of_routes);
}

#[test]
fn a_thousand_connections_over_a_hundred_networks_with_a_thousand_subnets() {
    let _alone = alone();
    let topology = topology(&blueprint(100, 1000));
    assert_eq!((topology.links.len(), topology.blueprint.networks.iter().count()), (1000, 101));
    // About 200 ms is the aim, of a release build; ten times as much is a factor lost.
    let least = (0..ROUNDS).map(|_| of_routes(&topology)).min().expect("several rounds");
    println!("routes of 1,000 connections: {least:.1?}");
    assert!(least < Duration::from_secs(2), "{least:?}");
}
