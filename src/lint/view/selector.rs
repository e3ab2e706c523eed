use super::Pod;
use crate::object::Node;

/// Labels whose values controllers find for the pods they make.
const FOUND: [&str; 8] = [
    "apps.kubernetes.io/pod-index",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
    "controller-revision-hash",
    "controller-uid",
    "pod-template-generation",
    "pod-template-hash",
    "statefulset.kubernetes.io/pod-name",
];

/// A label a selector asks for and a pod does not have.
#[derive(Debug, Clone, Copy)]
pub struct Mismatch<'a> {
    /// The key asked for.
    pub key: &'a str,
    /// The value asked for.
    pub wanted: &'a str,
    /// Where it stands in the selector.
    pub node: &'a Node,
    /// What the pod has under that key.
    pub found: Option<&'a str>,
}

/// The labels a Service's selector asks for; `None` where it has no selector, or one that is not text.
#[must_use]
pub fn selected(selector: Option<&Node>) -> Option<Vec<(&str, &str)>> {
    let wanted = crate::lint::labels(selector)?;
    (!wanted.is_empty()).then_some(wanted)
}

/// The first label of a selector that a pod does not have.
#[must_use]
pub fn mismatch<'a>(selector: &'a Node, pod: Pod<'a>) -> Option<Mismatch<'a>> {
    let have = pod.labels()?;
    selector.as_map()?.entries.iter().find_map(|entry| {
        let (key, wanted) = (entry.key.text.as_str(), crate::lint::label(&entry.value)?);
        let found = have.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
        (found != Some(wanted) && !FOUND.contains(&key)).then_some(Mismatch {
            key,
            wanted,
            node: &entry.value,
            found,
        })
    })
}

/// Whether every label asked for is there.
#[must_use]
pub fn selects(wanted: &[(&str, &str)], have: &[(&str, &str)]) -> bool {
    wanted.iter().all(|label| have.contains(label))
}
