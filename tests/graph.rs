//! `docs/graph/` holds every story as it is drawn, in each format and environment; the README shows one of them.
//!
//! `BLESS=1 cargo test --test graph` rewrites it: look at the pictures before you commit them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use streamwright::emit::{GraphFormat, graph};
use streamwright::examples::stories;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::MemoryFiles;

const FORMATS: [(GraphFormat, &str); 3] =
    [(GraphFormat::Svg, "svg"), (GraphFormat::Mermaid, "mmd"), (GraphFormat::Dot, "dot")];

fn compiled(name: &str, bytes: &[u8]) -> Compiled {
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: name.into(), bytes: bytes.into(), files: &files });
    assert!(compiled.artifacts.is_some(), "{name}: {:?}", messages(&compiled));
    compiled
}

fn messages(compiled: &Compiled) -> Vec<&str> {
    compiled.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect()
}

/// Every drawing of every story, by the name of its file: the default environment has the story's.
fn drawings() -> BTreeMap<String, String> {
    let mut drawings = BTreeMap::new();
    for story in stories() {
        let compiled = compiled(story.path, story.bytes);
        let default = compiled.default_environment.as_deref();
        for topology in &compiled.topologies {
            let other = default.is_some_and(|default| default != topology.environment);
            let environment = if other { format!("-{}", topology.environment) } else { String::new() };
            for (format, ending) in FORMATS {
                drawings.insert(format!("{}{environment}.{ending}", story.name), graph(topology, format));
            }
        }
    }
    drawings
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/graph")
}

#[test]
fn the_pictures_are_those_that_are_drawn() {
    let drawings = drawings();
    assert!(drawings.len() >= 3 * stories().count());
    let bless = std::env::var_os("BLESS").is_some();
    if bless {
        let _ = std::fs::remove_dir_all(folder());
        std::fs::create_dir_all(folder()).unwrap();
    }
    let mut stale = Vec::new();
    for (name, drawing) in &drawings {
        let path = folder().join(name);
        if bless {
            std::fs::write(path, drawing).unwrap();
        } else if std::fs::read_to_string(path).ok().as_ref() != Some(drawing) {
            stale.push(name.clone());
        }
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !drawings.contains_key(&name) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "not what is drawn (BLESS=1 rewrites them; look at them): {stale:#?}");
}

#[test]
fn the_readme_shows_one_that_is_there() {
    let readme = include_str!("../README.md");
    let shown = readme.split_once("](docs/graph/").expect("a picture").1.split_once(')').unwrap().0;
    assert!(drawings().contains_key(shown), "{shown}");
}

#[test]
fn the_front_page_picture_is_legible_at_1200_pixels() {
    let picture = &drawings()["streaming-platform.svg"];
    let width: u32 = picture.split_once("width=\"").unwrap().1.split_once('"').unwrap().0.parse().unwrap();
    let size = |piece: &str| piece.split_once('"').unwrap().0.parse::<u32>().unwrap();
    let smallest = picture.split("font-size=\"").skip(1).map(size).min().unwrap();
    assert!(smallest * 1200 >= 12 * width, "{smallest} px of {width} px");
}

/// A platform with as many applications, in four ways to connect, and topics.
fn large(apps: usize) -> String {
    let mut text = String::from(
        "apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: large}
versions: {kubernetes: \"1.35\", strimzi: \"1.2\", kafka: \"4.3.1\"}
kubernetes:
  k8s:
    provider: kubeadm
    namespaces: {kafka: {}, orders: {}, payments: {}, shipping: {}}
    storageClasses: {fast: {}}
    operators: {strimzi: {version: 1.2.0}, strimzi-access: {version: 0.3.0}}
kafka:
",
    );
    for cluster in 0..3 {
        text += &format!(
            "  kafka-{cluster}:
    provider: strimzi
    namespace: kafka
    nodePools: {{node-{cluster}: {{roles: [controller, broker], replicas: 3, storage: {{size: 10Gi, class: fast}}}}}}
    listeners:
      tls: {{port: 9093, type: internal, tls: true, authentication: scram-sha-512}}
    topics: {{{}}}
",
            (0..60).map(|t| format!("topic-{cluster}-{t}: {{}}")).collect::<Vec<_>>().join(", ")
        );
    }
    text += "apps:\n";
    for app in 0..apps {
        let namespace = ["orders", "payments", "shipping"][app % 3];
        text += &format!(
            "  app-{app}:\n    kind: Deployment\n    namespace: {namespace}\n    image: registry.example.com/app:1.0.0\n    connections:\n"
        );
        for cluster in (0..3).filter(|cluster| *cluster == 0 || (app >> cluster) & 1 == 1) {
            text += &format!(
                "      c{cluster}: {{to: kafka-{cluster}/tls, consumes: {{topics: [topic-{cluster}-{}], group: app-{app}}}, env: {{}}}}\n",
                app % 60
            );
        }
    }
    text
}

#[test]
fn fifty_applications_fit_on_a_page_and_many_more_do_not_make_it_longer() {
    let height = |apps| {
        let compiled = compiled("large.yaml", large(apps).as_bytes());
        let svg = graph(&compiled.topologies[0], GraphFormat::Svg);
        let height =
            svg.split_once("height=\"").unwrap().1.split_once('"').unwrap().0.parse::<u32>().unwrap();
        assert!(svg.contains("app-49"), "every application is told of somewhere");
        height
    };
    let (few, many) = (height(50), height(600));
    assert!(few < 1600, "{few} px");
    assert!(many < 2 * few, "{few} px, then {many} px");
}

/// What is said of the connection of `hdinsight-peered-aks`, with `from` replaced by `to`, and how its line looks.
fn said(from: &str, to: &str) -> String {
    let story = stories().find(|story| story.name == "hdinsight-peered-aks").unwrap();
    let text = std::str::from_utf8(story.bytes).unwrap();
    assert!(text.contains(from), "{from}");
    let compiled = compiled("changed.yaml", text.replace(from, to).as_bytes());
    let dot = graph(&compiled.topologies[0], GraphFormat::Dot);
    let wire = dot.lines().find(|line| line.contains("plaintext :9092")).unwrap();
    let label = wire.split_once("label=\"").unwrap().1.split_once('"').unwrap().0;
    let style = wire.split_once("style=").unwrap().1.split_once(',').unwrap().0;
    format!("{style}: {}", label.replace("\\n", ": "))
}

#[test]
fn a_connection_looks_like_what_it_is() {
    let peering = "  hdi-aks: {between: [hdi-vnet, aks-vnet]}";
    for (from, to, expected) in [
        (peering, peering, "solid: plaintext :9092"),
        (
            peering,
            "  hdi-aks: {between: [hdi-vnet, aks-vnet], halves: [hdi-vnet]}",
            "dotted: plaintext :9092: not reachable: peerings/hdi-aks has no half in networks/aks-vnet",
        ),
        (
            "peerings:\n  hdi-aks: {between: [hdi-vnet, aks-vnet]}",
            "peerings: {}",
            "dotted: plaintext :9092: not reachable: no peering joins networks/aks-vnet and networks/hdi-vnet",
        ),
        (
            "    subnet: aks-vnet/aks-subnet\n",
            "",
            "dashed: plaintext :9092: depends on the network of the nodes of kubernetes/aks",
        ),
    ] {
        assert_eq!(said(from, to), expected, "{to}");
    }
}
