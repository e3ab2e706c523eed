//! Time per application, topic and user stays the same however many there are: growth is judged, never a time.

use std::time::{Duration, Instant};
use streamwright::blueprint::{Blueprint, Decoder, Shape, environments, strict};
use streamwright::diagnostic::Sink;
use streamwright::plan::{self, Plan};
use streamwright::source::{Source, SourceMap};
use streamwright::topology::{self, Topology};
use streamwright::{emit, yaml};

const FEW: usize = 400;
const MANY: usize = 3200;
/// How much longer an item may take among many than among few. Work on each item that looks at every other one would
/// make it eight; a busy machine and cold caches make it somewhat more than one.
const BOUND: f64 = 1.8;
/// Rounds after which the best time still counts as the machine's word; most often one or two do.
const ROUNDS: usize = 8;

/// A blueprint of as many applications, topics and users.
fn blueprint(count: usize) -> String {
    let mut text = String::from(
        "apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: growth}
versions: {kubernetes: \"1.35\", strimzi: \"1.2\", kafka: \"4.3.1\"}
kubernetes:
  aks:
    provider: aks
    namespaces: {apps: {podSecurity: restricted}, kafka: {podSecurity: restricted}}
    operators: {strimzi: {version: 1.2.0, watchNamespaces: [kafka]}, strimzi-access: {version: 0.3.0}}
kafka:
  streaming:
    provider: strimzi
    namespace: kafka
    nodePools:
      node: {roles: [controller, broker], replicas: 3, storage: {size: 10Gi, class: managed-csi}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}
    topics:
",
    );
    for i in 0..count {
        text += &format!("      events-{i}: {{partitions: 3, config: {{retention.ms: 7d}}}}\n");
    }
    text += "apps:\n";
    for i in 0..count {
        let next = (i + 1) % count;
        text += &format!(
            "  app-{i}:
    kind: Deployment
    namespace: apps
    image: registry.example.com/app:1.0.{i}
    replicas: 2
    connections:
      events:
        to: streaming/tls
        produces: [events-{i}]
        consumes: {{topics: [events-{next}], group: app-{i}}}
        env: {{SERVERS: bootstrapServers, CA: truststore, SASL: saslMechanism, USER: username, PASSWORD: password}}
"
        );
    }
    text
}

/// What each room took for one blueprint.
fn rooms(text: &str) -> Vec<(&'static str, Duration)> {
    let mut took = Vec::new();
    let mut began = Instant::now();
    let mut done = |room| {
        took.push((room, began.elapsed()));
        began = Instant::now();
    };
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new("growth.yaml", text));
    let stream = yaml::parse(id, &sources, &yaml::Limits::default(), yaml::Reader::Blueprint, &mut sink);
    done("yaml");
    let root = strict(id, &stream, &mut sink).expect("a blueprint");
    let environments = environments(root, &mut sink, &sources);
    done("environments");
    let environment = &environments[0];
    let decoded = Blueprint::decode(&environment.tree, &mut Decoder::of(environment, &mut sink, &sources));
    let decoded = decoded.expect("a blueprint that can be read");
    done("decode");
    let topology: Topology = topology::resolve(decoded, environment, &mut sink);
    done("resolve");
    let plan: Plan = plan::lower(&topology);
    plan::collisions(&plan, &mut sink);
    let mut plans = vec![plan];
    let topologies = [topology];
    plan::patch(&topologies, &mut plans, &mut sink);
    done("lower");
    // What verification costs is a sum over objects that know nothing of one another.
    let texts = plans.iter().map(|plan| plan.objects().map(|_| String::new()).collect()).collect();
    let artifacts = emit::emit(&topologies, &plans, None, texts).expect("paths that can be written");
    done("emit");
    let said: Option<String> = sink.into_sorted().into_iter().map(|d| d.message).next();
    assert_eq!(said, None);
    assert!(artifacts.len() > text.matches("kind: Deployment").count() * 6, "every app has its objects");
    took
}

#[test]
fn an_item_takes_as_long_among_many_as_among_few() {
    let (few, many) = (blueprint(FEW), blueprint(MANY));
    let mut best: Vec<(&str, Duration, Duration)> = Vec::new();
    for round in 0..ROUNDS {
        for (at, (few, many)) in rooms(&few).into_iter().zip(rooms(&many)).enumerate() {
            match best.get_mut(at) {
                Some((_, least_few, least_many)) => {
                    *least_few = few.1.min(*least_few);
                    *least_many = many.1.min(*least_many);
                }
                None => best.push((few.0, few.1, many.1)),
            }
        }
        let growth = |(room, few, many): &(&'static str, Duration, Duration)| {
            (*room, many.as_secs_f64() / few.as_secs_f64() / (MANY / FEW) as f64)
        };
        let grown: Vec<(&str, f64)> = best.iter().map(growth).collect();
        println!("round {round}: {grown:.2?}");
        if grown.iter().all(|(_, by)| *by <= BOUND) {
            return;
        }
        assert!(
            round + 1 < ROUNDS,
            "time per item grows with their number: {grown:.2?}, at most {BOUND} is fine"
        );
    }
}
