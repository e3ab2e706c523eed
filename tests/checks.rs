//! What is right is not complained about, and what is judged by its neighbours is judged by the right ones.

use streamwright::diagnostic::Severity;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::MemoryFiles;

const PLATFORM: &str = r#"apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: orders-platform}
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: 4.3.1}
networks:
  hub: {addressSpace: [10.10.0.0/16], subnets: {nodes: {addressPrefix: 10.10.0.0/24}, more: {addressPrefix: 10.10.1.0/24}}}
kubernetes:
  aks:
    provider: aks
    subnet: hub/nodes
    nodePools: {small: {vmSize: Standard_D4s_v5, count: 1}, large: {vmSize: Standard_E8s_v5, count: 3}}
    namespaces: {kafka: {podSecurity: baseline}, apps: {}}
    storageClasses: {files: {}}
    operators: {strimzi: {version: 1.2.0, watchNamespaces: [kafka]}, strimzi-access: {version: 0.3.0}}
kafka:
  streaming:
    provider: strimzi
    namespace: kafka
    nodePools:
      dual: {roles: [controller, broker], replicas: 3, storage: {size: 20Gi, class: managed-csi}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}
    topics:
      orders: {partitions: 6}
"#;

fn run(from: &str, to: &str, more: &str) -> Compiled {
    assert!(PLATFORM.contains(from), "{from}");
    let text = format!("{}{more}", PLATFORM.replacen(from, to, 1));
    let files = MemoryFiles::new();
    compile(Input { name: "checks.yaml".into(), bytes: text.into_bytes(), files: &files })
}

fn said(from: &str, to: &str, more: &str) -> Vec<(Severity, &'static str)> {
    run(from, to, more).diagnostics.iter().map(|d| (d.severity, d.code.id)).collect()
}

fn app(keys: &str) -> String {
    format!("apps:\n  orders:\n    namespace: apps\n    image: myacr.azurecr.io/orders:1.4.0\n{keys}")
}

fn quiet(from: &str, to: &str, more: &str) {
    assert_eq!(said(from, to, more), [], "{to}\n{more}");
}

#[test]
fn what_is_right_is_not_complained_about() {
    quiet("", "", "");
    // A class that many nodes mount, however many pods there are.
    quiet(
        "",
        "",
        &app(
            "    kind: Deployment\n    replicas: 3\n    volumes: {data: {mountPath: /data, size: 1Gi, class: files, accessModes: [ReadWriteMany]}}\n",
        ),
    );
    // State below a mount, not only on it.
    quiet(
        "",
        "",
        &app(
            "    kind: StatefulSet\n    volumes: {data: {mountPath: /data, size: 1Gi, class: managed-csi}}\n    connections:\n      c: {to: streaming/tls, consumes: {topics: [orders]}, streams: {applicationId: o, stateDir: /data/state}}\n",
        ),
    );
    // A connection that tells nothing leaves it to the application to know.
    quiet(
        "",
        "",
        &app("    kind: Deployment\n    connections: {c: {to: streaming/tls, produces: [orders]}}\n"),
    );
    // A class that comes with the provider, beside those that are declared.
    quiet("class: managed-csi", "class: managed-csi-premium", "");
    // One copy needs one in sync, whatever the brokers ask for by default.
    quiet(
        "orders: {partitions: 6}",
        "orders: {partitions: 6, replicas: 1, config: {min.insync.replicas: 1}}",
        "",
    );
    // Subnets side by side do not overlap.
    quiet(
        "more: {addressPrefix: 10.10.1.0/24}",
        "more: {addressPrefix: 10.10.0.0/24}".replace("10.10.0.0", "10.10.2.0").as_str(),
        "",
    );
}

#[test]
fn only_the_nodes_that_a_selector_leaves_are_counted() {
    let apart = "    kind: StatefulSet\n    replicas: 4\n    antiAffinity: required\n";
    quiet("", "", &app(apart));
    let narrowed = app(&format!("{apart}    nodeSelector: {{agentpool: large}}\n"));
    assert_eq!(said("", "", &narrowed), [(Severity::Error, "more-replicas-than-nodes")]);
}

#[test]
fn a_number_that_many_topics_inherit_is_judged_once() {
    let topics = "topicDefaults: {replicas: 5}\n    topics:\n      payments: {}\n      refunds: {}\n";
    assert_eq!(said("topics:\n", topics, ""), [(Severity::Error, "replication-above-brokers")]);
    let config = "topicDefaults: {config: {cleanup.policy: compacted}}\n    topics:\n      payments: {}\n";
    assert_eq!(said("topics:\n", config, ""), [(Severity::Error, "bad-kafka-config-value")]);
}

#[test]
fn a_plugin_s_own_key_is_mentioned_and_a_typo_is_a_warning() {
    let of = |key: &str| said("    topics:", &format!("    config: {{{key}: x}}\n    topics:"), "");
    assert_eq!(of("confluent.metrics.reporter.topic"), [(Severity::Info, "unknown-kafka-config")]);
    assert_eq!(of("log.cleaner.io.buffer.siz"), [(Severity::Warning, "unknown-kafka-config")]);
}

#[test]
fn hdinsight_is_only_warned() {
    let legacy = "  legacy:\n    provider: hdinsight\n    brokers: {wn0.kafka.internal: 10.10.0.5, wn1.kafka.internal: 10.10.0.6, wn2.kafka.internal: 10.10.0.7}\n    listeners: {plaintext: {protocol: PLAINTEXT, port: 9092, advertise: hostname}}\n    config: {log.message.format.version: \"2.0\"}\n";
    assert_eq!(said("", "", legacy), [(Severity::Warning, "removed-kafka-config")]);
}

#[test]
fn environments_may_share_what_says_so() {
    let environments = "environments: {dev: {profile: development}, prod: {}}\n";
    let both = |extra: &str, kafka: &str| -> Vec<&'static str> {
        let text = format!("defaultEnvironment: prod\n{}{environments}", PLATFORM)
            .replacen("provider: aks", &format!("provider: aks{extra}"), 1)
            .replacen("provider: strimzi", &format!("provider: strimzi{kafka}"), 1);
        let files = MemoryFiles::new();
        let compiled = compile(Input { name: "checks.yaml".into(), bytes: text.into_bytes(), files: &files });
        compiled.diagnostics.iter().map(|d| d.code.id).collect()
    };
    let shared = "\n    shared: true";
    assert_eq!(both("", ""), ["environments-share-objects"]);
    assert_eq!(both(shared, ""), ["environments-share-objects"]);
    assert_eq!(both(shared, shared), [""; 0]);
}

#[test]
fn an_unreadable_part_is_not_called_missing_as_well() {
    assert_eq!(said("size: 20Gi", "size: 20GB", ""), [(Severity::Error, "bad-quantity")]);
    let pools = "dual: {roles: [controler, broker], replicas: 3, storage: {size: 20Gi}}";
    let codes = said(
        "dual: {roles: [controller, broker], replicas: 3, storage: {size: 20Gi, class: managed-csi}}",
        pools,
        "",
    );
    assert_eq!(codes, [(Severity::Error, "unknown-choice")]);
    let volume =
        app("    kind: StatefulSet\n    volumes: {data: {mountpath: /data, size: 1Gi, class: files}}\n");
    assert_eq!(said("", "", &volume), [(Severity::Error, "unknown-key")]);
}

/// One mistake, one report: what could not be read is not called missing as well.
#[test]
fn what_could_not_be_read_is_not_missing_too() {
    let versions = r#"versions: {kubernetes: "1.35", strimzi: "1.2", kafka: 4.3.1}"#;
    let wrong = "wrong-type";
    for (from, to, codes) in [
        (versions, "versions: {kubernetes: 1.35, strimzi: 1.2}", vec![wrong, wrong]),
        (versions, "versions: [1.35]", vec![wrong]),
        (versions, "versions: {kafka: 4.3.1}", vec!["missing-key"]),
        (versions, "", vec!["missing-key"]),
        ("    provider: aks", "    provider: akz", vec!["unknown-choice"]),
    ] {
        let found: Vec<_> = said(from, to, "").into_iter().map(|(_, code)| code).collect();
        assert_eq!(found, codes, "{to}");
    }
}

/// A client on another Kubernetes cluster reads copies of the user's Secret, keystore and all; one in another namespace
/// of the same cluster has only what the access operator brings.
#[test]
fn a_copied_secret_has_a_keystore() {
    let out = "mutual: {port: 9094, type: loadbalancer, tls: true, authentication: tls, bootstrapHost: kafka.example.com}";
    let listener = format!("authentication: scram-sha-512}}\n      {out}");
    let env = "{KAFKA_TRUSTSTORE: truststore, KAFKA_KEYSTORE: keystore, KAFKA_KEYSTORE_PASSWORD: password}";
    let asks = |kubernetes: &str| {
        let keys = format!(
            "    kind: Deployment\n    kubernetes: {kubernetes}\n    connections: {{c: {{to: streaming/mutual, produces: [orders], env: {env}}}}}\n"
        );
        let text = PLATFORM
            .replacen("authentication: scram-sha-512}", &listener, 1)
            .replacen("provider: strimzi", "provider: strimzi\n    kubernetes: aks", 1)
            .replacen(
                "kafka:\n  streaming",
                "  edge: {provider: aks, namespaces: {apps: {}}}\nkafka:\n  streaming",
                1,
            );
        let files = MemoryFiles::new();
        let bytes = (text + &app(&keys)).into_bytes();
        let compiled = compile(Input { name: "checks.yaml".into(), bytes, files: &files });
        compiled.diagnostics.iter().map(|d| d.code.id).collect::<Vec<_>>()
    };
    assert_eq!(asks("edge"), [""; 0]);
    assert_eq!(asks("aks"), ["variable-without-value"; 2]);
}

#[test]
fn an_app_s_own_variables_have_names_that_kubernetes_takes() {
    let env = |name: &str| said("", "", &app(&format!("    kind: Deployment\n    env: {{\"{name}\": x}}\n")));
    assert_eq!(env("SERVER_PORT"), []);
    assert_eq!(env("1 PORT"), [(Severity::Error, "bad-kubernetes-name")]);
}

#[test]
fn a_heap_is_held_against_its_memory() {
    let bridge = |options: &str, memory: &str| {
        let keys = format!("resources: {{limits: {{memory: {memory}}}}}, jvmOptions: {{{options}}}");
        said("", "", &format!("bridges:\n  http: {{to: streaming/tls, produces: [orders], {keys}}}\n"))
    };
    let wrong = [(Severity::Error, "heap-does-not-fit")];
    assert_eq!(bridge("-Xmx: 1g", "1Gi"), wrong);
    assert_eq!(bridge("-Xmx: 1024M", "1G"), wrong);
    assert_eq!(bridge("-Xmx: \"2147483648\"", "2Gi"), wrong);
    assert_eq!(bridge("-Xms: 512m, -Xmx: 256m", "1Gi"), wrong);
    assert_eq!(bridge("-Xms: 512m, -Xmx: 768m", "1Gi"), []);
    assert_eq!(bridge("-Xmx: 1g", "1025Mi"), []);
    assert_eq!(bridge("-XX: {MaxRAMPercentage: \"75\"}", "1Gi"), []);
    let pool = "storage: {size: 20Gi, class: managed-csi}";
    let of = |options: &str| said(pool, &format!("{pool}, jvmOptions: {{{options}}}"), "");
    assert_eq!(of("-Xmx: 64g"), wrong, "the limit that nobody wrote is one as well");
    assert_eq!(of("-Xmx: 1g"), []);
}

#[test]
fn an_authority_is_renewed_before_its_end() {
    let of = |keys: &str| said("    topics:", &format!("    clientsCa: {{{keys}}}\n    topics:"), "");
    let wrong = [(Severity::Error, "out-of-range")];
    assert_eq!(of("validityDays: 30"), wrong, "renewed 30 days before unless stated");
    assert_eq!(of("renewalDays: 365"), wrong, "valid for 365 days unless stated");
    assert_eq!(of("validityDays: 10, renewalDays: 10, generateCertificateAuthority: false"), wrong);
    assert_eq!(of("validityDays: 31"), []);
    assert_eq!(of("validityDays: 1825, renewalDays: 60"), []);
}

#[test]
fn a_super_user_is_somebody() {
    let of = |name: &str, authentication: &str| {
        let authorization = format!("authorization: {{type: simple, superUsers: [\"{name}\"]}}");
        let listener = format!("authentication: {authentication}}}\n    {authorization}");
        said("authentication: scram-sha-512}", &listener, "")
    };
    let wrong = [(Severity::Warning, "unmatched-super-user")];
    assert_eq!(of("alice", "scram-sha-512"), []);
    assert_eq!(of("CN=alice", "scram-sha-512"), wrong);
    assert_eq!(of("User:alice", "scram-sha-512"), wrong);
    assert_eq!(of("CN=alice,O=example", "tls"), []);
    assert_eq!(of("alice", "tls"), wrong);
    assert_eq!(of("ANONYMOUS", "tls"), []);
    assert_eq!(of("user:CN=alice", "tls"), wrong);
}

#[test]
fn mirrors_share_clusters_and_no_topics() {
    let legacy = "  legacy:\n    provider: external\n    listeners: {plain: {bootstrapServers: [\"legacy.example.com:9092\"]}}\n    topics: {payments: {}, refunds: {}}\n";
    let of = |one: &str, other: &str| {
        let mirror =
            |name: &str, keys: &str| format!("  {name}: {{from: legacy/plain, to: streaming/tls, {keys}}}\n");
        said("", "", &format!("{legacy}mirrors:\n{}{}", mirror("one", one), mirror("other", other)))
    };
    let wrong = [(Severity::Error, "topic-mirrored-twice")];
    assert_eq!(of("topics: [payments]", "topics: [refunds]"), []);
    assert_eq!(of("topics: [payments, refunds]", "topics: [refunds]"), wrong);
    assert_eq!(of("topicsPattern: pay.*", "topics: [refunds]"), []);
    assert_eq!(of("topicsPattern: \"refund,pay.*\"", "topics: [payments]"), wrong);
    assert_eq!(of("topicsPattern: pay.*", "topicsPattern: re.*"), []);
    assert_eq!(of("topicsPattern: pay.*", "topicsPattern: \".*\""), wrong);
    let renamed = "topics: [payments], replicationPolicy: default";
    assert_eq!(of("topics: [payments]", renamed), [], "the copies have two names, and no group follows");
    assert_eq!(of("topics: [payments], groupsPattern: \".*\"", renamed), wrong);
}

#[test]
fn node_ports_are_known_by_a_name() {
    let out = |keys: &str| {
        let listener = format!("scram-sha-512}}\n      out: {{port: 9094, type: nodeport, {keys}}}");
        said("scram-sha-512}", &listener, "")
    };
    assert_eq!(out("tls: true"), [(Severity::Warning, "unreachable-listener")]);
    assert_eq!(out("tls: false"), []);
    assert_eq!(out("tls: true, advertisedHostTemplate: \"b{nodeId}.example.com\""), []);
    let own = "brokerCertChainAndKey: {secretName: brokers, certificate: tls.crt, key: tls.key}";
    assert_eq!(out(&format!("tls: true, {own}")), []);
}

#[test]
fn a_scalar_with_two_meanings_is_reported_once() {
    let streams = "streams: {applicationId: y, stateDir: /data}, env: {DIR: stateDir, ID: applicationId, T: truststore, M: saslMechanism, P: password}";
    let keys = format!(
        "    kind: StatefulSet\n    volumes: {{data: {{mountPath: /data, size: 1Gi, class: managed-csi}}}}\n    connections: {{c: {{to: streaming/tls, consumes: [orders], {streams}}}}}\n"
    );
    assert_eq!(said("", "", &app(&keys)), [(Severity::Error, "ambiguous-scalar")]);
}

#[test]
fn workers_and_bridges_take_durations_too() {
    let connect = |value: &str| {
        let config = format!("config: {{offset.flush.interval.ms: {value}}}");
        run("", "", &format!("connect:\n  c: {{to: streaming/tls, {config}}}\n"))
    };
    let sound = connect("10s");
    assert_eq!(sound.diagnostics, []);
    let objects: Vec<String> = sound.plans[0]
        .objects()
        .filter(|(_, _, placed)| placed.object.gvk.kind == "KafkaConnect")
        .map(|(_, _, placed)| streamwright::yaml::to_json(&placed.object.node).to_string())
        .collect();
    assert!(objects[0].contains("\"offset.flush.interval.ms\":10000"), "{objects:?}");
    let codes = |compiled: Compiled| compiled.diagnostics.iter().map(|d| d.code.id).collect::<Vec<_>>();
    assert_eq!(codes(connect("10 seconds")), ["bad-kafka-config-value"]);
    let bridge = "bridges:\n  b: {to: streaming/tls, produces: [orders], producer: {linger.ms: 1Gi}}\n";
    assert_eq!(codes(run("", "", bridge)), ["bad-kafka-config-value"]);
}
