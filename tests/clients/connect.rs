use crate::platform::{at, compiled, find, folder, object, origin, written};
use serde_json::{Value as Json, json};
use streamwright::source::Origin;

const STACK: &str = r#"
  bot: {namespace: kafka, name: bot-secret, keys: [token], source: existing}
  far: {namespace: vault, keys: [user, pass], source: existing}
  push: {namespace: kafka, type: dockerconfigjson, source: existing}
connect:
  camel:
    to: main/tls
    build: {image: "registry.example/camel:1", pushSecret: push, resources: {limits: {memory: 1Gi}}}
    plugins:
      by-maven: {maven: "org.apache.camel.kafkaconnector:camel-telegram-source-kafka-connector:4.18.0", repository: "https://maven.example/all"}
      by-url: {url: "https://files.example/p.tgz", sha512sum: abc, type: tgz}
    nodeSelector: {pool: connect}
    tolerations: [{key: connect, operator: Exists}]
    imagePullSecrets: [push]
    jvmOptions: {-Xmx: 1g}
    config: {config.providers: env, config.providers.env.class: org.apache.kafka.common.config.provider.EnvVarConfigProvider}
    connectors:
      In_One:
        class: org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector
        produces: [b, a]
        tasksMax: 2
        state: paused
        config:
          camel.kamelet.telegram-source.authorizationToken: {secretRef: bot/token}
      out:
        class: org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector
        consumes: {topics: [c.d, a], group: readers}
        autoRestart: false
        config:
          camel.kamelet.aws-sqs-sink.queueNameOrArn: q
          camel.kamelet.aws-sqs-sink.region: eu-west-1
          camel.kamelet.aws-sqs-sink.accessKey: {format: "{0}:{1}", secretRefs: [far/user, far/pass]}
          camel.kamelet.aws-sqs-sink.secretKey: {secretRef: far/pass}
      file:
        class: org.apache.kafka.connect.file.FileStreamSourceConnector
        produces: [a]
      other:
        class: com.example.Source
        produces: [a]
"#;

#[test]
fn sources_and_sinks_are_told_their_topics_in_the_key_they_read() {
    let compiled = compiled(STACK);
    let altered = streamwright::topology::object_name("In_One");
    let source = object(&compiled, "KafkaConnector", &altered);
    assert_eq!(at(source, "/spec/config/topics"), "a,b");
    assert_eq!(at(source, "/spec/tasksMax"), 2);
    assert_eq!(at(source, "/spec/state"), "paused");
    assert_eq!(at(source, "/spec/autoRestart/enabled"), true);
    assert_eq!(*origin(source, "/spec/autoRestart/enabled"), Origin::Default("auto-restart"));
    assert_eq!(at(source, "/metadata/labels/strimzi.io~1cluster"), "camel");
    let sink = object(&compiled, "KafkaConnector", "out");
    assert_eq!(at(sink, "/spec/config/topics"), "a,c.d");
    assert_eq!(at(sink, "/spec/config/consumer.override.group.id"), "readers");
    assert_eq!(at(sink, "/spec/autoRestart/enabled"), false);
    assert_eq!(at(object(&compiled, "KafkaConnector", "file"), "/spec/config"), json!({"topic": "a"}));
    assert_eq!(at(object(&compiled, "KafkaConnector", "other"), "/spec/config"), Json::Null);
}

#[test]
fn a_sink_by_pattern_has_no_list() {
    let compiled = compiled(
        "connect: {c: {to: main/tls, connectors: {s: {class: x.Y, consumes: [a], config: {topics.regex: a.*}}}}}",
    );
    let sink = object(&compiled, "KafkaConnector", "s");
    assert_eq!(at(sink, "/spec/config"), json!({"topics.regex": "a.*"}));
}

#[test]
fn secrets_are_named_and_only_those_are_opened() {
    let compiled = compiled(STACK);
    let altered = streamwright::topology::object_name("In_One");
    let token = "/spec/config/camel.kamelet.telegram-source.authorizationToken";
    let source = object(&compiled, "KafkaConnector", &altered);
    assert_eq!(at(source, token), "${secrets:kafka/bot-secret:token}");
    assert_eq!(written(&compiled, source, token), "{secretRef: bot/token}");
    let sink = object(&compiled, "KafkaConnector", "out");
    assert_eq!(
        at(sink, "/spec/config/camel.kamelet.aws-sqs-sink.accessKey"),
        "${secrets:vault/far:user}:${secrets:vault/far:pass}"
    );
    let worker = object(&compiled, "KafkaConnect", "camel");
    assert_eq!(at(worker, "/spec/config/config.providers"), "env,secrets");
    let class = "/spec/config/config.providers.secrets.class";
    assert_eq!(at(worker, class), "io.strimzi.kafka.KubernetesSecretConfigProvider");
    assert_eq!(*origin(worker, class), Origin::Default("secret-provider"));

    let role = object(&compiled, "Role", "camel-connect-config-secrets");
    assert_eq!(role.namespace.as_deref(), Some("kafka"));
    assert_eq!(at(role, "/rules/0/resourceNames"), json!(["bot-secret"]));
    let far = object(&compiled, "Role", "camel-connect-config-secrets-vault");
    assert_eq!(far.namespace.as_deref(), Some("vault"));
    assert_eq!(at(far, "/rules/0/resourceNames"), json!(["far"]));
    assert_eq!(folder(&compiled, "Role", "camel-connect-config-secrets-vault"), "00-cluster");
    let binding = object(&compiled, "RoleBinding", "camel-connect-config-secrets-vault");
    assert_eq!(binding.namespace.as_deref(), Some("vault"));
    let account = json!([{"kind": "ServiceAccount", "name": "camel-connect", "namespace": "kafka"}]);
    assert_eq!(at(binding, "/subjects"), account);
}

#[test]
fn nothing_is_opened_where_nothing_is_named() {
    let compiled = compiled("connect: {c: {to: main/tls, image: \"i.example/c:1\"}}");
    let worker = object(&compiled, "KafkaConnect", "c");
    assert_eq!(at(worker, "/spec/config/config.providers"), Json::Null);
    assert_eq!(at(worker, "/metadata/annotations"), Json::Null, "no connectors, no annotation");
    assert_eq!(at(worker, "/spec/image"), "i.example/c:1");
    assert!(find(&compiled, "Role", "c-connect-config-secrets").is_none());
}

#[test]
fn what_is_built_and_where_it_runs() {
    let compiled = compiled(STACK);
    let worker = object(&compiled, "KafkaConnect", "camel");
    let output = json!({"type": "docker", "image": "registry.example/camel:1", "pushSecret": "push"});
    assert_eq!(at(worker, "/spec/build/output"), output);
    assert_eq!(at(worker, "/spec/build/resources/limits/memory"), "1Gi");
    let maven = json!({"type": "maven", "repository": "https://maven.example/all",
        "group": "org.apache.camel.kafkaconnector", "artifact": "camel-telegram-source-kafka-connector",
        "version": "4.18.0", "includeScope": "runtime"});
    assert_eq!(at(worker, "/spec/build/plugins/0/artifacts/0"), maven);
    let url = json!({"type": "tgz", "url": "https://files.example/p.tgz", "sha512sum": "abc"});
    assert_eq!(at(worker, "/spec/build/plugins/1/artifacts/0"), url);
    let node = "/spec/template/pod/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution";
    let terms = json!([{"matchExpressions": [{"key": "pool", "operator": "In", "values": ["connect"]}]}]);
    assert_eq!(at(worker, &format!("{node}/nodeSelectorTerms")), terms);
    assert_eq!(at(worker, "/spec/template/pod/tolerations/0/key"), "connect");
    assert_eq!(at(worker, "/spec/template/pod/imagePullSecrets"), json!([{"name": "push"}]));
    assert_eq!(
        at(worker, "/spec/template/pod/topologySpreadConstraints/1/whenUnsatisfiable"),
        "ScheduleAnyway"
    );
    assert_eq!(at(worker, "/spec/rack/topologyKey"), "topology.kubernetes.io/zone");
    assert_eq!(at(worker, "/spec/template/initContainer/securityContext/runAsNonRoot"), true);
    assert_eq!(at(worker, "/spec/jvmOptions/-Xmx"), "1g");
    assert_eq!(at(worker, "/spec/metricsConfig"), json!({"type": "strimziMetricsReporter"}));
    let monitor = object(&compiled, "PodMonitor", "camel-connect");
    assert_eq!(at(monitor, "/metadata/labels/release"), "main");
    assert_eq!(at(monitor, "/spec/podMetricsEndpoints/0/port"), "tcp-prometheus");
    assert_eq!(at(monitor, "/spec/selector/matchLabels/strimzi.io~1name"), "camel-connect");
}

#[test]
fn kafka_of_others_is_trusted_and_logged_in_to() {
    let compiled = compiled(
        "connect: {p: {to: hubs/public, kubernetes: aks, namespace: kafka}, o: {to: hubs/own, kubernetes: aks, namespace: kafka}}",
    );
    let public = object(&compiled, "KafkaConnect", "p");
    assert_eq!(at(public, "/spec/bootstrapServers"), "one.example:9093,two.example:9093");
    assert_eq!(at(public, "/spec/tls"), json!({"trustedCertificates": []}));
    let login = json!({"type": "plain", "username": "$ConnectionString",
        "passwordSecret": {"secretName": "hub", "password": "connection"}});
    assert_eq!(at(public, "/spec/authentication"), login);
    assert_eq!(at(public, "/spec/rack"), Json::Null);
    let own = object(&compiled, "KafkaConnect", "o");
    let trusted = json!([{"secretName": "hub", "certificate": "ca"}]);
    assert_eq!(at(own, "/spec/tls/trustedCertificates"), trusted);
    assert_eq!(at(own, "/spec/authentication/type"), "scram-sha-256");
}
