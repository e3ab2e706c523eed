//! What uses Kafka: Connect, bridges, mirrors, applications, clients.

use super::draw::Draw;
use super::platform::{map, peers, secret_of, service};
use super::text::text;
use super::world::{Member, Provider, World};
use serde_json::{Map, Value, json};

type Entries = Map<String, Value>;

/// `streaming/tls`.
fn to(world: &World, at: (usize, usize)) -> Value {
    let (kafka, listener) = world.used(at);
    json!(format!("{}/{}", kafka.name, listener.name))
}

/// Where it runs, said where it must be or may be.
fn placed(world: &World, member: &Member, draw: &mut Draw) -> Entries {
    let mut own = Map::new();
    let cluster = world.clusters[member.cluster].name;
    if world.clusters.len() > 1 || draw.maybe() {
        own.insert("kubernetes".into(), json!(cluster));
        own.insert("namespace".into(), json!(member.namespace));
    }
    let home = &world.kafka[member.to.last().map_or(0, |to| to.0)];
    let beside = home.provider == Provider::Strimzi && home.namespace == member.namespace;
    if !beside || home.cluster != member.cluster {
        own.insert("kubernetes".into(), json!(cluster));
        own.insert("namespace".into(), json!(member.namespace));
    }
    own
}

/// What is read and written there.
fn flows(world: &World, at: (usize, usize), grouped: bool, draw: &mut Draw) -> Entries {
    let (kafka, _) = world.used(at);
    let mut own = Map::new();
    if draw.random.below(3) > 0 {
        own.insert("produces".into(), json!(draw.some(&kafka.topics, 1)));
    }
    if own.is_empty() || draw.random.one_in(2) {
        let topics = draw.some(&kafka.topics, 1);
        own.insert(
            "consumes".into(),
            match draw.random.below(3) {
                0 if grouped => {
                    json!({"topics": topics, "group": draw.word(&["g", "Group 1", "a.b_c", "true"])})
                }
                1 if grouped => json!({"topics": topics, "groupPrefix": draw.word(&["g-", "true."])}),
                _ => json!(topics),
            },
        );
    }
    own
}

pub fn connect(world: &World, member: &Member, draw: &mut Draw) -> Value {
    let mut own = placed(world, member, draw);
    own.insert("to".into(), to(world, member.to[0]));
    let cluster = world.clusters[member.cluster].name;
    let secret = |kind: &str| secret_of(cluster, member.namespace, kind);
    if draw.random.one_in(2) {
        let mut build = map(json!({"image": format!("myacr.azurecr.io/{}:1.0.0", member.name)}));
        if draw.maybe() {
            build.insert("pushSecret".into(), json!(secret("registry")));
        }
        own.insert("build".into(), draw.fill("ConnectBuild", build, &["pushSecret"]));
        let sha = "0123456789abcdef".repeat(8);
        let url = "https://example.com/plugin";
        let plugins = [
            json!({"maven": "org.example:plugin:1.2.3"}),
            json!({"maven": "org.example:plugin:1.2.3", "repository": "https://maven.example.com/all"}),
            json!({"url": format!("{url}.tgz"), "sha512sum": sha, "type": "tgz"}),
            json!({"url": format!("{url}.jar"), "sha512sum": sha, "type": "jar"}),
            json!({"url": format!("{url}.zip"), "sha512sum": sha, "type": "zip"}),
            json!({"url": format!("{url}.txt"), "sha512sum": sha, "type": "other", "fileName": "notes.txt"}),
        ];
        own.insert("plugins".into(), json!({"one": draw.pick(&plugins), "two": draw.pick(&plugins)}));
    } else if draw.maybe() {
        own.insert("image".into(), json!("host:5000/a/connect:v2"));
    }
    let mut connectors = Map::new();
    let names = if member.name == "etl" { ["in", "Out_1", "0.1"] } else { ["source", "Sink_1", "a.b"] };
    for name in names {
        if draw.random.one_in(2) {
            let flows = flows(world, member.to[0], false, draw);
            let mut connector = map(
                json!({"class": draw.word(&["org.example.Source", "org.apache.kafka.connect.mirror.MirrorHeartbeatConnector"])}),
            );
            let mut config = Map::new();
            for key in ["file", "a.b.c", "Topic Prefix"] {
                if draw.random.one_in(2) {
                    config.insert(key.into(), json!(text(&mut draw.random)));
                }
            }
            if draw.random.one_in(3) {
                config.insert("count".into(), draw.pick(&[json!(3), json!(true), json!(1.5)]));
            }
            if draw.random.one_in(3) {
                config.insert(
                    "db.password".into(),
                    json!({"secretRef": format!("{}/password", secret("entries"))}),
                );
                config.insert("url".into(), json!({"format": "jdbc:x://{0}@h", "secretRefs": [format!("{}/user", secret("entries"))]}));
            }
            connector.insert("config".into(), Value::Object(config));
            connector.extend(flows);
            connectors.insert(name.into(), draw.fill("Connector", connector, &["produces", "consumes"]));
        }
    }
    own.insert("connectors".into(), Value::Object(connectors));
    if draw.maybe() {
        own.insert("config".into(), draw.config("worker"));
    }
    if draw.maybe() {
        own.insert("imagePullSecrets".into(), json!([secret("registry")]));
    }
    let never = [
        "kubernetes",
        "namespace",
        "version",
        "image",
        "build",
        "plugins",
        "config",
        "imagePullSecrets",
        "metrics",
    ];
    metrics(world, member, &mut own, draw);
    draw.fill("Connect", own, &never)
}

/// Metrics are for who scrapes them.
fn metrics(world: &World, member: &Member, own: &mut Entries, draw: &mut Draw) {
    if draw.maybe() {
        own.insert(
            "metrics".into(),
            json!(world.clusters[member.cluster].prometheus && draw.random.one_in(2)),
        );
    }
}

pub fn bridge(world: &World, member: &Member, draw: &mut Draw) -> Value {
    let mut own = placed(world, member, draw);
    own.insert("to".into(), to(world, member.to[0]));
    let (kafka, _) = world.used(member.to[0]);
    if draw.random.below(3) > 0 {
        own.insert("produces".into(), json!(draw.some(&kafka.topics, 1)));
    }
    if !own.contains_key("produces") || draw.random.one_in(2) {
        let topics = draw.some(&kafka.topics, 1);
        own.insert("consumes".into(), json!({"topics": topics, "groupPrefix": "http-"}));
    }
    if draw.maybe() {
        let cors = json!({"allowedOrigins": ["https://a.example.com", text(&mut draw.random)], "allowedMethods": ["GET", "POST"]});
        let mut http = map(json!({"port": draw.pick(&[json!(8080), json!(9000)])}));
        if draw.maybe() {
            http.insert("cors".into(), cors);
        }
        own.insert("http".into(), Value::Object(http));
    }
    if draw.maybe() {
        own.insert("allowFrom".into(), json!(peers(world, member.cluster, 1, draw)));
    }
    if draw.maybe() {
        own.insert("service".into(), service(world, member.cluster, true, draw));
    }
    metrics(world, member, &mut own, draw);
    draw.fill(
        "Bridge",
        own,
        &["kubernetes", "namespace", "http", "allowFrom", "service", "produces", "consumes", "metrics"],
    )
}

pub fn mirror(world: &World, member: &Member, draw: &mut Draw) -> Value {
    let mut own = placed(world, member, draw);
    own.insert("from".into(), to(world, member.to[0]));
    own.insert("to".into(), to(world, member.to[1]));
    let ((source, _), (target, _)) = (world.used(member.to[0]), world.used(member.to[1]));
    // What is declared on the target is not mirrored there.
    let fresh: Vec<String> =
        source.topics.iter().filter(|topic| !target.topics.contains(topic)).cloned().collect();
    let policy = if fresh.is_empty() { json!("default") } else { draw.word(&["identity", "default"]) };
    if policy == "identity" {
        own.insert("topics".into(), json!(draw.some(&fresh, 1)));
    } else if draw.maybe() {
        own.insert("topicsPattern".into(), draw.word(&["orders.*", "a|b"]));
    } else {
        own.insert("topics".into(), json!(draw.some(&source.topics, 1)));
    }
    own.insert("replicationPolicy".into(), policy);
    if draw.maybe() {
        own.insert("groupsPattern".into(), draw.word(&[".*", "billing.*"]));
    }
    if draw.maybe() {
        own.insert("config".into(), draw.config("worker"));
    }
    metrics(world, member, &mut own, draw);
    draw.fill(
        "Mirror",
        own,
        &[
            "kubernetes",
            "namespace",
            "version",
            "topics",
            "topicsPattern",
            "groupsPattern",
            "config",
            "metrics",
        ],
    )
}

pub fn client(world: &World, member: &Member, draw: &mut Draw) -> Value {
    let mut own = map(json!({"to": to(world, member.to[0])}));
    own.extend(flows(world, member.to[0], true, draw));
    if draw.maybe() {
        own.insert("from".into(), json!("203.0.113.0/24"));
    }
    if draw.maybe() {
        own.insert("transactionalId".into(), draw.word(&["tx-*", "tx"]));
    }
    if draw.maybe() {
        own.insert("streams".into(), json!({"applicationId": "reports"}));
    }
    draw.fill("Client", own, &["from", "produces", "consumes", "streams", "transactionalId"])
}

pub fn app(world: &World, member: &Member, draw: &mut Draw) -> Value {
    let stateful = draw.random.one_in(2);
    let cluster = world.clusters[member.cluster].name;
    let secret = |kind: &str| secret_of(cluster, member.namespace, kind);
    let images = [
        "busybox:1.36",
        "host:5000/a/b:v2",
        "myacr.azurecr.io/c@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "myacr.azurecr.io/d:1.0.0",
    ];
    let mut own = map(json!({
        "kind": if stateful { "StatefulSet" } else { "Deployment" },
        "namespace": member.namespace,
        "image": draw.word(&images),
    }));
    if world.clusters.len() > 1 {
        own.insert("kubernetes".into(), json!(cluster));
    }
    let mut ports = Map::new();
    for (name, port) in [("http", 8080), ("grpc", 9090), ("metrics-1", 9404)] {
        if draw.random.one_in(3) {
            ports.insert(name.into(), json!(port));
        }
    }
    if !ports.is_empty() && draw.maybe() {
        let one = ports.contains_key("http") || ports.len() == 1;
        own.insert("service".into(), service(world, member.cluster, one, draw));
    }
    if !ports.is_empty() || draw.maybe() {
        own.insert("ports".into(), Value::Object(ports));
    }
    let mut volumes = Map::new();
    for name in ["state", "config", "scratch", "keys"] {
        if draw.random.one_in(3) {
            volumes.insert(name.into(), volume(name, stateful, draw));
        }
    }
    let state = volumes.contains_key("state");
    if !volumes.is_empty() {
        own.insert("volumes".into(), Value::Object(volumes));
    }
    let mut connections = Map::new();
    for (at, name) in member.to.iter().zip(["kafka", "other"]) {
        connections.insert(name.into(), connection(world, member, *at, name, state, draw));
    }
    if !connections.is_empty() {
        own.insert("connections".into(), Value::Object(connections));
    }
    if draw.random.one_in(2) {
        let mut env = Map::new();
        for key in ["A", "LOG_LEVEL", "b.c-d", "Z9"] {
            if draw.random.one_in(2) {
                env.insert(key.into(), json!(text(&mut draw.random)));
            }
        }
        if draw.random.one_in(3) {
            env.insert("DB_PASSWORD".into(), json!({"secretRef": format!("{}/password", secret("entries"))}));
        }
        if draw.random.one_in(5) {
            let refs = [format!("{}/user", secret("entries")), format!("{}/password", secret("entries"))];
            env.insert("URL".into(), json!({"format": "x://{0}:{1}@host/{{}}", "secretRefs": refs}));
        }
        own.insert("env".into(), Value::Object(env));
    }
    if draw.maybe() {
        own.insert("imagePullSecrets".into(), json!([secret("registry")]));
    }
    if draw.maybe() {
        own.insert("priorityClassName".into(), draw.word(&["high", "low"]));
    }
    if draw.maybe() {
        let shapes = match stateful {
            true => [json!({"type": "OnDelete"}), json!({"rollingUpdate": {"partition": 1}})],
            false => [
                json!({"type": "Recreate"}),
                json!({"rollingUpdate": {"maxSurge": 1, "maxUnavailable": "25%"}}),
            ],
        };
        own.insert("strategy".into(), draw.pick(&shapes));
    }
    if draw.maybe() {
        let mut policy = Map::new();
        if draw.maybe() {
            policy.insert("allowFrom".into(), json!(peers(world, member.cluster, 1, draw)));
        }
        own.insert("networkPolicy".into(), draw.fill("AppNetworkPolicy", policy, &["allowFrom"]));
    }
    let never = [
        "kubernetes",
        "ports",
        "service",
        "connections",
        "env",
        "volumes",
        "imagePullSecrets",
        "priorityClassName",
        "strategy",
        "networkPolicy",
        "shared",
    ];
    let mut app = draw.fill("App", own, &never);
    if !stateful && app["volumes"]["state"].get("size").is_some() {
        app["replicas"] = json!(1);
    }
    app
}

fn volume(name: &str, stateful: bool, draw: &mut Draw) -> Value {
    let mut own = map(json!({"mountPath": format!("/data/{name}")}));
    match name {
        "state" => {
            own.insert("size".into(), draw.word(&["1Gi", "20Gi"]));
            if draw.maybe() {
                own.insert("class".into(), draw.word(&["fast", "ours"]));
            }
            if draw.maybe() {
                let modes = if stateful {
                    ["ReadWriteOnce", "ReadWriteOncePod"]
                } else {
                    ["ReadWriteMany", "ReadWriteOnce"]
                };
                own.insert("accessModes".into(), json!([draw.word(&modes)]));
            }
            return Value::Object(own);
        }
        "config" => own.insert("configMap".into(), json!({"name": "settings"})),
        "scratch" => own.insert("emptyDir".into(), json!({})),
        _ => own.insert("secret".into(), json!({"secretName": "certificates"})),
    };
    draw.fill("Volume", own, &["size", "class", "accessModes", "emptyDir", "configMap", "secret"])
}

fn connection(
    world: &World,
    member: &Member,
    at: (usize, usize),
    name: &str,
    state: bool,
    draw: &mut Draw,
) -> Value {
    let (kafka, listener) = world.used(at);
    let mut own = map(json!({"to": to(world, at)}));
    let streams = kafka.provider != Provider::HdInsight && name == "kafka" && draw.maybe();
    own.extend(flows(world, at, !streams, draw));
    let mut words = vec!["bootstrapServers", "securityProtocol", "podName"];
    if streams {
        let mut own_streams = map(json!({"applicationId": draw.word(&["counts-app", "A.b_c"])}));
        words.push("applicationId");
        if state && draw.random.one_in(2) {
            own_streams.insert("stateDir".into(), draw.word(&["/data/state", "/data/state/rocks"]));
            words.push("stateDir");
        }
        own.insert("streams".into(), draw.fill("Streams", own_streams, &["stateDir"]));
    }
    if own.get("consumes").is_some_and(|consumes| consumes.get("group").is_some()) {
        words.push("group");
    }
    if kafka.provider == Provider::Strimzi {
        words.extend(["bootstrapHost", "bootstrapPort"]);
    }
    match listener.auth {
        Some("tls") if kafka.provider == Provider::Strimzi && kafka.namespace != member.namespace => {}
        Some("tls") => words.extend(["keystore", "keystoreType"]),
        Some(_) => words.extend(["saslMechanism", "saslJaasConfig", "username", "password"]),
        None => {}
    }
    if listener.tls && kafka.provider == Provider::Strimzi {
        words.extend(["truststore", "truststoreType"]);
    }
    if draw.random.below(4) > 0 {
        let mut env = Map::new();
        for word in words {
            if draw.random.below(3) > 0 {
                let variable = format!("{}_{}", name.to_uppercase(), word.to_uppercase());
                env.insert(variable, json!(word));
            }
        }
        own.insert("env".into(), Value::Object(env));
    }
    if draw.maybe() {
        own.insert("transactionalId".into(), draw.word(&["tx-*", "tx"]));
    }
    draw.fill("Connection", own, &["produces", "consumes", "streams", "transactionalId", "env"])
}
