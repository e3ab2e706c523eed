//! What is said of keys that hold further keys.

use crate::chart::{Settings, ValuePath};

/// Keys people know, with what stands below them.
const KNOWN: [(&str, &str); 30] = [
    ("annotations", "holds annotations of the object."),
    ("bridges", "holds the HTTP bridges, by name."),
    ("build", "is the image the operator builds."),
    ("config", "holds Kafka's own settings; a key with dots is one key."),
    ("connectors", "holds the connectors, by name."),
    ("containers", "holds further containers, by name."),
    ("cruiseControl", "is Cruise Control, which moves partitions between brokers."),
    ("defaultAffinity", "is the chart's own rule of what keeps the pods apart or together."),
    ("entityOperator", "holds the operators of topics and users."),
    ("env", "holds environment variables of the container, by name."),
    (
        "existingSecrets",
        "holds the names of Secrets that somebody else makes, by the blueprint's word for them.",
    ),
    ("image", "is the image of the pods, in the parts that registries and mirrors differ in."),
    ("jvmOptions", "holds options of the Java virtual machine."),
    ("kafkaExporter", "is the exporter of metrics of topics and consumer groups."),
    ("listeners", "holds the listeners, by name."),
    ("networkPolicy", "is the NetworkPolicy in front of the pods."),
    ("nodePools", "holds the pools of nodes, by name."),
    ("output", "is where the image is pushed to that the operator builds."),
    ("persistence", "holds the claims, by the name of the volume."),
    ("profile", "holds what the profiles of the environments decide differently."),
    ("rebalances", "holds the rebalances, by name."),
    ("service", "is the Service in front of the pods."),
    ("storage", "is the disk of each node."),
    ("template", "holds what the operator puts into the objects it makes."),
    ("tests", "is the pod of `helm test`."),
    ("topicOperator", "is the operator of topics."),
    ("topics", "holds the topics, by name."),
    ("userOperator", "is the operator of users."),
    ("users", "holds the users, by name."),
    ("volumes", "holds the volumes, by name."),
];

/// Keys that hold names of the blueprint, with what each name is.
const NAMED: [(&str, &str); 9] = [
    ("connectors", "is a connector"),
    ("env", "is an environment variable"),
    ("listeners", "is a listener"),
    ("nodePools", "is a pool of nodes"),
    ("persistence", "is a claimed volume"),
    ("rebalances", "is a rebalance"),
    ("topics", "is a topic"),
    ("users", "is a user"),
    ("volumes", "is a volume"),
];

/// What stands before the subject in the comment of a switch.
const SWITCH: &str = "says whether there is ";

/// A sentence that goes on after the key.
pub(super) fn comment(settings: &Settings, path: &ValuePath) -> String {
    let key = path.0.last().map_or("", String::as_str);
    let above = path.0.len().checked_sub(2).and_then(|index| path.0.get(index)).map_or("", String::as_str);
    let switch = settings.get(&path.child("enabled"));
    let optional = if switch.is_some() { ", which not every environment has." } else { "." };
    if let Some((_, what)) = NAMED.iter().find(|(group, _)| *group == above) {
        return format!("{what}{optional}");
    }
    if (above, key) == ("build", "image") {
        return "is the image that the operator builds and pushes, in the parts that registries differ in."
            .to_owned();
    }
    if let Some((_, what)) = KNOWN.iter().find(|(known, _)| *known == key) {
        return (*what).to_owned();
    }
    match switch.and_then(|switch| switch.comment.strip_prefix(SWITCH)) {
        Some(subject) => format!("is {}{optional}", subject.trim_end_matches('.')),
        None => format!("holds what can be set of {}.", words(key)),
    }
}

/// `topologySpreadConstraints` as words: `topology spread constraints`.
fn words(key: &str) -> String {
    let mut words = String::new();
    for c in key.chars() {
        if c.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(c.to_ascii_lowercase());
    }
    words.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Setting, Shape};

    #[test]
    fn a_group_is_called_by_what_it_is() {
        let mut settings = Settings::default();
        for (path, comment) in [
            ("topics/a/enabled", "says whether there is the topic."),
            ("rack/enabled", "says whether there is `rack`."),
        ] {
            settings.add(Setting {
                path: ValuePath::new(path.split('/')),
                comment: comment.to_owned(),
                shape: Shape::Bool,
                values: vec![None],
            });
        }
        let comment = |path: &str| comment(&settings, &ValuePath::new(path.split('/')));
        assert_eq!(comment("topics"), "holds the topics, by name.");
        assert_eq!(comment("topics/a"), "is a topic, which not every environment has.");
        assert_eq!(comment("topics/b"), "is a topic.");
        assert_eq!(comment("rack"), "is `rack`, which not every environment has.");
        assert_eq!(comment("quotaPlugin"), "holds what can be set of quota plugin.");
    }
}
