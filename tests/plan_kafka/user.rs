use crate::built::{Built, small};
use serde_json::{Value, json};

const TOPICS: &str = "    topics: {in: {}, out: {}}\n    listeners:\n      \
    scram: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}\n      \
    cert: {port: 9094, type: internal, tls: true, authentication: tls}\n      \
    open: {port: 9092, type: internal, tls: false}\n      \
    out: {port: 9095, type: loadbalancer, tls: true, authentication: scram-sha-512, allowFrom: [10.8.0.0/16]}\n";

#[test]
fn a_user_may_do_what_its_connection_declares_and_no_more() {
    let app = "apps:\n  a:\n    kind: Deployment\n    image: a.b/c:1\n    namespace: kafka\n    connections:\n      \
        s: {to: c/cert, consumes: {topics: [in]}, produces: [out], streams: {applicationId: app, exactlyOnce: true}}\n      \
        plain: {to: c/open, produces: [out]}\n";
    let built = Built::of(&small(TOPICS, app));
    assert_eq!(built.names("KafkaUser"), ["a-s"]);
    assert_eq!(built.json("KafkaUser", "a-s", "/spec/authentication"), json!({"type": "tls"}));
    assert_eq!(built.origin("KafkaUser", "a-s", "/spec/authentication/type"), "tls");
    let acl = |kind: &str, name: &str, operations: Value| json!({"resource": {"type": kind, "name": name}, "operations": operations});
    let prefix = |kind: &str, operations: Value| json!({"resource": {"type": kind, "name": "app-", "patternType": "prefix"}, "operations": operations});
    let acls = json!([
        acl("group", "app", json!(["Read"])),
        prefix("topic", json!(["Create", "Delete", "Read", "Write"])),
        acl("topic", "in", json!(["Read"])),
        acl("topic", "out", json!(["Write"])),
        prefix("transactionalId", json!(["Write"])),
    ]);
    assert_eq!(built.json("KafkaUser", "a-s", "/spec/authorization/acls"), acls);
    let at = "/spec/authorization/acls/2/resource/name";
    assert_eq!(built.origin("KafkaUser", "a-s", at), "in");
    assert_eq!(built.json("KafkaUser", "a-s", "/metadata/labels/strimzi.io~1cluster"), "c");
}

const OFFICE: &str = "clients:\n  Office_1: {to: c/out, consumes: {topics: [in], group: g}}\n";

#[test]
fn a_user_lives_beside_its_kafka_whoever_it_is_and_however_it_is_called() {
    let rest = format!(
        "{OFFICE}apps:\n  a: {{kind: Deployment, image: a.b/c:1, namespace: apps, connections: {{one: {{to: c/scram, produces: [out]}}}}}}\n"
    );
    let built = Built::of(&small(TOPICS, &rest));
    let users = built.names("KafkaUser");
    assert_eq!(users[0], "a-one");
    assert!(users[1].starts_with("office-1-") && users.len() == 2, "{users:?}");
    for user in users {
        assert_eq!(built.json("KafkaUser", user, "/metadata/namespace"), "kafka");
        assert_eq!(built.json("KafkaUser", user, "/spec/authentication/type"), "scram-sha-512");
    }
    let access = built.json("KafkaAccess", "a-one", "/spec/user/name");
    assert_eq!(access, "a-one");
}

#[test]
fn where_nothing_is_authorized_users_only_log_in() {
    let built = Built::of(&small(&format!("{TOPICS}    authorization: none\n"), OFFICE));
    let users = built.names("KafkaUser");
    let spec = built.json("KafkaUser", users[0], "/spec");
    assert_eq!(spec, json!({"authentication": {"type": "scram-sha-512"}}));
}
