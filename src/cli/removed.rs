//! What was removed from the output folder is still in the cluster: how to delete it there.

use crate::artifact::{Artifacts, Removed};
use crate::diagnostic::Sink;
use crate::report::printable;
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Mark, Node, Reader, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// An object as `kubectl` names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    /// `Kind.group`, or the kind alone in the core group; the version is left to the cluster.
    kind: String,
    namespace: Option<String>,
    name: String,
}

/// Lines for stderr; empty when nothing was removed that a cluster could still hold.
pub(super) fn told(removed: &[Removed], artifacts: &Artifacts) -> String {
    let mut lost: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
    for gone in removed {
        let (Some(bytes), Some(folder)) = (&gone.bytes, folder("manifests/", gone.path.as_str())) else {
            continue;
        };
        lost.entry(folder).or_default().extend(objects(bytes));
    }
    let mut text = String::new();
    for (folder, mut objects) in lost {
        let kept = still_there(folder, artifacts);
        objects.retain(|object| !kept.contains(object));
        if objects.is_empty() {
            continue;
        }
        let _ = writeln!(text, "no longer in {folder}/; where it was applied, delete it:");
        // The reverse of the order things are installed in.
        for Named { kind, namespace, name } in objects.iter().rev() {
            let place = namespace.as_ref().map_or_else(String::new, |n| format!(" --namespace {}", word(n)));
            let _ = writeln!(text, "  kubectl delete {} {}{place}", word(kind), word(name));
        }
    }
    for folder in unmade(removed, artifacts) {
        let _ = writeln!(
            text,
            "no longer in {folder}/; where it was applied, Ambari keeps what it changed: the `rollback.sh` that was there takes \
             it back, and so does making the version before current under Kafka, Configs"
        );
    }
    text
}

/// The folders of HDInsight clusters that have lost all they had.
fn unmade<'r>(removed: &'r [Removed], artifacts: &Artifacts) -> BTreeSet<&'r str> {
    let folders = removed.iter().filter_map(|gone| folder("ambari/", gone.path.as_str()));
    let is_made = |folder: &str| artifacts.iter().any(|(path, _)| inside(folder, path.as_str()));
    folders.filter(|folder| !is_made(folder)).collect()
}

fn inside(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// One word of a command line that people copy: a file somebody changed must not become a command of its own.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._:-".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", printable(text).replace('\'', "'\\''"))
}

/// `<top><environment>/<cluster>` of a file below it.
fn folder<'p>(top: &str, path: &'p str) -> Option<&'p str> {
    let rest = path.strip_prefix(top)?;
    let (end, _) = rest.match_indices('/').nth(1)?;
    Some(&path[..top.len() + end])
}

/// An object whose file was only renamed must not be deleted.
fn still_there(folder: &str, artifacts: &Artifacts) -> BTreeSet<Named> {
    artifacts
        .iter()
        .filter(|(path, _)| inside(folder, path.as_str()))
        .flat_map(|(_, a)| objects(&a.bytes))
        .collect()
}

/// The objects in a manifest of ours; a file a person broke before it was removed tells nothing.
fn objects(bytes: &[u8]) -> Vec<Named> {
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new("", String::from_utf8_lossy(bytes)));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    stream.documents.iter().filter_map(|document| named(&document.root)).collect()
}

fn named(root: &Node<Mark>) -> Option<Named> {
    let kind = root.get("kind")?.as_str()?;
    let group = root.get("apiVersion")?.as_str()?.split_once('/').map(|(group, _)| group);
    // Read by kubectl itself, never sent to the cluster.
    if group == Some("kustomize.config.k8s.io") {
        return None;
    }
    let metadata = root.get("metadata")?;
    Some(Named {
        kind: group.map_or_else(|| kind.to_owned(), |group| format!("{kind}.{group}")),
        namespace: metadata.get("namespace").and_then(Node::as_str).map(str::to_owned),
        name: metadata.get("name")?.as_str()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artifact::{Artifact, ArtifactPath};

    fn manifest(api: &str, kind: &str, name: &str, namespace: Option<&str>) -> String {
        let namespace = namespace.map_or_else(String::new, |n| format!("  namespace: {n}\n"));
        format!("apiVersion: {api}\nkind: {kind}\nmetadata:\n  name: {name}\n{namespace}")
    }

    fn gone(path: &str, text: &str) -> Removed {
        Removed { path: ArtifactPath::new(path).unwrap(), bytes: Some(text.into()) }
    }

    #[test]
    fn each_object_comes_with_its_group_and_namespace_last_installed_first() {
        let removed = [
            gone("manifests/dev/aks/00-cluster/00-namespace-a.yaml", &manifest("v1", "Namespace", "a", None)),
            gone(
                "manifests/dev/aks/10-kafka/20-kafkatopic-b.yaml",
                &manifest("kafka.strimzi.io/v1", "KafkaTopic", "b", Some("kafka")),
            ),
            gone(
                "manifests/prod/aks/00-cluster/00-namespace-a.yaml",
                &manifest("v1", "Namespace", "a", None),
            ),
        ];
        assert_eq!(
            told(&removed, &Artifacts::new()),
            "no longer in manifests/dev/aks/; where it was applied, delete it:\n  \
             kubectl delete KafkaTopic.kafka.strimzi.io b --namespace kafka\n  \
             kubectl delete Namespace a\n\
             no longer in manifests/prod/aks/; where it was applied, delete it:\n  \
             kubectl delete Namespace a\n"
        );
    }

    #[test]
    fn what_ambari_keeps_is_told_once_for_each_cluster_that_is_no_longer_made() {
        let removed = [
            gone("ambari/dev/legacy/apply.sh", ""),
            gone("ambari/dev/legacy/clients/node.js", ""),
            gone("ambari/dev/other/topics.sh", ""),
        ];
        let mut artifacts = Artifacts::new();
        artifacts.insert("ambari/dev/other/apply.sh", Artifact::new("")).unwrap();
        artifacts.insert("ambari/dev/legacy-2/apply.sh", Artifact::new("")).unwrap();
        let said = told(&removed, &artifacts);
        assert!(said.starts_with("no longer in ambari/dev/legacy/; "), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }

    #[test]
    fn names_are_words_whatever_stands_in_them() {
        let text = manifest("v1", "Namespace", "\"a; reboot '\\e[2J\"", None);
        let said = told(&[gone("manifests/dev/aks/a.yaml", &text)], &Artifacts::new());
        assert!(said.ends_with("kubectl delete Namespace 'a; reboot '\\''␛[2J'\n"), "{said}");
    }

    #[test]
    fn what_is_still_there_or_was_never_an_object_is_not_deleted() {
        let topic = manifest("kafka.strimzi.io/v1", "KafkaTopic", "b", Some("kafka"));
        let kustomization =
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: x}\n";
        let removed = [
            gone("manifests/dev/aks/10-kafka/20-kafkatopic-b.yaml", &topic),
            gone("manifests/dev/aks/kustomization.yaml", kustomization),
            gone("manifests/dev/aks/10-kafka/30-broken.yaml", "kind: [\n"),
            gone("PLAN.md", &topic),
        ];
        let mut artifacts = Artifacts::new();
        artifacts.insert("manifests/dev/aks/11-moved/20-kafkatopic-b.yaml", Artifact::new(topic)).unwrap();
        assert_eq!(told(&removed, &artifacts), "");
    }
}
