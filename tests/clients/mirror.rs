use crate::platform::{at, compiled, object, origin};
use serde_json::{Value as Json, json};
use streamwright::source::Origin;

#[test]
fn names_are_matched_as_they_are() {
    let compiled = compiled(
        "mirrors: {m: {from: hubs/own, to: main/tls, topics: [c.d, a], replicationPolicy: default, replicas: 3, sourceConfig: {replication.factor: 2}}}",
    );
    let mirror = object(&compiled, "KafkaMirrorMaker2", "m");
    assert_eq!(at(mirror, "/spec/mirrors/0/topicsPattern"), r"a|c\.d");
    let class = "org.apache.kafka.connect.mirror.DefaultReplicationPolicy";
    let source = "/spec/mirrors/0/sourceConnector";
    assert_eq!(at(mirror, &format!("{source}/config/replication.policy.class")), class);
    assert_eq!(at(mirror, &format!("{source}/tasksMax")), 3);
    assert_eq!(*origin(mirror, &format!("{source}/tasksMax")), Origin::Default("mirror-tasks"));
    assert_eq!(at(mirror, &format!("{source}/config/replication.factor")), 2);
    assert_eq!(at(mirror, &format!("{source}/config/sync.topic.acls.enabled")), false);
    assert_eq!(at(mirror, "/spec/mirrors/0/checkpointConnector"), Json::Null, "no group follows");
    let login = json!({"type": "scram-sha-256", "username": "me",
        "passwordSecret": {"secretName": "hub", "password": "connection"}});
    assert_eq!(at(mirror, "/spec/mirrors/0/source/authentication"), login);
    assert_eq!(at(mirror, "/spec/target/groupId"), "m-mirrormaker2");
    assert_eq!(at(mirror, "/spec/target/configStorageTopic"), "__m-mirrormaker2-configs");
    assert_eq!(at(mirror, "/spec/target/config/status.storage.replication.factor"), -1);
    assert_eq!(at(mirror, "/spec/rack"), Json::Null);
}

#[test]
fn both_connectors_agree_when_groups_follow() {
    let compiled = compiled(
        "mirrors: {m: {from: hubs/public, to: main/tls, topicsPattern: \"c[.].*\", groupsPattern: g.*, syncGroupOffsets: true, config: {x: {secretRef: hub/ca}}}}",
    );
    let mirror = object(&compiled, "KafkaMirrorMaker2", "m");
    assert_eq!(at(mirror, "/spec/mirrors/0/topicsPattern"), "c[.].*");
    assert_eq!(at(mirror, "/spec/mirrors/0/groupsPattern"), "g.*");
    let of = |connector: &str, key: &str| at(mirror, &format!("/spec/mirrors/0/{connector}/config/{key}"));
    for key in ["replication.policy.class", "offset-syncs.topic.location"] {
        assert_eq!(of("sourceConnector", key), of("checkpointConnector", key));
        assert_ne!(of("sourceConnector", key), Json::Null);
    }
    assert_eq!(of("checkpointConnector", "sync.group.offsets.enabled"), true);
    assert_eq!(at(mirror, "/spec/mirrors/0/source/tls"), json!({"trustedCertificates": []}));
    assert_eq!(at(mirror, "/spec/target/config/config.providers"), "secrets");
    let role = object(&compiled, "Role", "m-mirrormaker2-config-secrets");
    assert_eq!(at(role, "/rules/0/resourceNames"), json!(["hub"]));
}

#[test]
fn a_source_of_strimzi_has_a_user_of_its_own() {
    let compiled = compiled(
        "mirrors: {m: {from: main/mtls, to: hubs/own, kubernetes: aks, namespace: kafka, topics: [a]}}",
    );
    let mirror = object(&compiled, "KafkaMirrorMaker2", "m");
    let pair = json!({"secretName": "m-source", "certificate": "user.crt", "key": "user.key"});
    assert_eq!(at(mirror, "/spec/mirrors/0/source/authentication/certificateAndKey"), pair);
}

#[test]
fn each_end_has_its_own_secrets_brought() {
    let compiled = compiled(
        "mirrors: {m: {from: main/mtls, to: hubs/own, kubernetes: aks, namespace: kafka, topics: [a]}, x: {from: main/tls, to: hubs/open, kubernetes: aks, namespace: apps, topicsPattern: b}}",
    );
    let access = object(&compiled, "KafkaAccess", "x-source");
    assert_eq!(access.namespace.as_deref(), Some("apps"));
    assert_eq!(at(access, "/spec/user/name"), "x-source");
    let mirror = object(&compiled, "KafkaMirrorMaker2", "x");
    let password = json!({"secretName": "x-source", "password": "password"});
    assert_eq!(at(mirror, "/spec/mirrors/0/source/authentication/passwordSecret"), password);
}

/// The topics and groups of the target's user.
fn rights(more: &str) -> Vec<String> {
    let compiled = compiled(&format!("mirrors: {{m: {{from: hubs/own, to: main/tls, topics: [a]{more}}}}}"));
    let acls = at(object(&compiled, "KafkaUser", "m-mirrormaker2"), "/spec/authorization/acls");
    let name = |acl: &Json| acl["resource"]["name"].as_str().unwrap().to_owned();
    acls.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn checkpoints_want_rights_only_where_they_are_kept() {
    let checkpoints = String::from("hubs.checkpoints.internal");
    assert!(!rights("").contains(&checkpoints));
    assert!(rights(", groupsPattern: g").contains(&checkpoints));
    let every = rights(", syncGroupOffsets: true");
    assert!(
        every.contains(&checkpoints) && every.contains(&"*".to_owned()),
        "{every:?}: groups are all, unless stated"
    );
}

#[test]
fn workers_beside_a_foreign_cluster_run_the_version_of_the_blueprint() {
    let compiled = compiled(
        "mirrors: {m: {from: main/tls, to: hubs/own, kubernetes: aks, namespace: kafka, topics: [a]}}\n\
         connect: {c: {to: hubs/own, kubernetes: aks, namespace: kafka}}\n",
    );
    assert_eq!(at(object(&compiled, "KafkaMirrorMaker2", "m"), "/spec/version"), "4.3.1");
    assert_eq!(at(object(&compiled, "KafkaConnect", "c"), "/spec/version"), "4.3.1");
}
