//! What two environments would do to each other.

use super::{component_span, helm, report};
use crate::blueprint::{Connect, Kafka, KubernetesCluster, Val};
use crate::diagnostic::{BUILD_OUTPUT_SHARED, ENVIRONMENTS_SHARE_OBJECTS, Sink};
use crate::source::Span;
use crate::topology::{Section, Topology};
use std::collections::{BTreeMap, BTreeSet};

/// Reports environments that would write the same objects, or push the same image, and charts that cannot be as asked.
pub fn across(topologies: &[Topology], sink: &mut Sink) {
    let mut clusters: BTreeMap<&str, Vec<Here<'_>>> = BTreeMap::new();
    for topology in topologies {
        for (key, item) in topology.blueprint.kubernetes.iter() {
            let name = item.cluster_name.as_ref();
            let real = name.map_or(key, |name| &*name.value.0);
            let at = name.and_then(Val::span).or(item.key_span());
            clusters.entry(real).or_default().push(Here { topology, key, cluster: &item.value, at });
        }
    }
    for (real, here) in &clusters {
        let open = cluster_objects(real, here, sink);
        components(real, &open, sink);
    }
    images(topologies, sink);
    helm::check(topologies, sink);
}

/// A real cluster as one environment knows it.
#[derive(Clone, Copy)]
struct Here<'t> {
    topology: &'t Topology,
    key: &'t str,
    cluster: &'t KubernetesCluster,
    at: Option<Span>,
}

impl<'t> Here<'t> {
    /// The namespaces and classes that are made here.
    fn objects(&self) -> BTreeSet<(&'static str, &'t str)> {
        let namespaces = self.cluster.namespaces.names().map(|name| ("namespace", name));
        let classes = self.cluster.storage_classes.iter().filter(|(_, class)| class.provisioner.is_some());
        namespaces.chain(classes.map(|(name, _)| ("storage class", name))).collect()
    }
}

/// Reports what two environments both make of the cluster itself, and returns those whose components are still to
/// be compared: where the cluster itself is shared by mistake, everything on it is.
fn cluster_objects<'t>(real: &str, here: &[Here<'t>], sink: &mut Sink) -> Vec<Here<'t>> {
    let mut open: Vec<Here<'_>> = Vec::new();
    for second in here {
        let shared = |one: &Here<'_>| one.cluster.shared.as_ref().is_some_and(|shared| shared.value);
        let clash = open.iter().find_map(|first| {
            let other_environment = first.topology.environment != second.topology.environment;
            let both: Vec<_> = first.objects().intersection(&second.objects()).copied().collect();
            (other_environment && !(shared(first) && shared(second)) && !both.is_empty())
                .then_some((*first, both))
        });
        let Some((first, both)) = clash else {
            open.push(*second);
            continue;
        };
        let named: Vec<String> = both.iter().map(|(kind, name)| format!("{kind} `{name}`")).collect();
        let (one, other) = (&first.topology.environment, &second.topology.environment);
        let message =
            format!("`{one}` and `{other}` both write the {} of the cluster `{real}`", named.join(", the "));
        let help = format!(
            "write another `clusterName` for `kubernetes/{}` in one of them, or `shared: true` where they share it on purpose",
            second.key
        );
        both_places(message, help, first, *second, (second.at, first.at), sink);
    }
    open
}

fn both_places(
    message: String,
    help: String,
    first: Here<'_>,
    second: Here<'_>,
    (second_at, first_at): (Option<Span>, Option<Span>),
    sink: &mut Sink,
) {
    let (one, other) = (&first.topology.environment, &second.topology.environment);
    let (here, there) = (format!("`{other}`"), format!("`{one}`"));
    let mut places = vec![(second_at, if second_at == first_at { "in both" } else { &here })];
    if second_at == first_at {
        places.push((second.topology.environment_span, &here));
        places.push((first.topology.environment_span, &there));
    } else {
        places.push((first_at, &there));
    }
    report(sink, &ENVIRONMENTS_SHARE_OBJECTS, message, help, &places);
}

/// Reports components of one name in one namespace.
fn components(real: &str, here: &[Here<'_>], sink: &mut Sink) {
    if here.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<(&str, &str, &str), Here<'_>> = BTreeMap::new();
    for second in here {
        for (name, place) in second.topology.places.iter().filter(|(_, place)| place.kubernetes == second.key)
        {
            let key = (place.section.key(), place.namespace.as_str(), name.as_str());
            let Some(first) = seen.get(&key).copied() else {
                seen.insert(key, *second);
                continue;
            };
            let shared = |one: Here<'_>| is_shared(one.topology, place.section, name);
            let same = first.topology.environment == second.topology.environment;
            if same || (shared(first) && shared(*second)) {
                continue;
            }
            let (one, other) = (&first.topology.environment, &second.topology.environment);
            let path = format!("{}/{name}", place.section.key());
            let message = format!(
                "`{one}` and `{other}` both write `{path}` into the namespace `{}` of the cluster `{real}`",
                place.namespace
            );
            let help = match place.section {
                Section::Kafka | Section::Apps => {
                    "put one of them into another namespace, or write `shared: true` where they share it on purpose"
                }
                _ => "put one of them into another namespace, or leave it out of one with `null`",
            };
            let at = |one: Here<'_>| component_span(one.topology, place.section, name);
            both_places(message, help.to_owned(), first, *second, (at(*second), at(first)), sink);
        }
    }
}

fn is_shared(topology: &Topology, section: Section, name: &str) -> bool {
    let stated = match section {
        Section::Kafka => topology.blueprint.kafka.get(name).and_then(|item| match &item.value {
            Kafka::Strimzi(cluster) => cluster.shared.as_ref(),
            Kafka::HdInsight(_) | Kafka::External(_) => None,
        }),
        Section::Apps => topology.blueprint.apps.get(name).and_then(|app| app.shared.as_ref()),
        _ => None,
    };
    stated.is_some_and(|shared| shared.value)
}

/// Who pushes an image first.
struct Pushed {
    inputs: String,
    by: String,
    at: Option<Span>,
    environment: Option<Span>,
}

/// Reports one image that is built from different things.
fn images(topologies: &[Topology], sink: &mut Sink) {
    let mut pushed: BTreeMap<&str, Pushed> = BTreeMap::new();
    for topology in topologies {
        for (name, connect) in topology.blueprint.connect.iter() {
            let Some(build) = &connect.build else { continue };
            let strimzi =
                topology.places.get(name).and_then(|p| topology.versions.strimzi.get(&p.kubernetes));
            let second = Pushed {
                inputs: inputs(connect, strimzi),
                by: format!("`connect/{name}` of `{}`", topology.environment),
                at: build.image.span(),
                environment: topology.environment_span,
            };
            let Some(first) = pushed.get(build.image.value.as_str()) else {
                pushed.insert(&build.image.value, second);
                continue;
            };
            if first.inputs != second.inputs {
                let message = format!(
                    "{} and {} push the image `{}`, built from different things",
                    first.by, second.by, build.image.value
                );
                let help = "give one of them a name or tag of its own: the last build would be run by both";
                let places = [
                    (second.at, "pushed here"),
                    (first.at, "and here"),
                    (second.environment, ""),
                    (first.environment, ""),
                ];
                report(sink, &BUILD_OUTPUT_SHARED, message, help, &places);
            }
        }
    }
}

/// What decides what is in an image: the plugins and the base image's versions.
fn inputs(connect: &Connect, strimzi: Option<&Val<String>>) -> String {
    let text = |value: &Option<Val<String>>| value.as_ref().map(|v| v.value.clone()).unwrap_or_default();
    let plugins: Vec<_> = connect
        .plugins
        .iter()
        .map(|(name, p)| (name, text(&p.maven), text(&p.repository), text(&p.url), text(&p.sha512sum)))
        .collect();
    format!("{:?} {:?} {plugins:?}", strimzi.map(|v| &v.value), connect.version.as_ref().map(|v| &v.value))
}
