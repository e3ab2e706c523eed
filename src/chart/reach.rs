//! Where somebody looks whether what a chart installed answers.

use super::{Chart, Expr, Helper, ValuePath};
use crate::facts::strimzi::names;
use crate::object::{Node, Object};
use crate::topology::Section;

/// What is to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// Its name, in the namespace of the release or with its own.
    pub host: Expr,
    /// The port.
    pub port: u16,
    /// What it is, for a person.
    pub what: String,
    /// Whether only the application's own pods may call it.
    pub as_own: bool,
}

impl Chart<'_> {
    /// What is to answer in every environment; `None` where nothing has a fixed address.
    #[must_use]
    pub fn reach(&self) -> Option<Reach> {
        let each: Vec<Vec<(Expr, u16, String)>> = match self.section {
            Section::Kafka => self.objects("Kafka").map(|kafka| self.listeners(kafka)).collect(),
            Section::Bridges => self.objects("KafkaBridge").map(|bridge| self.bridge(bridge)).collect(),
            Section::Apps => {
                let services: Vec<Vec<_>> = self.environments.iter().map(|of| self.services(of)).collect();
                if services.iter().all(|of| !of.is_empty()) { services } else { return self.kafka() }
            }
            Section::Connect | Section::Mirrors | Section::Clients => Vec::new(),
        };
        if each.len() != self.environments.len() {
            return None;
        }
        let first = each.first()?.iter().find(|one| each.iter().all(|of| of.contains(one)))?;
        let (host, port, what) = first.clone();
        Some(Reach { host, port, what, as_own: false })
    }

    fn objects(&self, kind: &str) -> impl Iterator<Item = &Object> {
        self.environments.iter().filter_map(move |environment| {
            let mut objects = environment.component.objects.values().map(|placed| &placed.object);
            objects.find(|object| object.gvk.kind == kind && object.name == self.name)
        })
    }

    /// The listeners inside the Kubernetes cluster.
    fn listeners(&self, kafka: &Object) -> Vec<(Expr, u16, String)> {
        let listeners = kafka.at("spec/kafka/listeners").and_then(Node::as_list).into_iter().flatten();
        let inside = listeners.filter(|of| of.get("type").and_then(Node::as_str) == Some("internal"));
        let found = inside.filter_map(|of| {
            let what = format!("listener {}", of.get("name")?.as_str()?);
            Some((Expr::Text(names::kafka::bootstrap_service(self.name)), port(of.get("port")?)?, what))
        });
        found.collect()
    }

    fn bridge(&self, bridge: &Object) -> Vec<(Expr, u16, String)> {
        let port = bridge.at("spec/http/port").and_then(port).unwrap_or(names::bridge::DEFAULT_PORT);
        vec![(Expr::Text(names::bridge::service(self.name)), port, "its HTTP API".to_owned())]
    }

    /// The Services of an application that have an address of their own.
    fn services(&self, environment: &super::ChartEnvironment<'_>) -> Vec<(Expr, u16, String)> {
        let objects = environment.component.objects.values().map(|placed| &placed.object);
        let services = objects.filter(|object| object.gvk.kind == "Service");
        let found = services.filter_map(|service| {
            let rest = service.name.strip_prefix(self.name)?;
            let headless = service.at("spec/clusterIP").and_then(Node::as_str) == Some("None");
            let first = service.at("spec/ports").and_then(Node::as_list)?.first().filter(|_| !headless)?;
            let host = Expr::join(vec![Expr::Include(Helper::FullName), Expr::Text(rest.to_owned())]);
            Some((host, port(first.get("port")?)?, "its Service".to_owned()))
        });
        found.collect()
    }

    /// The Kafka an application connects to, for one that serves nobody.
    fn kafka(&self) -> Option<Reach> {
        let environment = self.environments.first()?;
        let topology = environment.topology;
        let link = topology.links_of(self.section, self.name).find(|link| {
            let home = topology.places.get(&link.to.cluster);
            home.is_some_and(|home| home.kubernetes == environment.kubernetes)
        })?;
        let cluster = link.to.cluster.as_str();
        let home = &topology.places[cluster].namespace;
        let namespace = [ValuePath::new(["kafkaNamespace"]), ValuePath::new(["kafkaNamespaces", cluster])]
            .into_iter()
            .find(|path| self.settings.get(path).is_some())
            .map(Expr::Value);
        let namespace = if home == environment.namespace { Some(Expr::Namespace) } else { namespace };
        let host = Expr::join(vec![
            Expr::Text(format!("{}.", names::kafka::bootstrap_service(cluster))),
            namespace?,
            Expr::Text(".svc".to_owned()),
        ]);
        let port = link.endpoint.bootstrap.first()?.1;
        Some(Reach { host, port, what: format!("the Kafka {cluster}"), as_own: true })
    }
}

fn port(node: &Node) -> Option<u16> {
    node.as_int().and_then(|port| u16::try_from(port).ok())
}
