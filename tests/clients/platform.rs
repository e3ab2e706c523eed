//! Small blueprints, compiled, and a way to their leaves.

use serde_json::Value as Json;
use streamwright::object::{Object, Pointer};
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::{MemoryFiles, Origin};
use streamwright::yaml::to_json;

/// One Kubernetes cluster with every operator and a Kafka cluster in `kafka`, whose listeners are `tls` with
/// passwords, `mtls` with certificates and `plain` without anything.
pub const PLATFORM: &str = r#"
apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: test}
profile: production
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: "4.3.1"}
networks:
  hub:
    addressSpace: [10.20.0.0/16, 10.10.0.0/16]
    subnets: {people: {addressPrefix: 10.10.3.0/24}, GatewaySubnet: {addressPrefix: 10.10.4.0/27}}
    virtualNetworkGateway: {pointToSite: {vpnClientAddressPool: [172.16.0.0/24]}}
kubernetes:
  aks:
    provider: aks
    nodePools: {all: {vmSize: Standard_D4s_v5, count: 6, zones: ["1", "2", "3"]}}
    namespaces: {kafka: {podSecurity: baseline}, apps: {}, vault: {}}
    storageClasses: {disk: {}}
    operators:
      strimzi: {version: 1.2.0}
      strimzi-access: {version: 0.3.0}
      external-secrets: {clusterSecretStores: [store]}
      prometheus-operator: {namespace: monitoring, labels: {release: main}}
kafka:
  main:
    provider: strimzi
    kubernetes: aks
    namespace: kafka
    nodePools: {all: {roles: [controller, broker], replicas: 3, storage: {size: 1Gi, class: disk}}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}
      mtls: {port: 9094, type: internal, tls: true, authentication: tls}
      plain: {port: 9092, type: internal, tls: false}
    topics: {a: {}, b: {}, c.d: {}}
  hubs:
    provider: external
    listeners:
      public:
        bootstrapServers: ["one.example:9093", "two.example:9093"]
        tls: true
        authentication: {type: plain, username: $ConnectionString, password: {secretRef: hub/connection}}
      own:
        bootstrapServers: ["own.example:9093"]
        tls: {trustedCertificate: {secretRef: hub/ca}}
        authentication: {type: scram-sha-256, username: me, password: {secretRef: hub/connection}}
      open: {bootstrapServers: ["open.example:9092"]}
    topics: {a: {}, c.d: {}}
secrets:
  hub: {kubernetes: aks, namespace: kafka, keys: [connection, ca], source: existing}
"#;

/// A second Kubernetes cluster, to stand at the head of the first one's section.
const SECOND: &str = "
kubernetes:
  eks:
    provider: eks
    subnet: hub/people
    namespaces: {kafka: {}, apps: {}}
    operators: {external-secrets: {clusterSecretStores: [store]}}";

/// Compiles the platform with more in it; mistakes of the test itself end it.
pub fn compiled(more: &str) -> Compiled {
    of_text(format!("{PLATFORM}{more}"))
}

/// The same with a second Kubernetes cluster, `eks`.
pub fn compiled_with_second(more: &str) -> Compiled {
    of_text(format!("{}{more}", PLATFORM.replacen("\nkubernetes:", SECOND, 1)))
}

fn of_text(text: String) -> Compiled {
    let files = MemoryFiles::new();
    let bytes = text.into_bytes();
    let compiled = compile(Input { name: "test.yaml".into(), bytes, files: &files });
    let said: Vec<&str> = compiled.diagnostics.iter().map(|said| said.message.as_str()).collect();
    assert!(compiled.artifacts.is_some(), "{said:?} {:?}", compiled.verified);
    compiled
}

/// The object of that kind and name in the only environment.
pub fn object<'c>(compiled: &'c Compiled, kind: &str, name: &str) -> &'c Object {
    find(compiled, kind, name).unwrap_or_else(|| panic!("no {kind} {name}"))
}

/// The same, when it is there.
pub fn find<'c>(compiled: &'c Compiled, kind: &str, name: &str) -> Option<&'c Object> {
    let mut objects = compiled.plans[0].objects().map(|(_, _, placed)| &placed.object);
    objects.find(|object| object.gvk.kind == kind && object.name == name)
}

/// The folder an object is in.
pub fn folder<'c>(compiled: &'c Compiled, kind: &str, name: &str) -> &'c str {
    let mut folders = compiled.plans[0].clusters.values().flat_map(|cluster| &cluster.components);
    let holds = |(_, component): &(&String, &streamwright::plan::Component)| {
        let mut objects = component.objects.values().map(|placed| &placed.object);
        objects.any(|object| object.gvk.kind == kind && object.name == name)
    };
    folders.find(holds).map(|(folder, _)| folder.as_str()).unwrap_or_else(|| panic!("no {kind} {name}"))
}

/// The value at a JSON pointer; null where there is none.
pub fn at(object: &Object, pointer: &str) -> Json {
    let pointer = Pointer::parse(pointer).unwrap();
    pointer.find(&object.node).map_or(Json::Null, to_json)
}

/// The origin of the value at a JSON pointer.
pub fn origin<'o>(object: &'o Object, pointer: &str) -> &'o Origin {
    &Pointer::parse(pointer).unwrap().find(&object.node).expect(pointer).origin
}

/// The text of the blueprint a value comes from.
pub fn written<'c>(compiled: &'c Compiled, object: &Object, pointer: &str) -> &'c str {
    let span = origin(object, pointer).span().expect("somebody wrote it");
    compiled.sources.slice(span)
}
