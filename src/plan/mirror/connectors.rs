use crate::blueprint::{Mirror, ReplicationPolicy};
use crate::object::{Node, Tree, text};
use crate::plan::operand::{Opened, login};
use crate::source::Origin;
use crate::topology::{Link, Place, Topology};

/// Where both connectors keep their notes of offsets; they must agree.
const SYNCS: &str = "offset-syncs.topic.location";
/// Whether the source connector notes offsets at all.
const SYNCS_EMITTED: &str = "emit.offset-syncs.enabled";
const POLICY: &str = "replication.policy.class";

/// The one entry of `mirrors`: the source, what is copied, and the two connectors that do it.
pub(super) fn lower(
    topology: &Topology,
    place: &Place,
    source: &Link,
    mirror: &Mirror,
    opened: &mut Opened,
) -> Tree {
    let origin = &source.origin;
    let from = Tree::new(origin).put_from("alias", &mirror.from.cluster, &mirror.from.origin).put_from(
        "bootstrapServers",
        source.endpoint.servers(),
        &source.endpoint.origin,
    );
    let restart = || Tree::new(&Origin::Default("auto-restart")).put("enabled", true);
    let copying = Tree::new(origin)
        .put("tasksMax", &mirror.tasks_max)
        .put("autoRestart", restart())
        .put("config", copying(topology, place, mirror, origin, opened));
    let checkpoints = mirror.follows_groups().then(|| {
        let copies = Origin::Default("mirror-replication");
        let config = common(mirror, origin)
            .put_from("checkpoints.topic.replication.factor", -1, &copies)
            .put("sync.group.offsets.enabled", &mirror.sync_group_offsets);
        Tree::new(origin).put("autoRestart", restart()).put("config", config)
    });
    Tree::new(origin)
        .put("source", login(from, topology, source))
        .put("sourceConnector", copying)
        .put("checkpointConnector", checkpoints)
        .put("topicsPattern", topics(mirror))
        .put("groupsPattern", &mirror.groups_pattern)
}

/// What both connectors must say alike.
fn common(mirror: &Mirror, origin: &Origin) -> Tree {
    let policy = mirror.replication_policy.as_ref().map(|policy| {
        let class = match policy.value {
            ReplicationPolicy::Identity => "org.apache.kafka.connect.mirror.IdentityReplicationPolicy",
            ReplicationPolicy::Default => "org.apache.kafka.connect.mirror.DefaultReplicationPolicy",
        };
        text(class, &policy.origin)
    });
    let location = mirror.notes_offsets().then_some("target");
    Tree::new(origin).put_from(SYNCS, location, &Origin::Default("mirror-offset-syncs")).put(POLICY, policy)
}

fn copying(
    topology: &Topology,
    place: &Place,
    mirror: &Mirror,
    origin: &Origin,
    opened: &mut Opened,
) -> Tree {
    let copies = Origin::Default("mirror-replication");
    let config = common(mirror, origin);
    let config = if mirror.notes_offsets() {
        config.put_from("offset-syncs.topic.replication.factor", -1, &copies)
    } else {
        config.put_from(SYNCS_EMITTED, false, &Origin::Default("mirror-no-offset-syncs"))
    };
    let config = config.put_from("replication.factor", -1, &copies).put_from(
        "sync.topic.acls.enabled",
        false,
        &Origin::Default("mirror-sync-acls"),
    );
    config.merge(opened.config(topology, place, &mirror.source_config))
}

/// The pattern as written, or one that matches exactly the topics listed: a dot in a name is a wildcard otherwise.
fn topics(mirror: &Mirror) -> Option<Node> {
    if let Some(pattern) = &mirror.topics_pattern {
        return Some(text(pattern.value.as_str(), &pattern.origin));
    }
    let mut names: Vec<String> =
        mirror.topics.iter().map(|topic| topic.value.0.replace('.', r"\.")).collect();
    names.sort_unstable();
    names.dedup();
    Some(text(names.join("|"), &mirror.topics.first()?.origin))
}
