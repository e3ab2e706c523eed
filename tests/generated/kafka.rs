//! Kafka clusters.

use super::draw::Draw;
use super::platform::{map, peers, secret_of};
use super::world::{Kafka, Listener, Member, Provider, World};
use serde_json::{Map, Value, json};

pub fn kafka(world: &World, kafka: &Kafka, draw: &mut Draw) -> Value {
    match kafka.provider {
        Provider::Strimzi => strimzi(world, kafka, draw),
        Provider::HdInsight => hdinsight(world, kafka, draw),
        Provider::External => external(world, kafka, draw),
    }
}

/// Topics with no more copies than brokers, and no fewer than must be in sync.
fn topics(kafka: &Kafka, draw: &mut Draw) -> Value {
    let brokers = kafka.brokers + kafka.more_brokers;
    let mut topics = Map::new();
    for name in &kafka.topics {
        let mut topic = Map::new();
        if draw.maybe() {
            topic.insert("partitions".into(), json!(1 + draw.random.below(24)));
        }
        if draw.maybe() {
            topic.insert("replicas".into(), json!(brokers.min(3)));
        }
        if draw.maybe() {
            topic.insert("config".into(), draw.config("topic"));
        }
        topics.insert(name.clone(), Value::Object(topic));
    }
    Value::Object(topics)
}

fn strimzi(world: &World, kafka: &Kafka, draw: &mut Draw) -> Value {
    let cluster = &world.clusters[kafka.cluster];
    let brokers = kafka.brokers + kafka.more_brokers;
    let mut pools = Map::new();
    let mut pool = |name: &str, roles: Value, count: usize, ids: Option<&str>, draw: &mut Draw| {
        let mut own = map(json!({"roles": roles, "replicas": count, "storage": storage(draw)}));
        if let Some(ids) = ids {
            own.insert("nodeIds".into(), json!(ids));
        }
        if draw.maybe() {
            own.insert("priorityClassName".into(), draw.word(&["high", "low"]));
        }
        let never = ["nodeIds", "priorityClassName", "antiAffinity", "zoneSpread"];
        let mut pool = draw.fill("KafkaNodePool", own, &never);
        if draw.maybe() {
            pool["antiAffinity"] = draw.word(&["required", "preferred", "none"]);
            pool["zoneSpread"] = draw.word(&["required", "preferred", "none"]);
        }
        pools.insert(name.into(), pool);
    };
    if kafka.controllers == 0 {
        pool("node", json!(["controller", "broker"]), kafka.brokers, draw.maybe().then_some("0-49"), draw);
    } else {
        pool("controller", json!(["controller"]), kafka.controllers, None, draw);
        let ids = (kafka.more_brokers > 0 || draw.maybe()).then_some("100-199");
        pool("broker", json!(["broker"]), kafka.brokers, ids, draw);
        if kafka.more_brokers > 0 {
            pool("large", json!(["broker"]), kafka.more_brokers, Some("300-320"), draw);
        }
    }
    let listeners: Map<String, Value> =
        kafka.listeners.iter().map(|l| (l.name.to_owned(), listener(world, kafka, l, draw))).collect();
    let mut own = map(json!({
        "provider": "strimzi", "namespace": kafka.namespace, "nodePools": pools, "listeners": listeners,
        "topics": topics(kafka, draw),
    }));
    own.insert(
        "authorization".into(),
        if !kafka.simple {
            json!("none")
        } else if draw.maybe() {
            json!({"type": "simple", "superUsers": ["CN=admin", "root"]})
        } else {
            json!("simple")
        },
    );
    if world.clusters.len() > 1 {
        own.insert("kubernetes".into(), json!(cluster.name));
    }
    if draw.maybe() {
        own.insert("version".into(), json!(world.kafka_version));
        own.insert("metadataVersion".into(), json!(if draw.maybe() { "4.2-IV1" } else { "4.2" }));
    }
    if draw.maybe() {
        let mut config = map(draw.config("config"));
        if draw.maybe() {
            config.insert("default.replication.factor".into(), json!(brokers.min(3)));
            config.insert("min.insync.replicas".into(), json!(1));
        }
        own.insert("config".into(), Value::Object(config));
    }
    if draw.maybe() {
        own.insert("topicDefaults".into(), json!({"partitions": 6, "config": {"retention.ms": "3d"}}));
    }
    if draw.maybe() {
        let rack = json!({"topologyKey": "topology.kubernetes.io/zone"});
        own.insert("rack".into(), draw.pick(&[json!(false), json!(true), rack]));
    }
    if draw.maybe() {
        let on = brokers > 1 && draw.random.below(4) > 0;
        let mut control = json!(on);
        if on && draw.maybe() {
            control = draw.fill("CruiseControl", Map::new(), &["config"]);
            if draw.maybe() {
                control["config"] = draw.config("control");
            }
        }
        own.insert("cruiseControl".into(), control);
    }
    if draw.maybe() {
        let mut exporter = Map::new();
        if draw.maybe() {
            exporter.insert("topicRegex".into(), draw.word(&["orders.*", "[a-z]+"]));
            exporter.insert("groupRegex".into(), draw.word(&[".*"]));
        }
        let exporter = draw.fill("KafkaExporter", exporter, &["topicRegex", "groupRegex"]);
        own.insert("kafkaExporter".into(), if draw.maybe() { json!(cluster.prometheus) } else { exporter });
    }
    if draw.maybe() {
        own.insert("metrics".into(), json!(cluster.prometheus && draw.random.one_in(2)));
    }
    if draw.maybe() {
        own.insert("maintenanceTimeWindows".into(), json!(["* * 2-3 ? * SUN", "* * 0-1 ? * MON-FRI"]));
    }
    let never = [
        "kubernetes",
        "version",
        "metadataVersion",
        "config",
        "topicDefaults",
        "rack",
        "cruiseControl",
        "kafkaExporter",
        "metrics",
        "maintenanceTimeWindows",
        "shared",
    ];
    draw.fill("StrimziKafka", own, &never)
}

fn storage(draw: &mut Draw) -> Value {
    let size = |draw: &mut Draw| draw.word(&["10Gi", "200Gi", "1Ti"]);
    if draw.random.one_in(6) {
        let mut own = map(json!({"type": "ephemeral"}));
        if draw.maybe() {
            own.insert("size".into(), size(draw));
        }
        return Value::Object(own);
    }
    if draw.random.one_in(4) {
        let volumes: Vec<Value> = (0..1 + draw.random.below(3))
            .map(|id| {
                let mut own = map(json!({"id": id, "size": size(draw)}));
                if id == 0 && draw.maybe() {
                    own.insert("kraftMetadata".into(), json!("shared"));
                }
                if draw.maybe() {
                    own.insert("class".into(), draw.word(&["fast", "ours"]));
                }
                draw.fill("JbodVolume", own, &["class", "kraftMetadata", "type"])
            })
            .collect();
        return json!({"volumes": volumes});
    }
    let mut own = map(json!({"size": size(draw)}));
    if draw.maybe() {
        own.insert("class".into(), draw.word(&["fast", "ours"]));
    }
    if draw.maybe() {
        own.insert("type".into(), json!("persistent-claim"));
    }
    draw.fill("Storage", own, &["class", "type", "volumes"])
}

fn listener(world: &World, kafka: &Kafka, listener: &Listener, draw: &mut Draw) -> Value {
    let mut own = map(json!({"port": listener.port, "type": listener.kind, "tls": listener.tls}));
    if let Some(auth) = listener.auth {
        own.insert("authentication".into(), if draw.maybe() { json!({"type": auth}) } else { json!(auth) });
    }
    match listener.kind {
        "loadbalancer" => {
            if draw.maybe() {
                let reach = draw.word(&["internal", "public"]);
                if reach == "public" || draw.maybe() {
                    own.insert("allowFrom".into(), json!(["203.0.113.0/24", "198.51.100.7/32"]));
                }
                own.insert("loadBalancer".into(), reach);
            }
            if draw.maybe() {
                own.insert("class".into(), json!("example.com/balancer"));
            }
        }
        "tlsroute" => {
            own.insert("parentRefs".into(), json!([{"name": "gateway"}]));
            own.insert("bootstrapHost".into(), json!("kafka.example.com"));
            own.insert("hostTemplate".into(), json!("broker-{nodeId}.kafka.example.com"));
        }
        "nodeport" if draw.maybe() => {
            own.insert("nodePort".into(), json!(31_000 + listener.port % 100));
            let words = ["ExternalIP", "ExternalDNS", "InternalIP", "InternalDNS", "Hostname"];
            own.insert("preferredNodePortAddressType".into(), draw.word(&words));
        }
        _ => {}
    }
    if matches!(listener.kind, "loadbalancer" | "nodeport") && draw.maybe() {
        own.insert("externalTrafficPolicy".into(), draw.word(&["Local", "Cluster"]));
    }
    if matches!(listener.kind, "loadbalancer" | "nodeport" | "cluster-ip" | "tlsroute") && draw.maybe() {
        own.insert("annotations".into(), draw.config("annotations"));
    }
    if matches!(listener.kind, "nodeport" | "loadbalancer") && draw.maybe() {
        own.insert("advertisedHostTemplate".into(), json!("b-{nodeId}.example.com"));
    }
    if listener.inside() && draw.maybe() {
        own.insert("allowFrom".into(), json!(peers(world, kafka.cluster, 1, draw)));
    }
    // Who runs elsewhere would need the secret there too.
    let beside = |app: &Member| {
        app.namespace == kafka.namespace || app.to.iter().all(|to| world.used(*to).0.name != kafka.name)
    };
    let at_home =
        world.apps.iter().chain(&world.connects).chain(&world.mirrors).chain(&world.bridges).all(beside);
    if listener.tls && at_home && draw.random.one_in(8) {
        let cluster = world.clusters[kafka.cluster].name;
        let secret = secret_of(cluster, kafka.namespace, "entries");
        own.insert(
            "brokerCertChainAndKey".into(),
            json!({"secretName": "own", "certificate": "tls.crt", "key": "tls.key"}),
        );
        own.insert("trustedCertificate".into(), json!({"secretRef": format!("{secret}/ca.crt")}));
    }
    let never = [
        "authentication",
        "loadBalancer",
        "allowFrom",
        "bootstrapHost",
        "hostTemplate",
        "advertisedHostTemplate",
        "parentRefs",
        "class",
        "annotations",
        "externalTrafficPolicy",
        "nodePort",
        "preferredNodePortAddressType",
        "brokerCertChainAndKey",
        "trustedCertificate",
    ];
    draw.fill("Listener", own, &never)
}

fn hdinsight(world: &World, kafka: &Kafka, draw: &mut Draw) -> Value {
    let brokers: Map<String, Value> =
        (0..kafka.brokers).map(|n| (format!("wn{n}-kafka"), json!(format!("10.10.0.{}", 10 + n)))).collect();
    let mut own = map(json!({
        "provider": "hdinsight", "clusterName": "kafka-legacy", "brokers": brokers,
        "listeners": {"plaintext": {"protocol": "PLAINTEXT", "port": 9092, "advertise": draw.word(&["ip", "hostname"])}},
        "topics": topics(kafka, draw),
    }));
    if world.networks {
        own.insert("subnet".into(), json!("hdi-vnet/default"));
    }
    if draw.maybe() {
        own.insert("config".into(), json!({"num.network.threads": 8, "log.retention.hours": "7d"}));
    }
    if draw.maybe() {
        own.insert("topicDefaults".into(), json!({"partitions": 4, "replicas": 3}));
    }
    if draw.maybe() {
        own.insert("version".into(), json!("5.1"));
    }
    if draw.maybe() {
        own.insert("restProxy".into(), json!(true));
        own.insert("managementNode".into(), json!({"vmSize": "Standard_E4_v3"}));
    }
    draw.fill(
        "HdInsight",
        own,
        &["version", "location", "subnet", "config", "topicDefaults", "restProxy", "managementNode"],
    )
}

fn external(world: &World, kafka: &Kafka, draw: &mut Draw) -> Value {
    let stated = &kafka.listeners[0];
    let servers = if draw.maybe() {
        json!(["a.example.com:9093", "b.example.com:9094"])
    } else {
        json!(["ns.servicebus.windows.net:9093"])
    };
    let cluster = &world.clusters[0];
    let secret = secret_of(cluster.name, cluster.namespaces[0], "entries");
    let mut listener = map(json!({"bootstrapServers": servers}));
    let tls = if stated.auth.is_some() && draw.maybe() {
        json!({"trustedCertificate": {"secretRef": format!("{secret}/ca.crt")}})
    } else {
        json!(true)
    };
    listener.insert("tls".into(), if stated.tls { tls } else { json!(false) });
    let auth = match stated.auth {
        Some("tls") => Some(
            json!({"type": "tls", "certificate": {"secretRef": format!("{secret}/user")}, "key": {"secretRef": format!("{secret}/user")}}),
        ),
        Some(word) => Some(
            json!({"type": word, "username": "$ConnectionString", "password": {"secretRef": format!("{secret}/password")}}),
        ),
        None => None,
    };
    if let Some(auth) = auth {
        listener.insert("authentication".into(), auth);
    }
    let mut own = map(json!({"provider": "external", "listeners": {"sasl": listener}}));
    let names: Map<String, Value> = kafka.topics.iter().map(|name| (name.clone(), json!({}))).collect();
    own.insert("topics".into(), Value::Object(names));
    draw.fill("ExternalKafka", own, &["topicDefaults", "shared"])
}
