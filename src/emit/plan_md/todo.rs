//! What no file can do.

use super::context::kubectl;
use crate::blueprint::{Kafka, ListenerType, LoadBalancer, Role, ServiceType};
use crate::emit::markdown::{code, codes, shell};
use crate::facts::strimzi::names;
use crate::topology::{Credentials, LinkKind, Topology, Trust};
use std::collections::BTreeSet;

pub(super) fn todo(topology: &Topology) -> Vec<String> {
    let mut items = Vec::new();
    images(topology, &mut items);
    builds(topology, &mut items);
    topics_elsewhere(topology, &mut items);
    addresses(topology, &mut items);
    clients(topology, &mut items);
    copies(topology, &mut items);
    streams(topology, &mut items);
    try_it(topology, &mut items);
    mirrors(topology, &mut items);
    items
}

fn images(topology: &Topology, items: &mut Vec<String>) {
    let images: BTreeSet<&str> =
        topology.blueprint.apps.iter().map(|(_, app)| app.image.value.as_str()).collect();
    if images.is_empty() {
        return;
    }
    items.push(format!(
        "Build and push {}. The pods run as user 10001 unless `securityContext` says otherwise: each image must run as \
         that user, and the cluster must be allowed to pull it (on AKS: {}).",
        codes(images),
        code("az aks update --attach-acr <registry>")
    ));
}

fn builds(topology: &Topology, items: &mut Vec<String>) {
    for (name, connect) in topology.blueprint.connect.iter() {
        let Some(build) = &connect.build else { continue };
        let from: BTreeSet<&str> = connect
            .plugins
            .iter()
            .map(|(_, plugin)| match (&plugin.url, &plugin.repository) {
                (Some(url), _) if plugin.maven.is_none() => site(&url.value),
                (_, Some(repository)) => repository.value.as_str(),
                (_, None) => "Maven Central",
            })
            .collect();
        items.push(format!(
            "The pod that builds {} for {} downloads plugins from {} and pushes to the image's registry: both must be \
             reachable from the cluster. A build runs again when the plugins change, not when what they point to does.",
            code(&build.image.value),
            code(&format!("connect/{name}")),
            codes(from)
        ));
    }
}

/// The part of an address that says where a firewall must let one go.
fn site(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or(url, |end| &url[..host + end])
}

fn topics_elsewhere(topology: &Topology, items: &mut Vec<String>) {
    for (name, kafka) in topology.blueprint.kafka.iter() {
        let servers = match &kafka.value {
            // HDInsight has a script for them.
            Kafka::Strimzi(_) | Kafka::HdInsight(_) => continue,
            Kafka::External(cluster) => cluster
                .listeners
                .iter()
                .next()
                .map(|(_, l)| {
                    l.bootstrap_servers.iter().map(|s| s.value.clone()).collect::<Vec<_>>().join(",")
                })
                .unwrap_or_default(),
        };
        if kafka.topics().is_empty() || servers.is_empty() {
            continue;
        }
        // Where one has to log in or to trust somebody, the tool wants that from a file.
        let (config, file) = match &kafka.value {
            Kafka::External(cluster)
                if cluster
                    .listeners
                    .iter()
                    .next()
                    .is_some_and(|(_, l)| l.tls.is_some() || l.authentication.is_some()) =>
            {
                (
                    " --command-config ./client.properties",
                    " `client.properties` holds `security.protocol` and how to log in, as somebody who may create topics.",
                )
            }
            _ => ("", ""),
        };
        let commands: Vec<String> = kafka
            .topics()
            .iter()
            .map(|(topic, item)| {
                let partitions = item.partitions.as_ref().map(|p| format!(" --partitions {}", p.value.0));
                let replicas = item.replicas.as_ref().map(|r| format!(" --replication-factor {}", r.value.0));
                let command = format!(
                    "kafka-topics.sh --bootstrap-server {}{config} --create --if-not-exists --topic {}{}{}",
                    shell(&servers),
                    shell(topic),
                    partitions.unwrap_or_default(),
                    replicas.unwrap_or_default()
                );
                code(&command)
            })
            .collect();
        items.push(format!(
            "Make sure the topics of {} exist: {}.{file}",
            code(&format!("kafka/{name}")),
            commands.join(", ")
        ));
    }
}

fn addresses(topology: &Topology, items: &mut Vec<String>) {
    for (name, kafka) in topology.blueprint.kafka.iter() {
        let Kafka::Strimzi(cluster) = &kafka.value else { continue };
        for (listener, item) in cluster.listeners.iter() {
            let path = code(&format!("kafka/{name}/listeners/{listener}"));
            match (item.kind.value, &item.bootstrap_host) {
                (ListenerType::Route | ListenerType::TlsRoute, Some(host)) => {
                    items.push(format!("{path}: let {} and the brokers' names resolve to the router.", code(&host.value)));
                }
                (ListenerType::NodePort, Some(host)) => {
                    let brokers = if item.advertised_host_template.is_some() { " and the brokers' names" } else { "" };
                    items.push(format!("{path}: let {}{brokers} resolve to the nodes.", code(&host.value)));
                }
                (ListenerType::NodePort, None) if item.advertised_host_template.is_some() => {
                    items.push(format!("{path}: let the brokers' names resolve to the nodes."));
                }
                (ListenerType::LoadBalancer, Some(host)) => items.push(format!(
                    "{path}: let {} resolve to the address of the bootstrap load balancer once it has one.",
                    code(&host.value)
                )),
                (ListenerType::LoadBalancer, None) => items.push(format!(
                    "{path}: hand its address to the clients once the load balancers have theirs (one for bootstrap, one \
                     per broker{}).",
                    if item.load_balancer.as_ref().is_some_and(|l| l.value == LoadBalancer::Public) { "" } else { ", all of them internal" }
                )),
                _ => {}
            }
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let balanced = app
            .service
            .as_ref()
            .and_then(|s| s.kind.as_ref())
            .is_some_and(|k| k.value == ServiceType::LoadBalancer);
        if let (true, Some(place)) = (balanced, topology.places.get(name)) {
            let kubectl = kubectl(topology, &place.kubernetes);
            let command = format!("{kubectl} -n {} get service {name}", place.namespace);
            items.push(format!(
                "Look up the address of {}: {}.",
                code(&format!("apps/{name}")),
                code(&command)
            ));
        }
    }
}

fn clients(topology: &Topology, items: &mut Vec<String>) {
    for link in topology.links.iter().filter(|link| link.kind == LinkKind::Client) {
        let Some(place) = topology.places.get(&link.to.cluster) else { continue };
        let read_in = |kubernetes: &str, namespace: &str, secret: &str, key: &str| {
            let kubectl = kubectl(topology, kubernetes);
            let key = key.replace('.', "\\.");
            code(&format!(
                "{kubectl} -n {namespace} get secret {secret} -o jsonpath='{{.data.{key}}}' | base64 -d"
            ))
        };
        let read = |secret: &str, key: &str| read_in(&place.kubernetes, &place.namespace, secret, key);
        let mut parts = Vec::new();
        match (&link.endpoint.credentials, &link.user) {
            (Credentials::UserPassword { .. }, Some(user)) => {
                parts.push(format!("the password by {}", read(user, "password")));
            }
            (Credentials::UserCertificate { .. }, Some(user)) => {
                parts.push(format!("its certificate by {}", read(user, "user.crt")));
                parts.push(format!("the key of that by {}", read(user, "user.key")));
            }
            _ => {}
        }
        match &link.endpoint.trust {
            Trust::ClusterCa { cluster, .. } => {
                let secret = names::kafka::cluster_ca_cert_secret(cluster);
                parts.push(format!("the certificate to trust by {}", read(&secret, "ca.crt")));
            }
            Trust::Secret(reference) if topology.strimzi(&link.to.cluster).is_some() => {
                let Some(secret) = topology.blueprint.secrets.get(&reference.secret) else { continue };
                let name = secret.name.as_ref().map_or(&reference.secret, |name| &name.value.0);
                let on = secret.kubernetes.as_ref().map_or(&place.kubernetes, |on| &on.value.0);
                let command = read_in(on, &secret.namespace.value.0, name, &reference.key);
                parts.push(format!("the certificate to trust by {command}"));
            }
            Trust::Public if topology.strimzi(&link.to.cluster).is_some() => {
                parts.push("the certificate of whoever signed the listener's own".to_owned());
            }
            _ => {}
        }
        if !parts.is_empty() {
            items.push(format!("Hand {} what it logs in with: {}.", code(&link.path), parts.join(", ")));
        }
    }
}

/// Secrets that no operator carries from one Kubernetes cluster to another.
fn copies(topology: &Topology, items: &mut Vec<String>) {
    for link in &topology.links {
        let (Some(here), Some(home)) = (&link.place, topology.places.get(&link.to.cluster)) else { continue };
        if here.kubernetes == home.kubernetes {
            continue;
        }
        let mut secrets: Vec<String> = link.user.iter().cloned().collect();
        if let Trust::ClusterCa { cluster, .. } = &link.endpoint.trust {
            secrets.push(names::kafka::cluster_ca_cert_secret(cluster));
        }
        let (what, them) = match secrets.len() {
            0 => continue,
            1 => ("Secret", "it"),
            _ => ("Secrets", "them"),
        };
        items.push(format!(
            "Copy the {what} {} from the namespace {} of the Kubernetes cluster {} into {} of {}, where {} reads \
             {them}, and again whenever the operator renews {them}.",
            codes(&secrets),
            code(&home.namespace),
            code(&home.kubernetes),
            code(&here.namespace),
            code(&here.kubernetes),
            code(&link.path)
        ));
    }
}

fn streams(topology: &Topology, items: &mut Vec<String>) {
    for link in &topology.links {
        let Some(streams) = &link.streams else { continue };
        let id = &streams.application_id.value;
        items.push(format!(
            "{} makes topics of its own, called {} and {}; they go with it only when somebody deletes them.",
            code(&link.path),
            code(&format!("{id}-<store>-changelog")),
            code(&format!("{id}-<name>-repartition"))
        ));
    }
}

/// How to see a message go through where nobody has to log in.
fn try_it(topology: &Topology, items: &mut Vec<String>) {
    for link in topology.links.iter().filter(|link| link.kind == LinkKind::App) {
        let (Some(kafka), Some(place)) =
            (topology.strimzi(&link.to.cluster), topology.places.get(&link.to.cluster))
        else {
            continue;
        };
        let open = link.endpoint.credentials == Credentials::None && !link.endpoint.tls();
        let broker =
            kafka.node_pools.iter().find(|(_, pool)| pool.roles.iter().any(|r| r.value == Role::Broker));
        let (true, Some((pool, nodes))) = (open, broker) else { continue };
        let first = nodes.node_ids.as_ref().map_or(0, |ids| ids.value.first);
        let pod = names::kafka::pod(&link.to.cluster, pool, first);
        let port = link.endpoint.bootstrap.first().map_or(9092, |(_, port)| *port);
        let kubectl = kubectl(topology, &place.kubernetes);
        let run = |tool: &str, topic: &str, rest: &str| {
            code(&format!(
                "{kubectl} -n {} exec -it {pod} -c kafka -- bin/{tool} --bootstrap-server localhost:{port} --topic {topic}{rest}",
                place.namespace
            ))
        };
        // `--property` of both tools is on its way out since Kafka 4.2 (KIP-1147), the oldest that Strimzi 1.1 runs.
        let writes = link.consumes.iter().map(|topic| {
            run(
                "kafka-console-producer.sh",
                topic,
                " --reader-property parse.key=true --reader-property key.separator=:",
            )
        });
        let reads = link.produces.iter().map(|topic| {
            run("kafka-console-consumer.sh", topic, " --from-beginning --formatter-property print.key=true")
        });
        let commands: Vec<String> = writes.chain(reads).collect();
        if !commands.is_empty() {
            items.push(format!("Try {}: {}.", code(&link.path), commands.join(", then ")));
        }
    }
}

fn mirrors(topology: &Topology, items: &mut Vec<String>) {
    for (name, mirror) in topology.blueprint.mirrors.iter() {
        let topics = codes(mirror.topics.iter().map(|t| t.value.0.as_str()));
        let what = if topics.is_empty() { "What it mirrors".to_owned() } else { topics };
        items.push(format!(
            "{what} on {}: {} makes and keeps the topics there. Move writers only after the last reader, and switch the \
             mirror off afterwards.",
            code(&format!("kafka/{}", mirror.to.cluster)),
            code(&format!("mirrors/{name}"))
        ));
    }
}
