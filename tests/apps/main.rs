//! What applications become: small blueprints through the whole walk, leaf by leaf.

mod connection;
mod hostile;
mod mistakes;
mod policy;
mod reference;
mod workload;

use serde_json::Value as Json;
use streamwright::diagnostic::Severity;
use streamwright::object::{Object, Pointer};
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::schema::{self, KUBERNETES, Outcome, STRIMZI, Versions};
use streamwright::source::{MemoryFiles, Origin};
use streamwright::yaml;

const HEAD: &str = r#"apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: shop}
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: 4.3.1}
networks:
  hub:
    location: westeurope
    addressSpace: [10.20.0.0/16]
    subnets: {nodes: {addressPrefix: 10.20.0.0/20}}
kubernetes:
  aks:
    provider: aks
    subnet: hub/nodes
    nodePools: {nodes: {vmSize: Standard_D4s_v5, count: 3, zones: ["1", "2", "3"]}}
    namespaces: {kafka: {}, apps: {}}
    operators: {strimzi: {version: 1.2.0}, strimzi-access: {version: 0.3.0}}
secrets:
  events: {namespace: apps, keys: [connection], source: existing}
  client: {namespace: apps, name: client-tls, keys: [tls.crt, tls.key, both.pem], source: existing}
  db: {namespace: apps, keys: [user, password], source: existing}
kafka:
  streaming:
    provider: strimzi
    namespace: kafka
    nodePools: {dual: {roles: [controller, broker], replicas: 3, storage: {size: 20Gi}}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}
      mutual: {port: 9094, type: internal, tls: true, authentication: tls}
    topics: {orders: {}}
  legacy:
    provider: hdinsight
    brokers: {wn0: 10.20.16.5, wn1: 10.20.16.6}
    listeners: {plaintext: {protocol: PLAINTEXT, port: 9092, advertise: hostname}}
    topics: {orders: {partitions: 1}}
  hubs:
    provider: external
    listeners:
      sasl: {bootstrapServers: ["ns.servicebus.windows.net:9093"], tls: true,
             authentication: {type: plain, username: $ConnectionString, password: {secretRef: events/connection}}}
      cert: {bootstrapServers: ["10.30.0.4:9093"], tls: true,
             authentication: {type: tls, certificate: {secretRef: client/both.pem}, key: {secretRef: client/both.pem}}}
      pair: {bootstrapServers: ["10.30.0.4:9093"], tls: true,
             authentication: {type: tls, certificate: {secretRef: client/tls.crt}, key: {secretRef: client/tls.key}}}
    topics: {orders: {}}
"#;

/// A blueprint with one app called `shop`, whose keys are given below `apps/shop`.
fn blueprint(extra: &str, app: &str) -> String {
    let indented: String = app.lines().map(|line| format!("    {line}\n")).collect();
    format!("{HEAD}{extra}apps:\n  shop:\n{indented}")
}

fn run(text: &str) -> Compiled {
    let files = MemoryFiles::new();
    compile(Input { name: "shop.yaml".into(), bytes: text.as_bytes().to_vec(), files: &files })
}

/// Compiles without an error, and fits every version there is.
fn clean(text: &str) -> Compiled {
    let compiled = run(text);
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let said: Vec<&str> = errors.map(|d| d.message.as_str()).collect();
    assert_eq!(said, [""; 0], "in\n{text}");
    assert_eq!(compiled.verified.bugs, [""; 0], "in\n{text}");
    let mut checked = 0;
    for (_, component, placed) in compiled.plans.iter().flat_map(|plan| plan.objects()) {
        if component.name != "shop" {
            continue;
        }
        for minor in KUBERNETES {
            for strimzi in STRIMZI {
                let versions = Versions::new(minor, strimzi).expect("a supported version");
                match schema::check(&placed.object.node, &versions) {
                    Outcome::Checked(violations) => assert!(violations.is_empty(), "{minor}: {violations:?}"),
                    Outcome::NoSchema { kind, .. } => panic!("{kind} has no schema"),
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 0, "nothing of the app was checked");
    compiled
}

/// An app of the given keys, compiled without an error.
fn app(app: &str) -> Compiled {
    clean(&blueprint("", &format!("kind: Deployment\nnamespace: apps\nimage: shop:1\n{app}")))
}

fn object<'c>(compiled: &'c Compiled, kind: &str, name: &str) -> &'c Object {
    let found = compiled.plans[0].objects().map(|(_, _, placed)| &placed.object);
    let mut found = found.filter(|object| object.gvk.kind == kind && object.name == name);
    found.next().unwrap_or_else(|| panic!("no {kind} {name}"))
}

fn at(object: &Object, pointer: &str) -> Json {
    yaml::to_json(&object.node).pointer(pointer).cloned().unwrap_or(Json::Null)
}

/// The pod of the app called `shop`.
fn pod(compiled: &Compiled, pointer: &str) -> Json {
    let kind = compiled.topologies[0].blueprint.apps.get("shop").unwrap().kind.value.word();
    at(object(compiled, kind, "shop"), &format!("/spec/template/spec{pointer}"))
}

/// A variable of the app called `shop`, without its name.
fn variable(compiled: &Compiled, name: &str) -> Json {
    let env = pod(compiled, "/containers/0/env");
    let mut found = env.as_array().into_iter().flatten().filter(|v| v["name"] == name).cloned();
    let mut variable = found.next().unwrap_or(Json::Null);
    assert!(found.next().is_none(), "{name} stands twice");
    if let Some(map) = variable.as_object_mut() {
        map.shift_remove("name");
    }
    variable
}

/// The names of the app's variables, in order.
fn names(compiled: &Compiled) -> Vec<String> {
    let env = pod(compiled, "/containers/0/env");
    env.as_array().into_iter().flatten().filter_map(|v| v["name"].as_str().map(str::to_owned)).collect()
}

fn origin(object: &Object, pointer: &str) -> Origin {
    let pointer = Pointer::parse(pointer).unwrap();
    pointer.find(&object.node).unwrap_or_else(|| panic!("nothing at {pointer}")).origin.clone()
}

/// The text an origin points at.
fn written(compiled: &Compiled, origin: &Origin) -> String {
    let span = origin.span().unwrap_or_else(|| panic!("{origin:?} points nowhere"));
    compiled.sources.slice(span).to_owned()
}
