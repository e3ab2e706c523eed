use crate::lint::{Kind, labels};
use crate::object::{Node, Object};

/// The pod a workload makes, or a Pod itself.
#[derive(Debug, Clone, Copy)]
pub struct Pod<'a> {
    /// `metadata`, where there is one.
    pub metadata: Option<&'a Node>,
    /// `spec`.
    pub spec: &'a Node,
    /// The Job that makes it, whose name is on it as two labels.
    pub job: Option<&'a str>,
}

/// The labels with the name of a Job on its pods: <https://kubernetes.io/docs/reference/labels-annotations-taints/>.
const JOB_NAMES: [&str; 2] = ["batch.kubernetes.io/job-name", "job-name"];

impl<'a> Pod<'a> {
    /// Its labels, those a Job's name gives it with them; `None` when one of them is not text.
    #[must_use]
    pub fn labels(self) -> Option<Vec<(&'a str, &'a str)>> {
        let mut labels = labels(self.metadata.and_then(|metadata| metadata.get("labels")))?;
        labels.extend(self.job.into_iter().flat_map(|job| JOB_NAMES.map(|key| (key, job))));
        Some(labels)
    }
}

/// The pod of an object that has one.
#[must_use]
pub fn pod(object: &Object) -> Option<Pod<'_>> {
    let template = match Kind::of(&object.gvk) {
        Kind::Pod => &object.node,
        Kind::CronJob => object.at("spec/jobTemplate/spec/template")?,
        kind if Kind::WORKLOADS.contains(&kind) => object.at("spec/template")?,
        _ => return None,
    };
    let job = (Kind::of(&object.gvk) == Kind::Job).then_some(object.name.as_str());
    Some(Pod { metadata: template.get("metadata"), spec: template.get("spec")?, job })
}

/// The containers of a pod, those that run before the others last.
pub fn containers(spec: &Node) -> impl Iterator<Item = &Node> {
    let of = |key| spec.get(key).and_then(Node::as_list).into_iter().flatten();
    of("containers").chain(of("initContainers"))
}
