//! Where the value of a field stands in `values.yaml`: short for what people know by name, by its path for the rest.

use super::ValuePath;

/// The object a value belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) component: &'p str,
    pub(super) api_version: &'p str,
    pub(super) kind: &'p str,
    pub(super) name: &'p str,
}

impl Place<'_> {
    /// Where everything of the object stands; empty for the one the component is about.
    fn base(&self) -> Vec<String> {
        let own = self.name.strip_prefix(self.component).map(|rest| rest.trim_start_matches('-'));
        let short = own.filter(|rest| !rest.is_empty()).unwrap_or(self.name);
        let named = |word: &str, name: &str| vec![word.to_owned(), name.to_owned()];
        match self.kind {
            "Deployment" | "StatefulSet" | "Kafka" | "KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2" => {
                Vec::new()
            }
            "KafkaNodePool" => named("nodePools", self.name),
            "KafkaTopic" => named("topics", self.name),
            "KafkaUser" => named("users", self.name),
            "KafkaRebalance" => named("rebalances", short),
            "KafkaConnector" => named("connectors", self.name),
            "PersistentVolumeClaim" => named("persistence", short),
            "Service" if short == "headless" => vec!["headlessService".to_owned()],
            kind if own == Some("") => vec![camel(kind)],
            kind => named(&camel(kind), short),
        }
    }

    /// The switch of the whole object.
    pub(super) fn switch(&self) -> ValuePath {
        let base = self.base();
        let base = if base.is_empty() { vec![camel(self.kind)] } else { base };
        ValuePath(base).child("enabled")
    }

    /// Where the value at a place of the object stands.
    pub(super) fn path(&self, at: &[String]) -> ValuePath {
        let at: Vec<&str> = at.iter().map(String::as_str).collect();
        let mut keys = self.base();
        keys.extend(self.rest(&at).into_iter().map(str::to_owned));
        if keys.is_empty() {
            keys.push(camel(self.kind));
        }
        ValuePath(keys)
    }

    fn rest<'a>(&self, at: &[&'a str]) -> Vec<&'a str> {
        match at {
            ["metadata", "annotations", "strimzi.io/next-node-ids"] => vec!["nextNodeIds"],
            ["metadata", rest @ ..] => rest.to_vec(),
            ["spec", rest @ ..] => match self.kind {
                "Deployment" | "StatefulSet" => self.workload(rest),
                "PersistentVolumeClaim" => claim(rest),
                "KafkaNodePool" => match rest {
                    ["storage", "volumes", "0", rest @ ..] => prefixed(&["storage"], rest),
                    ["storage", "volumes", rest @ ..] => prefixed(&["storage"], rest),
                    rest => without_pod(rest),
                },
                "Kafka" => match rest {
                    ["kafka", rest @ ..] => without_pod(rest),
                    rest => without_pod(rest),
                },
                "KafkaConnect" => match rest {
                    ["build", "output", rest @ ..] => prefixed(&["build"], rest),
                    rest => without_pod(rest),
                },
                _ => without_pod(rest),
            },
            rest => rest.to_vec(),
        }
    }

    fn workload<'a>(&self, at: &[&'a str]) -> Vec<&'a str> {
        match at {
            ["template", "metadata", "labels", rest @ ..] => prefixed(&["podLabels"], rest),
            ["template", "metadata", "annotations", rest @ ..] => prefixed(&["podAnnotations"], rest),
            ["template", "spec", "containers", own, rest @ ..] if *own == self.component => match rest {
                ["env", name, "value"] => vec!["env", name],
                ["imagePullPolicy"] => vec!["image", "pullPolicy"],
                rest => rest.to_vec(),
            },
            ["template", "spec", "securityContext", rest @ ..] => prefixed(&["podSecurityContext"], rest),
            ["template", "spec", rest @ ..] => rest.to_vec(),
            ["volumeClaimTemplates", volume, "spec", rest @ ..] => {
                prefixed(&["persistence", volume], &claim(rest))
            }
            rest => rest.to_vec(),
        }
    }
}

fn claim<'a>(at: &[&'a str]) -> Vec<&'a str> {
    match at {
        ["resources", "requests", "storage"] => vec!["size"],
        ["storageClassName"] => vec!["storageClass"],
        rest => rest.to_vec(),
    }
}

fn prefixed<'a>(before: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    before.iter().chain(rest).copied().collect()
}

/// What Strimzi calls `template.pod` is the pod everywhere else.
fn without_pod<'a>(at: &[&'a str]) -> Vec<&'a str> {
    match at.windows(2).position(|pair| pair == ["template", "pod"]) {
        Some(start) => match (&at[..start], &at[start + 2..]) {
            (before, ["metadata", "labels", rest @ ..]) => [before, &["podLabels"], rest].concat(),
            (before, ["metadata", "annotations", rest @ ..]) => [before, &["podAnnotations"], rest].concat(),
            (before, rest) => [before, rest].concat(),
        },
        None => at.to_vec(),
    }
}

/// `NetworkPolicy` as a key: `networkPolicy`.
fn camel(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_know_by_name_has_a_short_one() {
        let path = |kind, name, at: &str| {
            let at: Vec<String> = at.split('/').map(str::to_owned).collect();
            Place { component: "count", api_version: "v1", kind, name }.path(&at).dotted()
        };
        for (kind, name, at, expected) in [
            ("StatefulSet", "count", "spec/replicas", "replicas"),
            ("StatefulSet", "count", "spec/template/spec/containers/count/image", "image"),
            (
                "StatefulSet",
                "count",
                "spec/template/spec/containers/count/env/LOG_LEVEL/value",
                "env.LOG_LEVEL",
            ),
            ("StatefulSet", "count", "spec/template/spec/tolerations", "tolerations"),
            (
                "StatefulSet",
                "count",
                "spec/volumeClaimTemplates/data/spec/resources/requests/storage",
                "persistence.data.size",
            ),
            ("PersistentVolumeClaim", "count-data", "spec/storageClassName", "persistence.data.storageClass"),
            ("Service", "count", "metadata/annotations", "service.annotations"),
            ("Service", "count-headless", "spec/ports", "headlessService.ports"),
            ("KafkaNodePool", "broker", "spec/storage/volumes/0/size", "nodePools.broker.storage.size"),
            ("KafkaNodePool", "broker", "spec/template/pod/tolerations", "nodePools.broker.tolerations"),
            ("Kafka", "count", "spec/kafka/config/min.insync.replicas", "config.min\\.insync\\.replicas"),
            ("Kafka", "count", "spec/entityOperator/template/pod/tolerations", "entityOperator.tolerations"),
            ("ConfigMap", "other", "data", "configMap.other.data"),
        ] {
            assert_eq!(path(kind, name, at), expected);
        }
    }
}
