//! What a platform consists of, before any detail: who is where, and who talks to whom.

use crate::readers::random::Random;

/// A platform.
#[derive(Clone)]
pub struct World {
    /// A key that need not be there is there in one of so many cases.
    pub often: usize,
    pub kubernetes_version: &'static str,
    pub strimzi_version: &'static str,
    pub kafka_version: &'static str,
    pub development: bool,
    pub clusters: Vec<Cluster>,
    pub kafka: Vec<Kafka>,
    pub connects: Vec<Member>,
    pub bridges: Vec<Member>,
    pub mirrors: Vec<Member>,
    pub apps: Vec<Member>,
    pub clients: Vec<Member>,
    /// Whether networks are described, with Kubernetes and HDInsight in them.
    pub networks: bool,
}

/// A Kubernetes cluster.
#[derive(Clone)]
pub struct Cluster {
    pub name: &'static str,
    pub provider: &'static str,
    pub namespaces: Vec<&'static str>,
    pub strimzi: bool,
    pub access: bool,
    pub secrets: bool,
    pub prometheus: bool,
    pub gateway: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Provider {
    Strimzi,
    HdInsight,
    External,
}

/// A Kafka cluster.
#[derive(Clone)]
pub struct Kafka {
    pub name: &'static str,
    pub provider: Provider,
    pub cluster: usize,
    pub namespace: &'static str,
    pub controllers: usize,
    pub brokers: usize,
    /// A second pool of brokers.
    pub more_brokers: usize,
    pub simple: bool,
    pub listeners: Vec<Listener>,
    pub topics: Vec<String>,
}

/// What clients connect to.
#[derive(Clone)]
pub struct Listener {
    pub name: &'static str,
    pub port: u16,
    pub kind: &'static str,
    pub tls: bool,
    /// How clients prove who they are.
    pub auth: Option<&'static str>,
}

impl Listener {
    /// Whether pods of the same Kubernetes cluster reach it whoever else may.
    pub fn inside(&self) -> bool {
        matches!(self.kind, "internal" | "cluster-ip")
    }
}

/// What uses Kafka.
#[derive(Clone)]
pub struct Member {
    pub name: &'static str,
    pub cluster: usize,
    pub namespace: &'static str,
    /// The Kafka clusters and listeners it is connected to.
    pub to: Vec<(usize, usize)>,
}

const NAMESPACES: [&str; 6] = ["kafka", "apps", "team-b", "n0", "edge-1", "messaging"];
const PROVIDERS: [&str; 7] = ["aks", "eks", "gke", "k3s", "kubeadm", "minikube", "kind"];
const TOPICS: [&str; 8] = ["orders", "orders.v1", "Orders_v1", "a", "dead-letters", "x_y.z", "UPPER", "t-1"];

impl World {
    pub fn new(random: &mut Random) -> Self {
        let several = random.one_in(4);
        let networks = random.one_in(4);
        let mut clusters: Vec<Cluster> = ["aks", "far"][..if several { 2 } else { 1 }]
            .iter()
            .map(|name| {
                let mut namespaces = NAMESPACES.to_vec();
                for _ in 0..random.below(4) {
                    namespaces.remove(random.below(namespaces.len()));
                }
                Cluster {
                    name,
                    provider: if networks { "aks" } else { random.pick::<&str>(&PROVIDERS) },
                    namespaces,
                    strimzi: true,
                    access: random.below(4) > 0,
                    secrets: random.one_in(2),
                    prometheus: random.one_in(2),
                    gateway: random.one_in(2),
                }
            })
            .collect();
        let mut kafka = Vec::new();
        for (index, name) in ["streaming", "second"].into_iter().take(random.below(5).min(2)).enumerate() {
            kafka.push(strimzi(name, index, &clusters, random));
        }
        if random.one_in(3) {
            kafka.push(external(random));
        }
        if networks && random.one_in(2) {
            kafka.push(hdinsight(random));
        }
        let made = kafka.iter().any(|kafka| kafka.provider == Provider::Strimzi);
        for cluster in &mut clusters {
            cluster.strimzi = made || random.one_in(2);
        }
        let mut world = Self {
            often: *random.pick(&[2, 3, 5, 9]),
            kubernetes_version: *random.pick(&["1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"]),
            strimzi_version: "1.2",
            kafka_version: *random.pick(&["4.2.0", "4.2.1", "4.3.0", "4.3.1"]),
            development: random.one_in(3),
            clusters,
            kafka,
            connects: Vec::new(),
            bridges: Vec::new(),
            mirrors: Vec::new(),
            apps: Vec::new(),
            clients: Vec::new(),
            networks,
        };
        if random.one_in(4) && world.kafka_version.starts_with("4.2") {
            world.strimzi_version = "1.1";
        }
        world.connects = world.operands(&["connect", "etl"], random);
        world.bridges = world.operands(&["bridge", "http-bridge"], random);
        world.mirrors = world.copies(random);
        world.apps = world.applications(random);
        world.clients = world.outside(random);
        world
    }

    /// The same platform elsewhere: something may be missing, and listeners may be others.
    pub fn varied(&self, random: &mut Random) -> Self {
        let mut world = self.clone();
        for members in
            [&mut world.connects, &mut world.bridges, &mut world.mirrors, &mut world.apps, &mut world.clients]
        {
            members.retain(|_| random.below(6) > 0);
        }
        if random.one_in(3) {
            world.development = !world.development;
        }
        for kafka in world.kafka.iter_mut().filter(|kafka| kafka.provider == Provider::Strimzi) {
            if random.one_in(3) {
                kafka.pools(random);
            }
            if random.one_in(6) {
                kafka.auth(random);
            }
        }
        world
    }

    pub fn used(&self, (kafka, listener): (usize, usize)) -> (&Kafka, &Listener) {
        (&self.kafka[kafka], &self.kafka[kafka].listeners[listener])
    }

    /// Where something may be connected to from a namespace: its credentials must come along.
    fn reachable(&self, cluster: usize, namespace: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        for (index, kafka) in self.kafka.iter().enumerate() {
            for (at, listener) in kafka.listeners.iter().enumerate() {
                let near = match kafka.provider {
                    Provider::Strimzi => {
                        kafka.cluster == cluster
                            && listener.inside()
                            && (kafka.namespace == namespace || self.clusters[cluster].access)
                            && (kafka.namespace == namespace || listener.auth != Some("tls"))
                    }
                    Provider::HdInsight => self.networks,
                    Provider::External => {
                        listener.auth.is_none() || cluster == 0 && namespace == self.clusters[0].namespaces[0]
                    }
                };
                if near {
                    all.push((index, at));
                }
            }
        }
        all
    }

    /// What an operator of Strimzi runs.
    fn operands(&self, names: &[&'static str], random: &mut Random) -> Vec<Member> {
        let mut members = Vec::new();
        for name in names {
            if random.below(3) > 0 {
                continue;
            }
            let homes: Vec<&Kafka> = self.kafka.iter().filter(|k| k.provider == Provider::Strimzi).collect();
            if homes.is_empty() {
                continue;
            }
            let home = homes[random.below(homes.len())];
            let reachable = self.reachable(home.cluster, home.namespace);
            if !reachable.is_empty() {
                let to = vec![*random.pick(&reachable)];
                members.push(Member { name, cluster: home.cluster, namespace: home.namespace, to });
            }
        }
        members
    }

    fn copies(&self, random: &mut Random) -> Vec<Member> {
        let mut members = Vec::new();
        for from in 0..self.kafka.len() {
            for (to, target) in self.kafka.iter().enumerate() {
                if from == to || target.provider != Provider::Strimzi || random.one_in(2) || members.len() > 1
                {
                    continue;
                }
                let reachable = self.reachable(target.cluster, target.namespace);
                let side = |kafka: usize| reachable.iter().find(|(index, _)| *index == kafka).copied();
                if let (Some(from), Some(to)) = (side(from), side(to)) {
                    let name = ["mirror", "back-again"][members.len()];
                    let (cluster, namespace) = (target.cluster, target.namespace);
                    members.push(Member { name, cluster, namespace, to: vec![from, to] });
                }
            }
        }
        members
    }

    fn applications(&self, random: &mut Random) -> Vec<Member> {
        let names = ["web", "counts", "billing-v2", "app-0", "worker"];
        let mut members = Vec::new();
        for name in names {
            if random.below(5) > 2 {
                continue;
            }
            let cluster = random.below(self.clusters.len());
            let namespace = *random.pick(&self.clusters[cluster].namespaces);
            let reachable = self.reachable(cluster, namespace);
            let mut to: Vec<(usize, usize)> = Vec::new();
            for _ in 0..random.below(3) {
                if let Some(one) = (!reachable.is_empty()).then(|| *random.pick(&reachable)) {
                    // One user a Kafka cluster, who logs in in one way.
                    if to.iter().all(|(kafka, _)| *kafka != one.0) {
                        to.push(one);
                    }
                }
            }
            members.push(Member { name, cluster, namespace, to });
        }
        members
    }

    fn outside(&self, random: &mut Random) -> Vec<Member> {
        let mut members = Vec::new();
        for (index, kafka) in self.kafka.iter().enumerate() {
            let outer =
                kafka.listeners.iter().position(|l| kafka.provider == Provider::Strimzi && !l.inside());
            if let Some(listener) = outer.filter(|_| random.one_in(2) && members.is_empty()) {
                let name = "office-reports";
                members.push(Member {
                    name,
                    cluster: kafka.cluster,
                    namespace: "",
                    to: vec![(index, listener)],
                });
            }
        }
        members
    }
}

impl Kafka {
    fn pools(&mut self, random: &mut Random) {
        self.controllers = *random.pick(&[0, 1, 3, 3, 5]);
        self.brokers = *random.pick(&[1, 2, 3, 3, 4]);
        self.more_brokers = if self.controllers > 0 && random.one_in(5) { 1 + random.below(3) } else { 0 };
    }

    /// Everybody logs in, or nobody.
    fn auth(&mut self, random: &mut Random) {
        self.simple = random.below(3) > 0;
        for listener in &mut self.listeners {
            listener.auth = match random.below(3) {
                _ if !self.simple => None,
                0 if listener.tls => Some("tls"),
                _ => Some("scram-sha-512"),
            };
        }
    }
}

fn topics(random: &mut Random) -> Vec<String> {
    TOPICS
        .iter()
        .filter(|_| random.one_in(2))
        .map(|topic| (*topic).to_owned())
        .chain(["events".to_owned()])
        .collect()
}

fn strimzi(name: &'static str, index: usize, clusters: &[Cluster], random: &mut Random) -> Kafka {
    let cluster = random.below(clusters.len());
    // Pools and topics are objects of their own names.
    let namespace = clusters[cluster].namespaces[index];
    let mut kinds = vec!["internal"];
    for kind in ["internal", "cluster-ip", "loadbalancer", "nodeport", "tlsroute"] {
        if random.one_in(4) && (kind != "tlsroute" || clusters[cluster].gateway) {
            kinds.push(kind);
        }
    }
    let names = ["tls", "plain", "third", "fourth", "fifth", "sixth"];
    let listeners = kinds
        .iter()
        .zip(names)
        .enumerate()
        .map(|(index, (kind, name))| Listener {
            name,
            port: 9092 + index as u16 + random.below(2) as u16 * 20,
            kind,
            tls: *kind == "tlsroute" || random.below(3) > 0,
            auth: None,
        })
        .collect();
    let mut kafka = Kafka {
        name,
        provider: Provider::Strimzi,
        cluster,
        namespace,
        controllers: 0,
        brokers: 0,
        more_brokers: 0,
        simple: false,
        listeners,
        topics: topics(random),
    };
    kafka.pools(random);
    kafka.auth(random);
    kafka
}

fn external(random: &mut Random) -> Kafka {
    let auth =
        *random.pick(&[None, Some("plain"), Some("scram-sha-256"), Some("scram-sha-512"), Some("tls")]);
    let tls = auth.is_some() || random.one_in(2);
    let listener = Listener { name: "sasl", port: 9093, kind: "external", tls, auth };
    Kafka {
        name: "events",
        provider: Provider::External,
        cluster: 0,
        namespace: "",
        controllers: 0,
        brokers: 3,
        more_brokers: 0,
        simple: false,
        listeners: vec![listener],
        topics: topics(random),
    }
}

fn hdinsight(random: &mut Random) -> Kafka {
    let listener = Listener { name: "plaintext", port: 9092, kind: "hdinsight", tls: false, auth: None };
    Kafka {
        name: "legacy",
        provider: Provider::HdInsight,
        cluster: 0,
        namespace: "",
        controllers: 0,
        brokers: 3 + random.below(2),
        more_brokers: 0,
        simple: false,
        listeners: vec![listener],
        topics: topics(random),
    }
}
