use super::{app, at, blueprint, clean, object, origin, pod, written};
use serde_json::json;
use streamwright::pipeline::Compiled;
use streamwright::report::expand;
use streamwright::source::Origin;
use streamwright::yaml;

#[test]
fn a_deployment_is_complete() {
    let compiled = app("ports: {http: 8080}\nreplicas: 3\n");
    let deployment = object(&compiled, "Deployment", "shop");
    assert_eq!(at(deployment, "/spec/replicas"), json!(3));
    assert_eq!(written(&compiled, &origin(deployment, "/spec/replicas")), "3");
    let selector = json!({"app.kubernetes.io/name": "shop", "app.kubernetes.io/instance": "shop"});
    assert_eq!(at(deployment, "/spec/selector/matchLabels"), selector);
    assert_eq!(pod(&compiled, "/enableServiceLinks"), json!(false));
    assert_eq!(
        origin(deployment, "/spec/template/spec/enableServiceLinks"),
        Origin::Default("service-links")
    );
    assert_eq!(pod(&compiled, "/containers/0/readinessProbe"), json!({"tcpSocket": {"port": "http"}}));
    assert_eq!(pod(&compiled, "/containers/0/securityContext/allowPrivilegeEscalation"), json!(false));
    assert_eq!(pod(&compiled, "/securityContext/runAsUser"), json!(10001));
    assert_eq!(
        origin(deployment, "/spec/template/spec/securityContext/runAsUser"),
        Origin::Default("app-security")
    );
    let account = object(&compiled, "ServiceAccount", "shop");
    assert_eq!(at(account, "/automountServiceAccountToken"), json!(false));
    assert_eq!(origin(account, "/automountServiceAccountToken"), Origin::Default("token"));
    let budget = object(&compiled, "PodDisruptionBudget", "shop");
    assert_eq!(at(budget, "/spec/maxUnavailable"), json!(1));
    assert_eq!(origin(budget, "/spec/maxUnavailable"), Origin::Default("disruption-budget"));
    assert_eq!(at(budget, "/spec/selector/matchLabels"), selector);
}

#[test]
fn a_claim_of_a_deployment_is_an_object_and_replaced_before_it_is_mounted_again() {
    let compiled = app("volumes: {data: {mountPath: /data, size: 1Gi, class: managed-csi}}\n");
    let claim = object(&compiled, "PersistentVolumeClaim", "shop-data");
    let spec = json!({"accessModes": ["ReadWriteOnce"], "storageClassName": "managed-csi",
                      "resources": {"requests": {"storage": "1Gi"}}});
    assert_eq!(at(claim, "/spec"), spec);
    assert_eq!(origin(claim, "/spec/accessModes/0"), Origin::Default("access-mode"));
    let deployment = object(&compiled, "Deployment", "shop");
    assert_eq!(at(deployment, "/spec/strategy/type"), json!("Recreate"));
    assert_eq!(at(deployment, "/spec/replicas"), json!(1));
    assert_eq!(
        pod(&compiled, "/volumes"),
        json!([{"name": "data", "persistentVolumeClaim": {"claimName": "shop-data"}}])
    );
    assert_eq!(pod(&compiled, "/securityContext/fsGroupChangePolicy"), json!("OnRootMismatch"));
}

#[test]
fn a_stateful_set_has_a_headless_service_and_keeps_its_claims() {
    let text = blueprint(
        "",
        "kind: StatefulSet\nnamespace: apps\nimage: shop:1\nports: {http: 8080, admin: 9090}\n\
         strategy: {type: OnDelete}\nvolumes:\n  data: {mountPath: /data, size: 1Gi}\n  tmp: {mountPath: /tmp, emptyDir: {}}\n",
    );
    let compiled = clean(&text);
    let set = object(&compiled, "StatefulSet", "shop");
    assert_eq!(at(set, "/spec/serviceName"), json!("shop-headless"));
    assert_eq!(at(set, "/spec/podManagementPolicy"), json!("Parallel"));
    assert_eq!(origin(set, "/spec/podManagementPolicy"), Origin::Default("parallel-pods"));
    assert_eq!(at(set, "/spec/updateStrategy/type"), json!("OnDelete"));
    assert_eq!(
        at(set, "/spec/persistentVolumeClaimRetentionPolicy"),
        json!({"whenDeleted": "Retain", "whenScaled": "Retain"})
    );
    assert_eq!(at(set, "/spec/volumeClaimTemplates/0/metadata"), json!({"name": "data"}));
    assert_eq!(pod(&compiled, "/volumes"), json!([{"name": "tmp", "emptyDir": {}}]));
    let headless = object(&compiled, "Service", "shop-headless");
    assert_eq!(at(headless, "/spec/clusterIP"), json!("None"));
    assert_eq!(at(headless, "/spec/publishNotReadyAddresses"), json!(true));
    assert_eq!(
        at(headless, "/spec/ports"),
        json!([{"name": "admin", "port": 9090, "targetPort": "admin"},
               {"name": "http", "port": 8080, "targetPort": "http"}])
    );
}

#[test]
fn pods_stand_apart_as_stated() {
    let keys = |how: &str| {
        let compiled = app(&format!("antiAffinity: {how}\n"));
        let spreads = pod(&compiled, "/topologySpreadConstraints");
        let spreads: Vec<String> = spreads
            .as_array()
            .into_iter()
            .flatten()
            .map(|s| {
                format!("{} {}", s["topologyKey"].as_str().unwrap(), s["whenUnsatisfiable"].as_str().unwrap())
            })
            .collect();
        (spreads, !pod(&compiled, "/affinity").is_null())
    };
    let zone = "topology.kubernetes.io/zone ScheduleAnyway".to_owned();
    let host = "kubernetes.io/hostname ScheduleAnyway".to_owned();
    assert_eq!(keys("preferred"), (vec![zone.clone(), host.clone()], false));
    assert_eq!(keys("required"), (vec![zone], true));
    assert_eq!(keys("none"), (vec![], false));
    let head = |text: &str| text.replace(", zones: [\"1\", \"2\", \"3\"]", "");
    let unzoned = blueprint("", "kind: Deployment\nnamespace: apps\nimage: shop:1\n");
    let compiled = clean(&head(&unzoned));
    assert_eq!(pod(&compiled, "/topologySpreadConstraints").as_array().unwrap().len(), 1);
    let compiled = clean(&unzoned.replace("kind: Blueprint", "kind: Blueprint\nprofile: development"));
    assert_eq!(pod(&compiled, "/topologySpreadConstraints"), json!(null));
    assert_eq!(pod(&compiled, "/affinity"), json!(null));
}

#[test]
fn the_users_security_context_wins_key_by_key_and_null_leaves_one_out() {
    let compiled = app("securityContext: {runAsUser: 999, fsGroup: null, supplementalGroups: [7]}\n");
    let context = json!({"runAsNonRoot": true, "runAsUser": 999, "runAsGroup": 10001,
                         "seccompProfile": {"type": "RuntimeDefault"}, "supplementalGroups": [7]});
    assert_eq!(pod(&compiled, "/securityContext"), context);
    let deployment = object(&compiled, "Deployment", "shop");
    let user = origin(deployment, "/spec/template/spec/securityContext/runAsUser");
    assert_eq!(written(&compiled, &user), "999");
}

#[test]
fn pass_throughs_arrive() {
    let compiled = app(
        "command: [run]\nargs: [--fast]\nenvFrom: [{configMapRef: {name: settings}}]\nimagePullSecrets: [acr]\n\
         nodeSelector: {agentpool: apps}\ntolerations: [{key: apps, operator: Exists}]\n\
         podLabels: {team: shop}\npodAnnotations: {note: \"yes\"}\n\
         strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}\nterminationGracePeriodSeconds: 40\n\
         priorityClassName: high\nserviceAccount: {annotations: {azure.workload.identity/client-id: abc}, automountToken: true}\n\
         probes: {readiness: {}, liveness: {httpGet: {path: /live, port: 80}}}\nports: {http: 8080}\n",
    );
    assert_eq!(pod(&compiled, "/containers/0/command"), json!(["run"]));
    assert_eq!(pod(&compiled, "/containers/0/args"), json!(["--fast"]));
    assert_eq!(pod(&compiled, "/containers/0/envFrom"), json!([{"configMapRef": {"name": "settings"}}]));
    assert_eq!(pod(&compiled, "/imagePullSecrets"), json!([{"name": "acr"}]));
    assert_eq!(pod(&compiled, "/nodeSelector"), json!({"agentpool": "apps"}));
    assert_eq!(pod(&compiled, "/tolerations"), json!([{"key": "apps", "operator": "Exists"}]));
    assert_eq!(pod(&compiled, "/terminationGracePeriodSeconds"), json!(40));
    assert_eq!(pod(&compiled, "/priorityClassName"), json!("high"));
    assert_eq!(pod(&compiled, "/containers/0/readinessProbe"), json!(null));
    assert_eq!(pod(&compiled, "/containers/0/livenessProbe/httpGet/path"), json!("/live"));
    let deployment = object(&compiled, "Deployment", "shop");
    assert_eq!(at(deployment, "/spec/strategy/rollingUpdate/maxSurge"), json!(1));
    let metadata = at(deployment, "/spec/template/metadata");
    assert_eq!(metadata["labels"]["team"], json!("shop"));
    assert_eq!(metadata["labels"]["app.kubernetes.io/name"], json!("shop"));
    assert_eq!(metadata["annotations"], json!({"note": "yes"}));
    let account = object(&compiled, "ServiceAccount", "shop");
    assert_eq!(at(account, "/metadata/annotations/azure.workload.identity~1client-id"), json!("abc"));
    assert_eq!(at(account, "/automountServiceAccountToken"), json!(true));
}

#[test]
fn what_expand_shows_builds_the_same_objects() {
    let compiled = app(
        "ports: {http: 8080}\nservice: {type: LoadBalancer}\nsecurityContext: {fsGroup: null, runAsUser: 7}\n\
         volumes: {data: {mountPath: /data, size: 1Gi}}\nconnections:\n  c: {to: streaming/tls, produces: [orders], env: {B: bootstrapServers}}\n",
    );
    let again = clean(&expand(&compiled.topologies[0], &compiled.sources));
    let objects = |compiled: &Compiled| -> Vec<serde_json::Value> {
        compiled.plans[0].objects().map(|(_, _, placed)| yaml::to_json(&placed.object.node)).collect()
    };
    assert!(!objects(&again).is_empty());
    assert_eq!(objects(&compiled), objects(&again));
}
