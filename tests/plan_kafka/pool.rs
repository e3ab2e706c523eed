use crate::built::Built;
use serde_json::json;

#[test]
fn ids_become_the_annotation_and_nothing_is_a_list_of_volumes_by_accident() {
    let built = Built::with("");
    let annotation = "/metadata/annotations/strimzi.io~1next-node-ids";
    assert_eq!(built.json("KafkaNodePool", "dual", annotation), "[0-99]");
    assert_eq!(built.origin("KafkaNodePool", "dual", annotation), "#node-ids");
    let storage = built.json("KafkaNodePool", "dual", "/spec/storage");
    let volume = json!({"id": 0, "type": "persistent-claim", "size": "1Gi", "deleteClaim": false, "kraftMetadata": "shared"});
    assert_eq!(storage, json!({"type": "jbod", "volumes": [volume]}));
    assert_eq!(built.origin("KafkaNodePool", "dual", "/spec/storage/type"), "#storage-jbod");
    assert_eq!(built.origin("KafkaNodePool", "dual", "/spec/storage/volumes/0/size"), "1Gi");
    assert_eq!(built.origin("KafkaNodePool", "dual", "/spec/jvmOptions/-Xmx"), "#broker-heap");
}

#[test]
fn several_volumes_stand_by_id_and_what_is_on_the_node_has_a_limit() {
    let built = Built::with(
        "    nodePools:\n      one:\n        roles: [controller, broker]\n        replicas: 1\n        nodeIds: 7\n        \
         storage: {volumes: [{id: 1, size: 2Gi}, {id: 0, type: ephemeral, size: 1Gi}]}\n",
    );
    let volumes = json!([
        {"id": 0, "type": "ephemeral", "sizeLimit": "1Gi", "kraftMetadata": "shared"},
        {"id": 1, "type": "persistent-claim", "size": "2Gi", "deleteClaim": false},
    ]);
    assert_eq!(built.json("KafkaNodePool", "one", "/spec/storage/volumes"), volumes);
    let annotation = "/metadata/annotations/strimzi.io~1next-node-ids";
    assert_eq!(built.json("KafkaNodePool", "one", annotation), "[7]");
    assert_eq!(built.origin("KafkaNodePool", "one", annotation), "7");
}

#[test]
fn pods_keep_apart_and_stay_where_they_are_told_to() {
    let built = Built::with(
        "    rack: {topologyKey: example.com/room}\n    nodePools:\n      control:\n        roles: [controller]\n        \
         replicas: 3\n        antiAffinity: preferred\n        zoneSpread: preferred\n        storage: {size: 1Gi}\n      \
         brokers:\n        roles: [broker]\n        replicas: 3\n        antiAffinity: none\n        zoneSpread: required\n        \
         storage: {size: 1Gi}\n        terminationGracePeriodSeconds: 200\n        nodeSelector: {disk: ssd, pool: \"1\"}\n        \
         tolerations: [{key: kafka, operator: Exists}]\n        priorityClassName: high\n",
    );
    let control = |at: &str| built.json("KafkaNodePool", "control", &format!("/spec/template/pod{at}"));
    let term = "/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0";
    assert_eq!(control(&format!("{term}/weight")), 100);
    let labels = json!({"strimzi.io/cluster": "c", "strimzi.io/pool-name": "control"});
    assert_eq!(control(&format!("{term}/podAffinityTerm/labelSelector/matchLabels")), labels);
    let spread = json!([{
        "maxSkew": 1, "topologyKey": "example.com/room", "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": {"strimzi.io/cluster": "c", "strimzi.io/controller-role": "true"}},
    }]);
    assert_eq!(control("/topologySpreadConstraints"), spread);
    assert_eq!(control("/terminationGracePeriodSeconds"), json!(null));
    let brokers = |at: &str| built.json("KafkaNodePool", "brokers", &format!("/spec/template/pod{at}"));
    assert_eq!(brokers("/topologySpreadConstraints/0/whenUnsatisfiable"), "DoNotSchedule");
    let role = "/topologySpreadConstraints/0/labelSelector/matchLabels/strimzi.io~1broker-role";
    assert_eq!(brokers(role), "true");
    assert_eq!(brokers("/affinity/podAntiAffinity"), json!(null));
    let terms = "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms";
    let expressions = json!([{"matchExpressions": [
        {"key": "disk", "operator": "In", "values": ["ssd"]},
        {"key": "pool", "operator": "In", "values": ["1"]},
    ]}]);
    assert_eq!(brokers(terms), expressions);
    assert_eq!(brokers("/tolerations/0/operator"), "Exists");
    assert_eq!(brokers("/priorityClassName"), "high");
    assert_eq!(brokers("/terminationGracePeriodSeconds"), 200);
    let grace = "/spec/template/pod/terminationGracePeriodSeconds";
    assert_eq!(built.origin("KafkaNodePool", "brokers", grace), "200");
}
