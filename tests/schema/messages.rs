use serde_json::{Value as Json, json};
use streamwright::schema::{self, Minor, Outcome, Problem, Versions};

use crate::node::{documents, node};

/// Each violation with its help, as a user reads them.
fn said(object: &Json, minor: u32, strimzi: &str) -> Vec<String> {
    match schema::check_published(&node(object), &Versions::new(Minor { major: 1, minor }, strimzi).unwrap())
    {
        Outcome::Checked(violations) => violations
            .iter()
            .map(|violation| match violation.problem.help() {
                Some(help) => format!("{violation}; {help}"),
                None => violation.to_string(),
            })
            .collect(),
        Outcome::NoSchema { api_version, kind } => vec![format!("no schema: {api_version} {kind}")],
    }
}

fn one(yaml: &str) -> Vec<String> {
    said(&documents(yaml)[0], 35, "1.2.0")
}

#[test]
fn every_problem_is_said_with_its_place() {
    let yaml = "
apiVersion: v1
kind: Service
metadata: {name: app, lables: {a: b}}
spec:
  type: Loadbalancer
  ports:
    - {port: '80', targetPort: 3.5, nodePort: 3000000000}
    - {name: http}
";
    assert_eq!(
        one(yaml),
        [
            "`/metadata/lables`: `metadata` has no field `lables`; did you mean `labels`?",
            "`/spec/type`: `Loadbalancer` is not one of the values allowed here; did you mean `LoadBalancer`?",
            "`/spec/ports/0/port`: expected an integer, found a string",
            "`/spec/ports/0/targetPort`: expected an integer or a string, found a number",
            "`/spec/ports/0/nodePort`: `3000000000` is out of range: 2147483647 is the most allowed",
            "`/spec/ports/1`: an item of `ports` must have the field `port`",
        ]
    );
    let yaml = "
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: k}
spec:
  kafka:
    listeners: []
    jvmOptions: {-Xmx: 2gb}
    template: {kafkaContainer: {env: [{name: A, value: 1, valueFrom: {secretKeyRef: {name: a, key: b}}}]}}
";
    assert_eq!(
        one(yaml),
        [
            "`/spec/kafka/listeners`: 0 items do not fit here: 1 is the least allowed",
            "`/spec/kafka/jvmOptions/-Xmx`: `2gb` does not match the pattern `^[0-9]+[mMgG]?$`",
            "`/spec/kafka/template/kafkaContainer/env/0/value`: expected a string, found an integer; \
             put the value in quotes",
            "`/spec/kafka/template/kafkaContainer/env/0`: exactly one of `value` or `valueFrom` must be given, \
             `value` or `valueFrom` are; keep exactly one of `value` or `valueFrom`",
        ]
    );
    let yaml = "{apiVersion: v1, kind: Secret, metadata: {name: a/b~c}, data: {a/b~c: 'hunter2!'}}";
    assert_eq!(one(yaml), ["`/data/a~1b~0c`: the value is not base64 text"]);
    let yaml = "{apiVersion: v1, kind: ResourceQuota, spec: {hard: {cpu: lots}}}";
    assert_eq!(
        one(yaml),
        [
            "`/spec/hard/cpu`: `lots` does not start with a number; write a quantity such as `500m`, `2`, `4Gi` or `10G`"
        ]
    );
    let yaml = "{apiVersion: v1, kind: ResourceQuota, spec: {hard: {memory: 10GB}}}";
    assert_eq!(
        one(yaml),
        [
            "`/spec/hard/memory`: `10GB` has the suffix `GB`, which Kubernetes does not know; did you mean `10Gi`?"
        ]
    );
}

#[test]
fn an_unknown_field_of_a_small_type_lists_what_there_is() {
    let yaml =
        "{apiVersion: access.strimzi.io/v1alpha1, kind: KafkaAccess, spec: {kafka: {name: a, port: 9093}}}";
    assert_eq!(
        one(yaml),
        ["`/spec/kafka/port`: `kafka` has no field `port`; it has only `listener`, `name` and `namespace`"]
    );
    let yaml = "{apiVersion: v1, kind: Pod, spec: {containers: [], zzz: 1}}";
    assert_eq!(one(yaml), ["`/spec/zzz`: `spec` has no field `zzz`"]);
}

#[test]
fn rules_between_fields_hold() {
    let user = |authentication: &str| {
        one(&format!(
            "{{apiVersion: kafka.strimzi.io/v1, kind: KafkaUser, spec: {{authentication: {authentication}}}}}"
        ))
    };
    assert_eq!(user("{type: tls, validityDays: 30, renewalDays: 10}"), [""; 0]);
    assert_eq!(user("{type: scram-sha-512}"), [""; 0]);
    assert_eq!(
        user("{type: scram-sha-512, validityDays: 30}"),
        [
            "`/spec/authentication`: with `type: scram-sha-512`, `renewalDays` and `validityDays` must not be given"
        ]
    );
    assert_eq!(
        user("{type: tls, validityDays: 30}"),
        [
            "`/spec/authentication`: with `type: tls`, `renewalDays` and `validityDays` must be given together \
          or not at all"
        ]
    );
    assert_eq!(
        user("{type: tls, validityDays: 30, renewalDays: 30}"),
        ["`/spec/authentication`: with `type: tls`, `renewalDays` must be less than `validityDays`"]
    );
    let bridge = |spec: &str| {
        one(&format!(
            "{{apiVersion: kafka.strimzi.io/v1, kind: KafkaBridge, spec: {{replicas: 1, bootstrapServers: a, {spec}}}}}"
        ))
    };
    assert_eq!(bridge("rack: {topologyKey: zone}"), [""; 0]);
    assert_eq!(bridge("rack: {type: environment-variable, envVarName: ZONE}"), [""; 0]);
    assert_eq!(bridge("rack: {}"), ["`/spec/rack`: without `type`, `topologyKey` must be given"]);
    assert_eq!(
        bridge("rack: {type: topology-label, topologyKey: ''}"),
        ["`/spec/rack`: with `type: topology-label`, `topologyKey` must be given"]
    );
    assert_eq!(
        bridge("rack: {type: environment-variable, topologyKey: zone}"),
        ["`/spec/rack`: with `type: environment-variable`, `envVarName` must be given"]
    );
    assert_eq!(
        bridge("metricsConfig: {type: jmxPrometheusExporter}"),
        ["`/spec/metricsConfig`: with `type: jmxPrometheusExporter`, `valueFrom` must be given"]
    );
    assert_eq!(bridge("metricsConfig: {type: strimziMetricsReporter}"), [""; 0]);
    let kafka = "{apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: {kafka: {listeners: [{name: a, port: 9092, \
                 type: internal, tls: false}]}, cruiseControl: {metricsConfig: {type: strimziMetricsReporter}}}}";
    assert_eq!(
        one(kafka),
        ["`/spec/cruiseControl/metricsConfig`: `type: strimziMetricsReporter` is not supported here"]
    );
}

#[test]
fn a_version_or_kind_that_is_not_served_is_said_with_what_is() {
    let object = |api_version: &str, kind: &str| json!({"apiVersion": api_version, "kind": kind});
    let ask = |api_version, kind| said(&object(api_version, kind), 33, "1.1.0");
    assert_eq!(
        ask("apps/v1beta1", "Deployment"),
        ["`/apiVersion`: Kubernetes 1.33 has no `Deployment` in `apps/v1beta1`, only in `apps/v1`; \
          write `apiVersion: apps/v1`"]
    );
    assert_eq!(
        ask("extensions/v1beta1", "Ingress"),
        [
            "`/apiVersion`: Kubernetes 1.33 has no `Ingress` in `extensions/v1beta1`, only in `networking.k8s.io/v1`; \
          write `apiVersion: networking.k8s.io/v1`"
        ]
    );
    assert_eq!(
        ask("kafka.strimzi.io/v1beta2", "Kafka"),
        [
            "`/apiVersion`: Strimzi 1.1.0 has no `Kafka` in `kafka.strimzi.io/v1beta2`, only in `kafka.strimzi.io/v1`; \
          write `apiVersion: kafka.strimzi.io/v1`"
        ]
    );
    assert_eq!(
        ask("resource.k8s.io/v1", "DeviceClass"),
        ["`/apiVersion`: Kubernetes 1.33 has no `DeviceClass` in `resource.k8s.io/v1`, only in \
          `resource.k8s.io/v1alpha3`, `resource.k8s.io/v1beta1` or `resource.k8s.io/v1beta2`; \
          write `apiVersion: resource.k8s.io/v1beta2`"]
    );
    assert_eq!(
        ask("storage.k8s.io/v1", "VolumeAttributesClass"),
        ["`/apiVersion`: Kubernetes 1.33 has no `VolumeAttributesClass` in `storage.k8s.io/v1`, only in \
          `storage.k8s.io/v1alpha1` or `storage.k8s.io/v1beta1`; write `apiVersion: storage.k8s.io/v1beta1`"]
    );
    assert_eq!(
        ask("apps/v1", "Deploymnet"),
        ["`/kind`: Kubernetes 1.33 has no kind `Deploymnet` in `apps/v1`; did you mean `Deployment`?"]
    );
    assert_eq!(
        ask("policy/v1beta1", "PodSecurityPolicy"),
        ["`/kind`: Kubernetes 1.33 has no kind `PodSecurityPolicy` in `policy/v1beta1`"]
    );
}

#[test]
fn what_no_table_knows_is_never_called_valid() {
    for (api_version, kind) in [
        ("cert-manager.io/v1", "Certificate"),
        ("gateway.networking.k8s.io/v1", "HTTPRoute"),
        ("external-secrets.io/v1", "ClusterSecretStore"),
        ("kustomize.config.k8s.io/v1beta1", "Kustomization"),
        ("v1", "List"),
    ] {
        let object = json!({"apiVersion": api_version, "kind": kind, "anything": 1});
        assert_eq!(said(&object, 35, "1.2.0"), [format!("no schema: {api_version} {kind}")]);
    }
    assert_eq!(said(&json!([]), 35, "1.2.0"), ["expected an object, a map, found a list"]);
    assert_eq!(said(&json!({"kind": "Pod"}), 35, "1.2.0"), ["an object must have the field `apiVersion`"]);
    assert_eq!(
        said(&json!({"apiVersion": 1, "kind": "Pod"}), 35, "1.2.0"),
        ["`/apiVersion`: expected a string, found an integer; put the value in quotes"]
    );
}

#[test]
fn a_field_of_another_version_says_which() {
    let set = json!({"apiVersion": "apps/v1", "kind": "StatefulSet", "spec": {
        "selector": {}, "template": {"spec": {"containers": [], "hostnameOverride": "a"}}}});
    assert_eq!(
        said(&set, 32, "1.2.0"),
        [
            "`/spec/template/spec/hostnameOverride`: `spec` has no field `hostnameOverride`; \
             the field is there since Kubernetes 1.34",
            "`/spec`: `spec` must have the field `serviceName`",
        ]
    );
    assert_eq!(said(&set, 36, "1.2.0"), Vec::<String>::new());
}

#[test]
fn null_is_absent_for_the_api_server_and_a_value_for_a_custom_resource() {
    assert_eq!(one("{apiVersion: v1, kind: Service, spec: {type: null, selector: {a: null}}}"), [""; 0]);
    assert_eq!(
        one("{apiVersion: v1, kind: Service, spec: {ports: [{port: null}]}}"),
        ["`/spec/ports/0/port`: expected an integer, found null"]
    );
    assert_eq!(
        one("{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {partitions: null}}"),
        ["`/spec/partitions`: expected an integer, found null"]
    );
}

#[test]
fn what_a_server_refuses_beyond_its_schema_is_said_as_well() {
    let said = |yaml: &str| -> Vec<String> {
        let object = node(&documents(yaml)[0]);
        let Outcome::Checked(found) = schema::check(&object, &Versions::newest()) else { panic!() };
        found.iter().map(ToString::to_string).collect()
    };
    let pod =
        |spec: &str| said(&format!("{{apiVersion: v1, kind: Pod, metadata: {{name: a}}, spec: {spec}}}"));
    assert_eq!(pod("{containers: [{name: a, image: b}]}"), [""; 0]);
    assert_eq!(
        pod("{containers: [{name: a}]}"),
        ["`/spec/containers/0`: an item of `containers` must have the field `image`"]
    );
    assert_eq!(
        pod("{containers: [{name: a, image: b, livenessProbe: {exec: null}}]}"),
        [
            "`/spec/containers/0/livenessProbe`: exactly one of `exec`, `grpc`, `httpGet` or `tcpSocket` must be given, none is"
        ]
    );
    assert_eq!(
        pod("{containers: [{name: a, image: b}], hostAliases: [{ip: broker, hostnames: [broker]}]}"),
        ["`/spec/hostAliases/0/ip`: `broker` is not an IP address, such as `10.1.2.3`"]
    );
    // What is still to be filled in may become right.
    assert_eq!(pod("{containers: [{name: a, image: b}], serviceAccountName: '${ACCOUNT}'}"), [""; 0]);
    assert_eq!(
        said("{apiVersion: v1, kind: Service, metadata: {}, spec: {ports: [{port: 80}]}}"),
        ["`/metadata`: `metadata` must have the field `name`"]
    );
    assert_eq!(
        said("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {a: b}}}"),
        ["`/spec`: without `clusterIP`, `ports` must be given"]
    );
    // The server drops null from a custom resource before it looks at it.
    assert_eq!(
        said(
            "{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, metadata: {name: a}, spec: {partitions: null}}"
        ),
        [""; 0]
    );
}

#[test]
fn only_versions_with_a_schema_are_taken() {
    let refused = Versions::new(Minor { major: 1, minor: 29 }, "1.2.0").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there is no schema for Kubernetes `1.29`; there is one for 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36"
    );
    let refused = Versions::new(Minor { major: 1, minor: 35 }, "0.51.0").unwrap_err();
    assert_eq!(refused.to_string(), "there is no schema for Strimzi `0.51.0`; there is one for 1.1.0, 1.2.0");
    assert_eq!("1.35.4".parse(), Ok(Minor { major: 1, minor: 35 }));
    assert_eq!(Versions::newest().kubernetes(), Minor { major: 1, minor: 36 });
    assert_eq!(Versions::newest().strimzi(), "1.2.0");
}

#[test]
fn a_checked_problem_carries_its_data() {
    let object = json!({"apiVersion": "v1", "kind": "Pod", "spec": {"restartPolicy": "always"}});
    let Outcome::Checked(found) = schema::check(&node(&object), &Versions::newest()) else { panic!() };
    assert!(
        matches!(&found[0].problem, Problem::NotInEnum { near: Some("Always"), allowed, .. } if allowed.len() > 2)
    );
    assert_eq!(found[0].pointer, "/spec/restartPolicy");
}
