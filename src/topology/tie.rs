//! References tied: every connection with what it ends at.

use super::acl::{self, Matched, Rights};
use super::endpoint::{Credentials, Endpoint, Mechanism, Trust};
use super::{Link, LinkKind, Place, Section, Topology};
use crate::blueprint::{
    AuthorizationType, Consumes, ExternalAuthType, ExternalListener, ExternalTls, HdInsight,
    HdInsightListener, Kafka, Listener, ListenerAuth, ListenerRef, ListenerType, Mirror, Protocol,
    ReplicationPolicy, StrimziKafka, TopicText, Val,
};
use crate::diagnostic::{DANGLING_REFERENCE, Diagnostic, Sink, UNREACHABLE_LISTENER};
use crate::facts::near;
use crate::facts::strimzi::names;
use crate::source::{Origin, Span};

/// All links of an environment, sorted by path.
pub(super) fn links(topology: &Topology, sink: &mut Sink) -> Vec<Link> {
    let mut tied = Tying { topology, sink, links: Vec::new() };
    tied.apps();
    tied.clients();
    tied.connect();
    tied.bridges();
    tied.mirrors();
    let mut links = tied.links;
    links.sort_by(|a, b| (&a.path, a.end()).cmp(&(&b.path, b.end())));
    links
}

struct Tying<'t, 's> {
    topology: &'t Topology,
    sink: &'s mut Sink,
    links: Vec<Link>,
}

/// What a link starts from, before its other end is known.
struct Start<'t> {
    section: Section,
    owner: &'t str,
    connection: Option<&'t str>,
    kind: LinkKind,
    path: String,
    origin: Origin,
    to: &'t Val<ListenerRef>,
}

impl<'t> Tying<'t, '_> {
    fn apps(&mut self) {
        for (name, app) in self.topology.blueprint.apps.iter() {
            for (connection, item) in app.connections.iter() {
                let path = format!("apps/{name}/connections/{connection}");
                let start = Start {
                    section: Section::Apps,
                    owner: name,
                    connection: Some(connection),
                    kind: LinkKind::App,
                    path,
                    origin: item.key.clone(),
                    to: &item.to,
                };
                let Some(mut link) = self.begin(start, Some(format!("{name}-{connection}"))) else {
                    continue;
                };
                words(&mut link, &item.produces, item.consumes.as_ref());
                link.streams = item.streams.clone();
                link.transactional_id = item.transactional_id.clone();
                self.finish(link);
            }
        }
    }

    fn clients(&mut self) {
        for (name, item) in self.topology.blueprint.clients.iter() {
            let start = Start {
                section: Section::Clients,
                owner: name,
                connection: None,
                kind: LinkKind::Client,
                path: format!("clients/{name}"),
                origin: item.key.clone(),
                to: &item.to,
            };
            let Some(mut link) = self.begin(start, Some(name.to_owned())) else { continue };
            words(&mut link, &item.produces, item.consumes.as_ref());
            link.streams = item.streams.clone();
            link.transactional_id = item.transactional_id.clone();
            self.finish(link);
        }
    }

    fn connect(&mut self) {
        for (name, item) in self.topology.blueprint.connect.iter() {
            let start = self.component(Section::Connect, name, LinkKind::Connect, &item.key, &item.to);
            let Some(mut link) = self.begin(start, Some(names::connect::component(name))) else { continue };
            for (_, connector) in item.connectors.iter() {
                words(&mut link, &connector.produces, connector.consumes.as_ref());
            }
            // Each sink reads in a group of its own, which Kafka Connect names.
            link.group = None;
            self.finish(link);
        }
    }

    fn bridges(&mut self) {
        for (name, item) in self.topology.blueprint.bridges.iter() {
            let start = self.component(Section::Bridges, name, LinkKind::Bridge, &item.key, &item.to);
            let Some(mut link) = self.begin(start, Some(names::bridge::component(name))) else { continue };
            words(&mut link, &item.produces, item.consumes.as_ref());
            self.finish(link);
        }
    }

    fn mirrors(&mut self) {
        for (name, item) in self.topology.blueprint.mirrors.iter() {
            let user = names::mirror_maker_2::component(name);
            let target = self.component(Section::Mirrors, name, LinkKind::MirrorTarget, &item.key, &item.to);
            if let Some(link) = self.begin(target, Some(user)) {
                self.finish(link);
            }
            let source =
                self.component(Section::Mirrors, name, LinkKind::MirrorSource, &item.key, &item.from);
            // Reading there wants a user of its own: the two clusters keep their users apart.
            if let Some(mut link) = self.begin(source, Some(format!("{name}-source"))) {
                link.consumes = texts(&item.topics);
                self.finish(link);
            }
        }
    }

    fn component(
        &self,
        section: Section,
        owner: &'t str,
        kind: LinkKind,
        key: &Origin,
        to: &'t Val<ListenerRef>,
    ) -> Start<'t> {
        let path = format!("{}/{owner}", section.key());
        Start { section, owner, connection: None, kind, path, origin: key.clone(), to }
    }

    /// Ties the other end; `None` when there is none, which was reported.
    fn begin(&mut self, start: Start<'t>, user: Option<String>) -> Option<Link> {
        let place =
            self.topology.places.get(start.owner).filter(|_| start.section != Section::Clients).cloned();
        let endpoint = self.endpoint(&start, place.as_ref(), user.as_deref())?;
        let user = user.filter(|_| {
            matches!(
                endpoint.credentials,
                Credentials::UserPassword { .. } | Credentials::UserCertificate { .. }
            )
        });
        Some(Link {
            section: start.section,
            owner: start.owner.to_owned(),
            connection: start.connection.map(str::to_owned),
            kind: start.kind,
            path: start.path,
            origin: start.origin,
            to: start.to.clone(),
            place,
            produces: Vec::new(),
            consumes: Vec::new(),
            group: None,
            group_prefix: None,
            streams: None,
            transactional_id: None,
            endpoint,
            user,
            acls: Vec::new(),
        })
    }

    /// Derives the rights and checks the topics.
    fn finish(&mut self, mut link: Link) {
        sort(&mut link.produces);
        sort(&mut link.consumes);
        self.topics_exist(&link);
        link.acls = self.acls(&link);
        self.links.push(link);
    }

    fn acls(&self, link: &Link) -> Vec<super::Acl> {
        let authorized = self.topology.strimzi(&link.to.cluster).is_some_and(|cluster| {
            cluster.authorization.as_ref().is_some_and(|a| a.kind.value == AuthorizationType::Simple)
        });
        if !authorized || link.user.is_none() {
            return Vec::new();
        }
        let mut rights = Rights::default();
        if acl::reads_and_writes(link.kind) {
            acl::of_topics(&mut rights, link);
        }
        let user = link.user.as_deref().unwrap_or_default();
        match link.kind {
            LinkKind::Connect => {
                let storage = ["configs", "offsets", "status"].map(|topic| format!("{user}-{topic}"));
                acl::of_workers(&mut rights, user, storage, &link.origin);
                if let Some(connect) = self.topology.blueprint.connect.get(&link.owner) {
                    for (name, connector) in connect.connectors.iter() {
                        if let Some(consumes) = &connector.consumes {
                            let group = consumes
                                .group
                                .as_ref()
                                .map_or(format!("connect-{name}"), |g| g.value.clone());
                            rights.grant(super::AclResource::Group, &group, false, &["Read"], &connector.key);
                        }
                    }
                }
            }
            LinkKind::MirrorTarget | LinkKind::MirrorSource => {
                if let Some(mirror) = self.topology.blueprint.mirrors.get(&link.owner) {
                    self.mirror_acls(&mut rights, link, mirror, user);
                }
            }
            LinkKind::App | LinkKind::Client | LinkKind::Bridge => {}
        }
        rights.finish()
    }

    fn mirror_acls(&self, rights: &mut Rights, link: &Link, mirror: &Mirror, user: &str) {
        let groups = mirror.groups_pattern.as_ref().map(|g| Matched::pattern(g, &g.origin));
        let alias = &mirror.from.cluster;
        if link.kind == LinkKind::MirrorSource {
            let topics = mirrored(mirror, |topic| topic.to_owned());
            acl::of_mirror_source(rights, &topics, groups.as_ref());
            return;
        }
        let identity =
            mirror.replication_policy.as_ref().is_none_or(|p| p.value == ReplicationPolicy::Identity);
        let topics =
            mirrored(mirror, |topic| if identity { topic.to_owned() } else { format!("{alias}.{topic}") });
        let moves = mirror.sync_group_offsets.as_ref().is_some_and(|s| s.value);
        let storage = ["configs", "offsets", "status"].map(|topic| format!("__{user}-{topic}"));
        acl::of_workers(rights, user, storage, &link.origin);
        acl::of_mirror_target(rights, alias, &topics, groups.as_ref().filter(|_| moves));
    }

    /// A topic that is read or written must be declared where it is, or mirrored there.
    fn topics_exist(&mut self, link: &Link) {
        if link.kind == LinkKind::MirrorTarget {
            return;
        }
        let Some(kafka) = self.topology.blueprint.kafka.get(&link.to.cluster) else { return };
        let declared = kafka.topics();
        let arriving: Vec<String> = self
            .topology
            .blueprint
            .mirrors
            .iter()
            .filter(|(_, m)| m.to.cluster == link.to.cluster)
            .flat_map(|(_, m)| arrives_as(m))
            .collect();
        let by_pattern = self
            .topology
            .blueprint
            .mirrors
            .iter()
            .any(|(_, m)| m.to.cluster == link.to.cluster && m.topics_pattern.is_some());
        for topic in link.produces.iter().chain(&link.consumes) {
            if declared.mentions(topic) || arriving.contains(&topic.value) || by_pattern {
                continue;
            }
            let Some(span) = topic.span() else { continue };
            let known = declared.names().chain(arriving.iter().map(String::as_str));
            let message = format!("`kafka/{}` has no topic `{}`", link.to.cluster, topic.value);
            let help = near::nearest(topic, known).map_or_else(
                || format!("declare it under `kafka/{}/topics`", link.to.cluster),
                |best| format!("did you mean `{best}`?"),
            );
            self.sink.push(Diagnostic::new(&DANGLING_REFERENCE, span, message).help(help));
        }
    }

    fn endpoint(&mut self, start: &Start<'_>, place: Option<&Place>, user: Option<&str>) -> Option<Endpoint> {
        let to = start.to;
        let span = to.span();
        let clusters = &self.topology.blueprint.kafka;
        let Some(kafka) = clusters.get(&to.cluster) else {
            if !clusters.is_broken(&to.cluster) {
                let message = format!("there is no Kafka cluster `{}`", to.cluster);
                self.dangling(span, message, &to.cluster, clusters.names(), "kafka");
            }
            return None;
        };
        macro_rules! listener {
            ($cluster:expr) => {{
                let listeners = &$cluster.listeners;
                match listeners.get(&to.listener) {
                    Some(listener) => &listener.value,
                    None => {
                        if !listeners.is_broken(&to.listener) {
                            let message = format!("`kafka/{}` has no listener `{}`", to.cluster, to.listener);
                            let section = format!("kafka/{}/listeners", to.cluster);
                            self.dangling(span, message, &to.listener, listeners.names(), &section);
                        }
                        return None;
                    }
                }
            }};
        }
        match &kafka.value {
            Kafka::Strimzi(cluster) => {
                let listener = listener!(cluster);
                self.strimzi(start, cluster, listener, place, user)
            }
            Kafka::HdInsight(cluster) => Some(hdinsight(cluster, listener!(cluster), to)),
            Kafka::External(cluster) => Some(external(listener!(cluster), to)),
        }
    }

    fn dangling<'n>(
        &mut self,
        span: Option<Span>,
        message: String,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        section: &str,
    ) {
        let known: Vec<&str> = known.collect();
        let help = match near::nearest(name, known.iter().copied()) {
            Some(best) => format!("did you mean `{best}`?"),
            None if known.is_empty() => format!("nothing is declared under `{section}`"),
            None => format!("declared under `{section}`: {}", known.join(", ")),
        };
        if let Some(span) = span {
            self.sink.push(Diagnostic::new(&DANGLING_REFERENCE, span, message).help(help));
        }
    }

    fn strimzi(
        &mut self,
        start: &Start<'_>,
        cluster: &StrimziKafka,
        listener: &Listener,
        place: Option<&Place>,
        user: Option<&str>,
    ) -> Option<Endpoint> {
        let to = start.to;
        let home = self.topology.places.get(&to.cluster)?;
        let origin = Origin::derived(
            format!("kafka/{}/listeners/{}", to.cluster, to.listener),
            listener.origin.span(),
        );
        let inside = place.is_some_and(|p| p.kubernetes == home.kubernetes);
        let by_name = matches!(listener.kind.value, ListenerType::Route | ListenerType::TlsRoute);
        let port = if by_name { 443 } else { listener.port.0 };
        let stated = listener.bootstrap_host.as_ref().map(|host| (host.value.clone(), port));
        let service = match listener.kind.value {
            ListenerType::Internal => names::kafka::bootstrap_service(&to.cluster),
            _ => format!("{}-kafka-{}-bootstrap", to.cluster, to.listener),
        };
        let internal = (format!("{service}.{}.svc", home.namespace), listener.port.0);
        let bootstrap = match (inside && !by_name, listener.kind.value) {
            (true, _) => vec![internal],
            (false, ListenerType::Internal | ListenerType::ClusterIp) => {
                self.unreachable(start, home);
                return None;
            }
            (false, _) => stated.into_iter().collect(),
        };
        if bootstrap.is_empty() && place.is_some() {
            self.address_unknown(start);
            return None;
        }
        let auth = listener.authentication.as_ref().map(|a| a.kind.value);
        let user = user.unwrap_or_default().to_owned();
        let namespace = home.namespace.clone();
        let (mechanism, credentials) = match auth {
            Some(ListenerAuth::ScramSha512) => (
                Some(Mechanism::ScramSha512),
                Credentials::UserPassword { user, namespace: namespace.clone() },
            ),
            Some(ListenerAuth::Tls) => {
                (None, Credentials::UserCertificate { user, namespace: namespace.clone() })
            }
            Some(ListenerAuth::Custom) | None => (None, Credentials::None),
        };
        let tls = listener.tls.value;
        let trust = match (tls, &listener.broker_cert_chain_and_key) {
            (false, _) => Trust::None,
            // Somebody else signed it: whom to trust is not ours to know.
            (true, Some(_)) => Trust::Public,
            (true, None) => Trust::ClusterCa { cluster: to.cluster.clone(), namespace },
        };
        let _ = cluster;
        Some(Endpoint {
            bootstrap,
            origin,
            protocol: protocol(tls, mechanism),
            mechanism,
            trust,
            credentials,
        })
    }

    fn unreachable(&mut self, start: &Start<'_>, home: &Place) {
        let Some(span) = start.to.span() else { return };
        let message = format!(
            "`{}` is reached only from the Kubernetes cluster `{}`, and `{}` runs elsewhere",
            listener_path(start.to),
            home.kubernetes,
            start.path
        );
        let help = "connect to a listener of type `loadbalancer`, `nodeport`, `route` or `tlsroute`";
        self.sink.push(Diagnostic::new(&UNREACHABLE_LISTENER, span, message).help(help));
    }

    fn address_unknown(&mut self, start: &Start<'_>) {
        let Some(span) = start.to.span() else { return };
        let message =
            format!("the address of `{}` is known only once it is installed", listener_path(start.to));
        let help = "state the name clients are to use as `bootstrapHost` of the listener";
        self.sink.push(Diagnostic::new(&UNREACHABLE_LISTENER, span, message).help(help));
    }
}

fn listener_path(to: &ListenerRef) -> String {
    format!("kafka/{}/listeners/{}", to.cluster, to.listener)
}

fn protocol(tls: bool, mechanism: Option<Mechanism>) -> Protocol {
    match (tls, mechanism) {
        (false, None) => Protocol::Plaintext,
        (true, None) => Protocol::Ssl,
        (false, Some(_)) => Protocol::SaslPlaintext,
        (true, Some(_)) => Protocol::SaslSsl,
    }
}

fn hdinsight(cluster: &HdInsight, listener: &HdInsightListener, to: &ListenerRef) -> Endpoint {
    use crate::blueprint::Advertise;
    let by_name = listener.advertise.as_ref().is_some_and(|a| a.value == Advertise::Hostname);
    let host = |name: &str, address: &str| if by_name { name.to_owned() } else { address.to_owned() };
    let bootstrap = cluster
        .brokers
        .iter()
        .map(|(name, address)| (host(name, &address.value.value.0.to_string()), listener.port.0))
        .collect();
    let tls = matches!(listener.protocol.value, Protocol::Ssl | Protocol::SaslSsl);
    Endpoint {
        bootstrap,
        origin: Origin::derived(format!("kafka/{}/brokers", to.cluster), listener.origin.span()),
        protocol: listener.protocol.value,
        mechanism: None,
        trust: if tls { Trust::Public } else { Trust::None },
        credentials: Credentials::None,
    }
}

fn external(listener: &ExternalListener, to: &ListenerRef) -> Endpoint {
    let bootstrap = listener
        .bootstrap_servers
        .iter()
        .filter_map(|server| server.rsplit_once(':'))
        .filter_map(|(host, port)| Some((host.to_owned(), port.parse().ok()?)))
        .collect();
    let trust = match &listener.tls {
        Some(ExternalTls::Public(value)) if value.value => Trust::Public,
        Some(ExternalTls::Certificate(certificate)) => Trust::Secret(certificate.trusted_certificate.clone()),
        Some(ExternalTls::Public(_)) | None => Trust::None,
    };
    let auth = listener.authentication.as_ref();
    let mechanism = auth.and_then(|a| match a.kind.value {
        ExternalAuthType::Plain => Some(Mechanism::Plain),
        ExternalAuthType::ScramSha256 => Some(Mechanism::ScramSha256),
        ExternalAuthType::ScramSha512 => Some(Mechanism::ScramSha512),
        ExternalAuthType::Tls => None,
    });
    let credentials =
        auth.map_or(Credentials::None, |a| match (&a.username, &a.password, &a.certificate, &a.key) {
            (Some(username), Some(password), ..) => {
                Credentials::Password { username: username.clone(), password: password.clone() }
            }
            (.., Some(certificate), Some(key)) => {
                Credentials::Certificate { certificate: certificate.clone(), key: key.clone() }
            }
            _ => Credentials::None,
        });
    Endpoint {
        bootstrap,
        origin: Origin::derived(listener_path(to), listener.origin.span()),
        protocol: protocol(trust != Trust::None, mechanism),
        mechanism,
        trust,
        credentials,
    }
}

/// What a mirror copies, called `name` on one of its ends.
fn mirrored(mirror: &Mirror, name: impl Fn(&str) -> String) -> Vec<Matched> {
    let listed = mirror.topics.iter().map(|t| Matched::literal(&name(t), &t.origin));
    let pattern = mirror.topics_pattern.iter().map(|p| {
        let matched = Matched::pattern(p, &p.origin);
        if matched.name == "*" { matched } else { Matched { name: name(&matched.name), ..matched } }
    });
    listed.chain(pattern).collect()
}

/// What the topics of a mirror are called where they arrive.
fn arrives_as(mirror: &Mirror) -> Vec<String> {
    let identity = mirror.replication_policy.as_ref().is_none_or(|p| p.value == ReplicationPolicy::Identity);
    let alias = &mirror.from.cluster;
    mirror
        .topics
        .iter()
        .map(|t| if identity { t.value.0.clone() } else { format!("{alias}.{}", &*t.value) })
        .collect()
}

fn words(link: &mut Link, produces: &[Val<TopicText>], consumes: Option<&Consumes>) {
    link.produces.extend(texts(produces));
    if let Some(consumes) = consumes {
        link.consumes.extend(texts(&consumes.topics));
        link.group = consumes.group.clone();
        link.group_prefix = consumes.group_prefix.clone();
    }
}

fn texts(topics: &[Val<TopicText>]) -> Vec<Val<String>> {
    topics.iter().map(|topic| topic.with(topic.value.0.clone())).collect()
}

fn sort(topics: &mut Vec<Val<String>>) {
    topics.sort_by(|a, b| a.value.cmp(&b.value));
    topics.dedup_by(|a, b| a.value == b.value);
}
