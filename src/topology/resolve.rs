use super::{Place, Section, Topology, VersionsInUse, check, decide, tie, version};
use crate::blueprint::{Blueprint, Environment, Kafka, NameText, Profile, Val};
use crate::diagnostic::{COMPONENT_NAME_TAKEN, Diagnostic, MISSING_KEY, Sink};
use crate::source::{Origin, Span};
use std::collections::BTreeMap;

/// Completes a blueprint as written and ties its references; what cannot work is reported.
///
/// The result is complete only when nothing was reported as an error; it is given anyway, so that what stands on
/// its own can still be checked.
#[must_use]
pub fn resolve(mut blueprint: Blueprint, environment: &Environment, sink: &mut Sink) -> Topology {
    let profile = blueprint.profile.as_ref().map_or(Profile::Production, |p| p.value);
    component_names(&blueprint, sink);
    let places = places(&mut blueprint, sink);
    let mut versions = VersionsInUse::default();
    version::of_clusters(&blueprint, &environment.tree, &mut versions, sink);
    for (name, kafka) in blueprint.kafka.iter() {
        if let (Kafka::Strimzi(cluster), Some(place)) = (&kafka.value, places.get(name)) {
            let operator = versions.strimzi.get(&place.kubernetes);
            if let Some(kafka) = version::of_kafka(&blueprint, name, cluster, operator, sink) {
                versions.kafka.insert(name.to_owned(), kafka);
            }
        }
    }
    decide::fill(&mut blueprint, profile, &places, &versions);
    let mut topology = Topology {
        environment: environment.name.clone(),
        environment_span: environment.key,
        taken: environment.taken.clone(),
        profile,
        blueprint,
        places,
        versions,
        links: Vec::new(),
    };
    topology.links = tie::links(&topology, sink);
    check::all(&topology, sink);
    topology
}

/// Component names are unique over the five sections: objects, users and Secrets are named after them.
fn component_names(blueprint: &Blueprint, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, (&str, Option<Span>)> = BTreeMap::new();
    let kafka = blueprint.kafka.iter().map(|(n, i)| ("kafka", n, i.key_span()));
    let connect = blueprint.connect.iter().map(|(n, i)| ("connect", n, i.key_span()));
    let bridges = blueprint.bridges.iter().map(|(n, i)| ("bridges", n, i.key_span()));
    let mirrors = blueprint.mirrors.iter().map(|(n, i)| ("mirrors", n, i.key_span()));
    let apps = blueprint.apps.iter().map(|(n, i)| ("apps", n, i.key_span()));
    for (section, name, span) in kafka.chain(connect).chain(bridges).chain(mirrors).chain(apps) {
        let first = *seen.entry(name).or_insert((section, span));
        let (Some(span), Some(first_span)) = (span, first.1) else { continue };
        if first.0 != section {
            let message = format!("`{section}/{name}` and `{}/{name}` have the same name", first.0);
            sink.push(
                Diagnostic::new(&COMPONENT_NAME_TAKEN, span, message)
                    .also(first_span, "the other one")
                    .help("rename one of them: objects, users and Secrets are named after components"),
            );
        }
    }
}

/// Where each component runs; what nobody wrote is filled in.
fn places(blueprint: &mut Blueprint, sink: &mut Sink) -> BTreeMap<String, Place> {
    let clusters = Clusters {
        names: blueprint.kubernetes.names().map(str::to_owned).collect(),
        more: blueprint.kubernetes.any_broken(),
    };
    let mut places = BTreeMap::new();
    for (name, item) in blueprint.kafka.iter_mut() {
        let key = item.key_span();
        if let Kafka::Strimzi(cluster) = &mut item.value {
            let namespace = cluster.namespace.clone();
            let path = format!("kafka/{name}");
            if let Some(kubernetes) = only(&mut cluster.kubernetes, &clusters, &path, key, sink) {
                places.insert(name.to_owned(), place(Section::Kafka, kubernetes, &namespace));
            }
        }
    }
    for (name, item) in blueprint.apps.iter_mut() {
        let key = item.key_span();
        let (app, path) = (&mut item.value, format!("apps/{name}"));
        if let Some(kubernetes) = only(&mut app.kubernetes, &clusters, &path, key, sink) {
            places.insert(name.to_owned(), place(Section::Apps, kubernetes, &app.namespace));
        }
    }
    macro_rules! beside_kafka {
        ($named:expr, $section:expr) => {
            for (name, item) in $named.iter_mut() {
                let key = item.key_span();
                let entry = &mut item.value;
                let target: Option<Place> = places.get(&entry.to.cluster).cloned();
                let path = format!("{}/{name}", $section.key());
                if let Some(place) = beside(
                    $section,
                    &mut entry.kubernetes,
                    &mut entry.namespace,
                    target,
                    &clusters,
                    &path,
                    key,
                    sink,
                ) {
                    places.insert(name.to_owned(), place);
                }
            }
        };
    }
    beside_kafka!(blueprint.connect, Section::Connect);
    beside_kafka!(blueprint.bridges, Section::Bridges);
    beside_kafka!(blueprint.mirrors, Section::Mirrors);
    secrets(blueprint, &clusters, sink);
    places
}

/// The Kubernetes clusters there are to run on.
struct Clusters {
    names: Vec<String>,
    /// Whether there are others, which could not be read.
    more: bool,
}

fn secrets(blueprint: &mut Blueprint, clusters: &Clusters, sink: &mut Sink) {
    for (name, item) in blueprint.secrets.iter_mut() {
        let key = item.key_span();
        let _ = only(&mut item.value.kubernetes, clusters, &format!("secrets/{name}"), key, sink);
    }
}

fn place(section: Section, kubernetes: String, namespace: &Val<NameText>) -> Place {
    Place { section, kubernetes, namespace: namespace.value.0.clone(), origin: namespace.origin.clone() }
}

/// The Kubernetes cluster stated, or the only one there is.
fn only(
    stated: &mut Option<Val<NameText>>,
    clusters: &Clusters,
    path: &str,
    key: Option<Span>,
    sink: &mut Sink,
) -> Option<String> {
    if let Some(name) = stated {
        return Some(name.value.0.clone());
    }
    // One that could not be read may be the one that is meant, and that was reported.
    if clusters.more {
        return None;
    }
    if let [one] = clusters.names.as_slice() {
        let origin = Origin::derived("the only Kubernetes cluster", None);
        *stated = Some(Val::new(NameText(one.clone()), origin));
        return Some(one.clone());
    }
    if let Some(key) = key {
        let help = match clusters.names.as_slice() {
            [] => "declare the cluster it runs on under `kubernetes`".to_owned(),
            many => format!("add `kubernetes:`, one of {}", many.join(", ")),
        };
        let message = format!("`{path}` does not say which Kubernetes cluster it runs on");
        sink.push(Diagnostic::new(&MISSING_KEY, key, message).help(help));
    }
    None
}

/// Where something runs that works on a Kafka cluster: beside it, unless stated.
#[allow(clippy::too_many_arguments, reason = "two halves of one entry, and where to complain")]
fn beside(
    section: Section,
    kubernetes: &mut Option<Val<NameText>>,
    namespace: &mut Option<Val<NameText>>,
    target: Option<Place>,
    clusters: &Clusters,
    path: &str,
    key: Option<Span>,
    sink: &mut Sink,
) -> Option<Place> {
    let from = || Origin::derived("the Kafka cluster it works on", None);
    if kubernetes.is_none() {
        *kubernetes = target.as_ref().map(|t| Val::new(NameText(t.kubernetes.clone()), from()));
    }
    let cluster = only(kubernetes, clusters, path, key, sink)?;
    if namespace.is_none() {
        *namespace = target
            .filter(|t| t.kubernetes == cluster)
            .map(|t| Val::new(NameText(t.namespace.clone()), from()));
    }
    match (namespace, key) {
        (Some(namespace), _) => Some(place(section, cluster, namespace)),
        (None, Some(key)) => {
            let message = format!("`{path}` does not say which namespace it runs in");
            let help = "add `namespace:`; it follows from the Kafka cluster only where Strimzi runs that on the same \
                        Kubernetes cluster";
            sink.push(Diagnostic::new(&MISSING_KEY, key, message).help(help));
            None
        }
        (None, None) => None,
    }
}
