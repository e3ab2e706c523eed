//! References tied: every connection with what it ends at.

use super::acl::{self, Matched, Notes, Rights};
use super::endpoint::Credentials;
use super::{Link, LinkKind, Section, Topology, object_name};
use crate::blueprint::{
    AuthorizationType, ConfigValue, Connect, Consumes, ListenerRef, Mirror, ReplicationPolicy, TopicText, Val,
};
use crate::diagnostic::{DANGLING_REFERENCE, Diagnostic, Sink};
use crate::facts::near;
use crate::facts::strimzi::names;
use crate::source::Origin;
use std::collections::{BTreeMap, BTreeSet};

/// All links of an environment, sorted by path.
pub(super) fn links(topology: &Topology, sink: &mut Sink) -> Vec<Link> {
    let arrivals = arrivals(topology);
    let mut tied = Tying { topology, sink, links: Vec::new(), arrivals: &arrivals, known: BTreeMap::new() };
    tied.apps();
    tied.clients();
    tied.connect();
    tied.bridges();
    tied.mirrors();
    let mut links = tied.links;
    links.sort_by(|a, b| (&a.path, a.end()).cmp(&(&b.path, b.end())));
    links
}

/// Links in the making.
pub(super) struct Tying<'t, 's> {
    pub(super) topology: &'t Topology,
    pub(super) sink: &'s mut Sink,
    links: Vec<Link>,
    arrivals: &'s BTreeMap<&'t str, Arrivals>,
    /// The topics of each Kafka cluster that one was not found on: where one name is wrong, many may be.
    known: BTreeMap<&'t str, near::Candidates<'s>>,
}

/// What mirrors bring to a Kafka cluster.
#[derive(Default)]
struct Arrivals {
    topics: BTreeSet<String>,
    /// Whether some come by a pattern: then any name may be there.
    by_pattern: bool,
}

/// What a link starts from, before its other end is known.
pub(super) struct Start<'t> {
    section: Section,
    owner: &'t str,
    connection: Option<&'t str>,
    kind: LinkKind,
    pub(super) path: String,
    origin: Origin,
    pub(super) to: &'t Val<ListenerRef>,
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
        // Users and their Secrets are objects: what names them must be a name of Kubernetes.
        let user = user.map(|user| object_name(&user));
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
                    exactly_once(&mut rights, connect, user, &link.origin);
                    for (name, connector) in connect.connectors.iter() {
                        if let Some(consumes) = &connector.consumes {
                            let group = consumes
                                .group
                                .as_ref()
                                .map_or(format!("connect-{}", object_name(name)), |g| g.value.clone());
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
        // Left out, the pattern is Kafka's own: every group.
        let any = mirror.sync_group_offsets.as_ref().filter(|_| mirror.follows_groups());
        let groups = match &mirror.groups_pattern {
            Some(pattern) => Some(Matched::pattern(pattern, &pattern.origin)),
            None => any.map(|sync| Matched::literal("*", &sync.origin)),
        };
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
        let groups = groups.as_ref();
        let notes = Notes { offsets: mirror.notes_offsets(), checkpoints: mirror.follows_groups() };
        acl::of_mirror_target(rights, alias, &topics, groups.filter(|_| moves), notes);
    }

    /// A topic that is read or written must be declared where it is, or mirrored there.
    fn topics_exist(&mut self, link: &Link) {
        if link.kind == LinkKind::MirrorTarget {
            return;
        }
        let Some((cluster, kafka)) = self.topology.blueprint.kafka.entry(&link.to.cluster) else { return };
        let declared = kafka.topics();
        let arriving = self.arrivals.get(cluster);
        if arriving.is_some_and(|arriving| arriving.by_pattern) {
            return;
        }
        for topic in link.produces.iter().chain(&link.consumes) {
            if declared.mentions(topic) || arriving.is_some_and(|a| a.topics.contains(&topic.value)) {
                continue;
            }
            let Some(span) = topic.span() else { continue };
            let message = format!("`kafka/{}` has no topic `{}`", link.to.cluster, topic.value);
            let known =
                || declared.names().chain(arriving.into_iter().flat_map(|a| &a.topics).map(String::as_str));
            let candidates = self.known.entry(cluster).or_insert_with(|| near::Candidates::new(known()));
            let help = candidates.nearest(topic).map_or_else(
                || format!("declare it under `kafka/{}/topics`", link.to.cluster),
                |best| format!("did you mean `{best}`?"),
            );
            self.sink.push(Diagnostic::new(&DANGLING_REFERENCE, span, message).help(help));
        }
    }
}

/// `preparing` lets only the leader write in transactions, `enabled` every task of a source.
fn exactly_once(rights: &mut Rights, connect: &Connect, group: &str, origin: &Origin) {
    let stated = connect.config.get("exactly.once.source.support").map(|entry| &entry.value);
    let Some(ConfigValue::Text(how)) = stated else { return };
    let enabled = how.eq_ignore_ascii_case("enabled");
    if !enabled && !how.eq_ignore_ascii_case("preparing") {
        return;
    }
    let sources = connect
        .connectors
        .iter()
        .filter(|(_, connector)| enabled && !connector.produces.is_empty())
        .map(|(name, connector)| (object_name(name), &connector.key))
        .collect::<Vec<_>>();
    acl::of_exactly_once(rights, group, sources.iter().map(|(name, key)| (name.as_str(), *key)), origin);
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

fn arrivals(topology: &Topology) -> BTreeMap<&str, Arrivals> {
    let mut arrivals: BTreeMap<&str, Arrivals> = BTreeMap::new();
    for (_, mirror) in topology.blueprint.mirrors.iter() {
        let at = arrivals.entry(&mirror.to.cluster).or_default();
        at.topics.extend(arrives_as(mirror));
        at.by_pattern |= mirror.topics_pattern.is_some();
    }
    arrivals
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
