//! Blueprints nobody wrote, over the whole language: a platform by chance, and environments that differ from it in whatever may differ.
//!
//! What a section may have is read from the language's own declaration, so that a new key is drawn by its type the day it is declared; what only
//! goes together (a listener and who connects to it) is said here. `coverage` says what of the language no blueprint holds.
#![allow(dead_code)] // Each test program uses a part of it.

mod draw;
mod kafka;
pub mod language;
mod members;
mod platform;
mod shapes;
mod text;
mod world;

use crate::readers::random::Random;
use draw::{Draw, seed_at};
use serde_json::{Map, Value, json};
use streamwright::source::MemoryFiles;
use world::World;

/// A blueprint of a seed.
pub struct Generated {
    pub seed: u64,
    pub document: Value,
    pub text: String,
}

const ENVIRONMENTS: [&str; 4] = ["dev", "prod", "e-2", "x"];

/// The same blueprint for the same seed, on every machine.
pub fn blueprint(seed: u64) -> Generated {
    let mut random = Random::new(seed_at(seed, "blueprint"));
    let world = World::new(&mut random);
    let mut root = document(&world, &|place| seed_at(seed, place));
    let count = random.below(4);
    let mut overlays: Map<String, Value> = Map::new();
    let mut whole: Vec<Value> = Vec::new();
    for name in &ENVIRONMENTS[..count] {
        let other = world.varied(&mut random);
        let own = random.next();
        // What is drawn from another seed differs; the rest is as everywhere.
        let share = 1 + random.below(6);
        let mut variant = document(&other, &|place| {
            if seed_at(own, place).is_multiple_of(share as u64) {
                seed_at(own, place)
            } else {
                seed_at(seed, place)
            }
        });
        apart(&mut variant, name);
        let extends = (!whole.is_empty() && random.one_in(4)).then(|| random.below(whole.len()));
        let base = extends.map_or(&root, |at| &whole[at]);
        let mut overlay = difference(base, &variant).unwrap_or_else(|| json!({}));
        if let Some(at) = extends {
            overlay["extends"] = json!(ENVIRONMENTS[at]);
        }
        overlays.insert((*name).into(), overlay);
        whole.push(variant);
    }
    // What stands in no environment is nobody's.
    let shown = if whole.is_empty() { &root } else { random.pick(&whole) };
    let shown = shown.clone();
    let expose = expose(&shown, &mut random);
    let document = root.as_object_mut().expect("a blueprint");
    if count > 0 {
        document.insert("environments".into(), Value::Object(overlays));
        if count > 1 || random.one_in(2) {
            document.insert("defaultEnvironment".into(), json!(ENVIRONMENTS[random.below(count)]));
        }
    }
    document.insert(
        "outputs".into(),
        json!({"helm": {"version": "0.1.0", "expose": expose}, "manifests": {}, "ambari": {}}),
    );
    let text = text::written(&root);
    Generated { seed, document: root, text }
}

/// The first seed, by `STREAMWRIGHT_SEED`; the same one every time without it.
pub fn of_seed() -> u64 {
    std::env::var("STREAMWRIGHT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// The files a blueprint names.
pub fn files() -> MemoryFiles {
    MemoryFiles::new()
}

/// The document of a platform; `seed` gives what the details of a place are drawn from.
fn document(world: &World, seed: &dyn Fn(&str) -> u64) -> Value {
    let draw = |place: &str| Draw::new(seed(place), world.often);
    let mut root = json!({
        "apiVersion": "streamwright/v1alpha1",
        "kind": "Blueprint",
        "metadata": {"name": "generated"},
        "profile": if world.development { "development" } else { "production" },
        "versions": {
            "kubernetes": world.kubernetes_version, "strimzi": world.strimzi_version, "kafka": world.kafka_version,
            "hdinsight": "5.1",
        },
    });
    let clusters = world.clusters.iter().enumerate();
    root["kubernetes"] = clusters
        .map(|(index, cluster)| {
            let place = format!("kubernetes/{}", cluster.name);
            (cluster.name.to_owned(), platform::kubernetes(world, index, &mut draw(&place)))
        })
        .collect();
    if world.networks {
        let networks = platform::networks(&mut draw("networks"));
        root["peerings"] = Value::Object(platform::peerings(&mut draw("peerings"), &networks));
        root["networks"] = Value::Object(networks);
    }
    root["secrets"] = Value::Object(platform::secrets(world, &mut draw("secrets")));
    root["kafka"] = world
        .kafka
        .iter()
        .map(|kafka| {
            let place = format!("kafka/{}", kafka.name);
            (kafka.name.to_owned(), kafka::kafka(world, kafka, &mut draw(&place)))
        })
        .collect();
    type Make = fn(&World, &world::Member, &mut Draw) -> Value;
    for (section, members, make) in [
        ("connect", &world.connects, members::connect as Make),
        ("bridges", &world.bridges, members::bridge),
        ("mirrors", &world.mirrors, members::mirror),
        ("apps", &world.apps, members::app),
        ("clients", &world.clients, members::client),
    ] {
        root[section] = members
            .iter()
            .map(|member| {
                let place = format!("{section}/{}", member.name);
                (member.name.to_owned(), make(world, member, &mut draw(&place)))
            })
            .collect();
    }
    root
}

/// No two environments write to the same cluster or push the same image.
fn apart(variant: &mut Value, name: &str) {
    for (key, cluster) in variant["kubernetes"].as_object_mut().into_iter().flatten() {
        cluster["clusterName"] = json!(format!("{key}-{name}"));
    }
    for (key, connect) in variant["connect"].as_object_mut().into_iter().flatten() {
        if let Some(build) = connect.get_mut("build") {
            build["image"] = json!(format!("myacr.azurecr.io/{key}-{name}:1.0.0").to_lowercase());
        }
    }
    for (key, kafka) in variant["kafka"].as_object_mut().into_iter().flatten() {
        if kafka["provider"] == "hdinsight" {
            kafka["clusterName"] = json!(format!("{key}-{name}"));
        }
    }
}

/// What an environment says to turn one document into the other.
fn difference(from: &Value, to: &Value) -> Option<Value> {
    let (Value::Object(from), Value::Object(to)) = (from, to) else {
        return (from != to).then(|| to.clone());
    };
    let mut changes = Map::new();
    for (key, value) in to {
        match from.get(key) {
            Some(old) => {
                if let Some(change) = difference(old, value) {
                    changes.insert(key.clone(), change);
                }
            }
            None => {
                changes.insert(key.clone(), value.clone());
            }
        }
    }
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        changes.insert(key.clone(), Value::Null);
    }
    (!changes.is_empty()).then_some(Value::Object(changes))
}

/// Paths to become values: whatever components have.
fn expose(root: &Value, random: &mut Random) -> Vec<String> {
    let mut paths = Vec::new();
    for section in ["apps", "connect", "bridges", "mirrors"] {
        for (name, entry) in root[section].as_object().into_iter().flatten() {
            for key in entry.as_object().into_iter().flat_map(Map::keys) {
                if random.one_in(12) {
                    paths.push(format!("{section}/{name}/{key}"));
                }
            }
        }
    }
    paths
}
