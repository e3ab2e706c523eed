//! What a field is called in the comments of values: in the words of who sets it, by its path where there are none.

use super::place::Place;

/// A field as a thing: it goes on after `is` and after `says whether there is`.
pub(super) fn told(place: &Place<'_>, at: &[String]) -> String {
    let at: Vec<&str> = at.iter().map(String::as_str).collect();
    let words = match (place.kind, at.as_slice()) {
        (_, [.., "strimzi.io/next-node-ids"]) => "the range that ids of new nodes are taken from",
        ("KafkaNodePool", [.., "roles"]) => "what the nodes do: `controller`, `broker` or both",
        ("KafkaTopic", [.., "replicas"]) => "the number of copies of each partition",
        ("KafkaTopic", [.., "partitions"]) => "the number of partitions, which can only grow",
        ("Kafka", ["spec", "kafka", "listeners", name]) => return format!("the listener `{name}`"),
        (_, [.., "networkPolicyPeers"]) => "the list of who may connect to it; nobody else can",
        (_, [.., "topologySpreadConstraints"]) => "a rule that spreads the pods over zones",
        (_, [.., "terminationGracePeriodSeconds"]) => "a time of its own that a pod has to stop, in seconds",
        (_, [.., "affinity"]) => "a rule of the chart's own that keeps the pods apart or together",
        (_, [.., "rack"]) => "rack awareness: each pod knows the zone it is in",
        (_, [.., "initContainer"]) => "something set of the container that looks up the zone",
        (_, [.., "jvmOptions", "-Xms"]) => "the heap the Java virtual machine starts with: `2g`",
        (_, [.., "jvmOptions", "-Xmx"]) => "the heap the Java virtual machine may have: `2g`",
        (_, [.., "cruiseControl"]) => "Cruise Control, which moves partitions between brokers",
        (_, [.., "kafkaExporter"]) => "the exporter of metrics of topics and consumer groups",
        (_, [.., "containers", name]) => return format!("the container `{name}`"),
        (_, [.., "volumes", name]) => return format!("the volume `{name}`"),
        ("KafkaConnector", [.., "config", _]) => "the connector's own setting of that name",
        (_, [.., "config", _]) => "Kafka's own setting of that name",
        _ => {
            let at: Vec<&str> = at.into_iter().filter(|key| *key != "spec").collect();
            return format!("`{}` of the {} `{}`", at.join("."), place.kind, place.name);
        }
    };
    words.to_owned()
}
