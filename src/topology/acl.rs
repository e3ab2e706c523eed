//! Least privilege: what a client may do follows from what it declared.
//!
//! Operations and who needs them were read in Kafka's own authorizer checks; `Read`, `Write`, `Delete` and `Alter`
//! imply `Describe`, and `AlterConfigs` implies `DescribeConfigs`, so implied ones are not written. No entry is at
//! cluster level: an idempotent producer needs only `Write` on its topic since Kafka 2.8.

use super::{Link, LinkKind};
use crate::source::Origin;
use std::collections::{BTreeMap, BTreeSet};

/// What an ACL is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AclResource {
    /// A consumer group or a group of Connect workers.
    Group,
    /// A topic.
    Topic,
    /// A transactional id.
    TransactionalId,
}

impl AclResource {
    /// As Strimzi writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Topic => "topic",
            Self::TransactionalId => "transactionalId",
        }
    }
}

/// What a user may do to one thing.
#[derive(Debug, Clone)]
pub struct Acl {
    /// What it is about.
    pub resource: AclResource,
    /// Its name; `*` for all of them.
    pub name: String,
    /// Whether the name is only how it begins.
    pub prefix: bool,
    /// The operations, sorted.
    pub operations: Vec<&'static str>,
    /// What the right follows from.
    pub origin: Origin,
}

/// Rights in the making: one entry per thing, its operations added up.
#[derive(Debug, Default)]
pub(super) struct Rights(BTreeMap<(AclResource, String, bool), (BTreeSet<&'static str>, Origin)>);

impl Rights {
    pub(super) fn grant(
        &mut self,
        resource: AclResource,
        name: &str,
        prefix: bool,
        operations: &[&'static str],
        origin: &Origin,
    ) {
        let entry = (resource, name.to_owned(), prefix);
        let (all, _) = self.0.entry(entry).or_insert_with(|| (BTreeSet::new(), origin.clone()));
        all.extend(operations);
    }

    fn topic(&mut self, name: &str, operations: &[&'static str], origin: &Origin) {
        self.grant(AclResource::Topic, name, false, operations, origin);
    }

    fn group(&mut self, name: &str, operations: &[&'static str], origin: &Origin) {
        self.grant(AclResource::Group, name, false, operations, origin);
    }

    /// What a wider entry allows already is left out.
    pub(super) fn finish(mut self) -> Vec<Acl> {
        let wide: Vec<(AclResource, String, bool, BTreeSet<&'static str>)> = self
            .0
            .iter()
            .filter(|((_, name, prefix), _)| *prefix || name == "*")
            .map(|((resource, name, prefix), (operations, _))| {
                (*resource, name.clone(), *prefix, operations.clone())
            })
            .collect();
        for ((resource, name, prefix), (operations, _)) in &mut self.0 {
            for (_, wider, by_prefix, allowed) in wide.iter().filter(|(what, ..)| what == resource) {
                let itself = wider == name && by_prefix == prefix;
                let covered = if *by_prefix { name.starts_with(wider.as_str()) } else { true };
                if covered && !itself && !(*by_prefix && name == "*") {
                    operations.retain(|operation| !allowed.contains(operation));
                }
            }
        }
        self.0.retain(|_, (operations, _)| !operations.is_empty());
        let entry = |((resource, name, prefix), (operations, origin)): (_, (BTreeSet<&'static str>, _))| {
            Acl { resource, name, prefix, operations: operations.into_iter().collect(), origin }
        };
        self.0.into_iter().map(entry).collect()
    }
}

/// What every client may do: read what it consumes, write what it produces, be in its groups.
pub(super) fn of_topics(rights: &mut Rights, link: &Link) {
    for topic in &link.consumes {
        rights.topic(topic, &["Read"], &topic.origin);
    }
    for topic in &link.produces {
        rights.topic(topic, &["Write"], &topic.origin);
    }
    if let Some(group) = &link.group {
        rights.group(group, &["Read"], &group.origin);
    }
    if let Some(prefix) = &link.group_prefix {
        rights.grant(AclResource::Group, prefix, true, &["Read"], &prefix.origin);
    }
    if let Some(id) = &link.transactional_id {
        let (name, prefix) = id.strip_suffix('*').map_or((id.as_str(), false), |begin| (begin, true));
        rights.grant(AclResource::TransactionalId, name, prefix, &["Write"], &id.origin);
    }
    if let Some(streams) = &link.streams {
        let (id, origin) = (&streams.application_id, &streams.application_id.origin);
        rights.group(id, &["Read"], origin);
        // Repartition and changelog topics; Delete purges what was repartitioned.
        let internal = format!("{}-", id.value);
        rights.grant(AclResource::Topic, &internal, true, &["Create", "Delete", "Read", "Write"], origin);
        if streams.exactly_once.as_ref().is_some_and(|e| e.value) {
            rights.grant(AclResource::TransactionalId, &internal, true, &["Write"], origin);
        }
    }
}

/// The workers of a Connect cluster: their group, and the three topics they keep themselves.
pub(super) fn of_workers(rights: &mut Rights, group: &str, storage: [String; 3], origin: &Origin) {
    rights.group(group, &["Read"], origin);
    for topic in storage {
        // Create because auto-creation is off; DescribeConfigs because they check that theirs are compacted.
        rights.topic(&topic, &["Create", "DescribeConfigs", "Read", "Write"], origin);
    }
}

/// Transactions of a Connect cluster that reads its sources exactly once: of the worker that leads, and of each task.
/// Source: `DistributedConfig.transactionalProducerId` and `Worker.taskTransactionalId` of Kafka 4.3.1.
pub(super) fn of_exactly_once<'a>(
    rights: &mut Rights,
    group: &str,
    sources: impl Iterator<Item = (&'a str, &'a Origin)>,
    origin: &Origin,
) {
    let leader = format!("connect-cluster-{group}");
    rights.grant(AclResource::TransactionalId, &leader, false, &["Write"], origin);
    for (connector, origin) in sources {
        let tasks = format!("{group}-{connector}-");
        rights.grant(AclResource::TransactionalId, &tasks, true, &["Write"], origin);
    }
}

/// What a mirror keeps beside the copies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notes {
    /// Which offset of the source became which of the target.
    pub(super) offsets: bool,
    /// Where groups are to go on.
    pub(super) checkpoints: bool,
}

/// The writing end of a mirror: its own topics, the mirrored ones, and the groups it moves.
pub(super) fn of_mirror_target(
    rights: &mut Rights,
    source: &str,
    topics: &[Matched],
    groups: Option<&Matched>,
    notes: Notes,
) {
    let origin = topics.first().map_or(Origin::Fixed, |t| t.origin.clone());
    let syncs = format!("mm2-offset-syncs.{source}.internal");
    if notes.offsets {
        rights.topic(&syncs, &["Create", "Write"], &origin);
    }
    if notes.checkpoints {
        rights.topic(&syncs, &["Read"], &origin);
        rights.topic(&format!("{source}.checkpoints.internal"), &["Create", "Read", "Write"], &origin);
    }
    for topic in topics {
        let operations = ["Alter", "AlterConfigs", "Create", "Write"];
        rights.grant(AclResource::Topic, &topic.name, topic.prefix, &operations, &topic.origin);
        if groups.is_some() {
            // Committing an offset asks for it.
            rights.grant(AclResource::Topic, &topic.name, topic.prefix, &["Read"], &topic.origin);
        }
    }
    if let Some(groups) = groups {
        rights.grant(AclResource::Group, &groups.name, groups.prefix, &["Read"], &groups.origin);
    }
}

/// The reading end of a mirror: topics with their configuration, and the offsets of groups.
pub(super) fn of_mirror_source(rights: &mut Rights, topics: &[Matched], groups: Option<&Matched>) {
    for topic in topics {
        let operations = ["DescribeConfigs", "Read"];
        rights.grant(AclResource::Topic, &topic.name, topic.prefix, &operations, &topic.origin);
    }
    if let Some(groups) = groups {
        rights.grant(AclResource::Group, &groups.name, groups.prefix, &["Describe"], &groups.origin);
    }
}

/// What a list entry or a regular expression matches, as far as an ACL can say it.
#[derive(Debug, Clone)]
pub(super) struct Matched {
    pub(super) name: String,
    pub(super) prefix: bool,
    pub(super) origin: Origin,
}

impl Matched {
    pub(super) fn literal(name: &str, origin: &Origin) -> Self {
        Self { name: name.to_owned(), prefix: false, origin: origin.clone() }
    }

    /// `orders` is itself, `orders.*` and `orders\..*` are prefixes; anything else is everything, which is the
    /// narrowest an ACL can say.
    pub(super) fn pattern(pattern: &str, origin: &Origin) -> Self {
        let (stem, open) = pattern.strip_suffix(".*").map_or((pattern, false), |stem| (stem, true));
        let plain = stem.replace("\\.", "\u{0}");
        let literal = plain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '\u{0}'));
        let name = plain.replace('\u{0}', ".");
        if !literal || name.is_empty() {
            return Self { name: "*".into(), prefix: false, origin: origin.clone() };
        }
        Self { name, prefix: open, origin: origin.clone() }
    }
}

/// Whether rights say anything for this kind of client at all.
pub(super) fn reads_and_writes(kind: LinkKind) -> bool {
    !matches!(kind, LinkKind::MirrorSource | LinkKind::MirrorTarget)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_wider_entry_allows_is_said_once() {
        let mut rights = Rights::default();
        let mut grant = |resource, name, prefix, operations: &[&'static str]| {
            rights.grant(resource, name, prefix, operations, &Origin::Fixed);
        };
        grant(AclResource::Group, "*", false, &["Read"]);
        grant(AclResource::Group, "workers", false, &["Read"]);
        grant(AclResource::Topic, "orders-", true, &["Read"]);
        grant(AclResource::Topic, "orders-new", false, &["Read", "Write"]);
        grant(AclResource::Topic, "orders-old-", true, &["Read"]);
        grant(AclResource::TransactionalId, "orders-new", false, &["Write"]);
        let left: Vec<String> = rights
            .finish()
            .iter()
            .map(|acl| format!("{} {} {}", acl.resource.word(), acl.name, acl.operations.join("+")))
            .collect();
        assert_eq!(
            left,
            [
                "group * Read",
                "topic orders- Read",
                "topic orders-new Write",
                "transactionalId orders-new Write"
            ]
        );
    }

    #[test]
    fn patterns_become_the_narrowest_acl() {
        let of = |pattern: &str| {
            let m = Matched::pattern(pattern, &Origin::Fixed);
            (m.name, m.prefix)
        };
        assert_eq!(of("orders"), ("orders".into(), false));
        assert_eq!(of("orders.*"), ("orders".into(), true));
        assert_eq!(of("orders\\..*"), ("orders.".into(), true));
        assert_eq!(of(".*"), ("*".into(), false));
        assert_eq!(of("a|b"), ("*".into(), false));
        assert_eq!(of("or.ers"), ("*".into(), false));
    }
}
