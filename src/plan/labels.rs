use crate::facts::strimzi::CLUSTER;
use crate::object::{Gvk, Node, Object, Tree};
use crate::source::Origin;
use crate::topology::{Section, Topology};

/// The component an object belongs to: what its labels, file and namespace follow from.
#[derive(Debug, Clone)]
pub(super) struct Owner<'t> {
    pub(super) topology: &'t Topology,
    pub(super) section: Section,
    pub(super) name: &'t str,
    /// The entry's origin: what fields without a better one come from.
    pub(super) origin: Origin,
}

/// An object in the making: everything but its `spec`.
pub(super) struct Head<'t> {
    owner: Owner<'t>,
    api_version: &'static str,
    kind: &'static str,
    name: String,
    namespace: Option<(String, Origin)>,
    cluster_label: Option<String>,
    more_labels: Tree,
    annotations: Tree,
    origin: Origin,
}

impl<'t> Owner<'t> {
    pub(super) fn new(topology: &'t Topology, section: Section, name: &'t str, origin: &Origin) -> Self {
        Self { topology, section, name, origin: origin.clone() }
    }

    /// An object of this component in its namespace.
    pub(super) fn object(
        &self,
        api_version: &'static str,
        kind: &'static str,
        name: impl Into<String>,
    ) -> Head<'t> {
        let namespace = self.topology.places.get(self.name).map(|p| (p.namespace.clone(), p.origin.clone()));
        Head {
            owner: self.clone(),
            api_version,
            kind,
            name: name.into(),
            namespace,
            cluster_label: None,
            more_labels: Tree::new(&self.origin),
            annotations: Tree::new(&self.origin),
            origin: self.origin.clone(),
        }
    }

    /// The labels every object of the component has.
    pub(super) fn labels(&self) -> Tree {
        self.selector()
            .put("app.kubernetes.io/part-of", &self.topology.blueprint.metadata.name)
            .put("app.kubernetes.io/managed-by", "streamwright")
    }

    /// The labels its pods are selected by: they never change, whatever else does.
    pub(super) fn selector(&self) -> Tree {
        Tree::new(&self.origin)
            .put("app.kubernetes.io/name", self.name)
            .put("app.kubernetes.io/instance", self.name)
    }
}

impl Head<'_> {
    /// Puts it into another namespace than the component's: KafkaUsers live beside their Kafka.
    pub(super) fn namespace(mut self, namespace: &str, origin: &Origin) -> Self {
        self.namespace = Some((namespace.to_owned(), origin.clone()));
        self
    }

    /// What fields without a better origin come from.
    pub(super) fn from(mut self, origin: &Origin) -> Self {
        self.origin = origin.clone();
        self
    }

    /// Labels it as part of a Strimzi resource: `strimzi.io/cluster`.
    pub(super) fn belongs_to(mut self, cluster: &str) -> Self {
        self.cluster_label = Some(cluster.to_owned());
        self
    }

    /// Labels it with something another operator looks for.
    pub(super) fn labelled(mut self, labels: Tree) -> Self {
        self.more_labels = labels;
        self
    }

    /// Adds an annotation.
    pub(super) fn annotation(mut self, key: &str, value: impl crate::object::Leaf) -> Self {
        self.annotations = self.annotations.put(key, value);
        self
    }

    /// Adds all annotations of a tree.
    pub(super) fn annotations(mut self, more: Tree) -> Self {
        self.annotations = self.annotations.merge(more);
        self
    }

    /// Completes the object with what follows `metadata`.
    pub(super) fn finish(self, rest: impl FnOnce(Tree) -> Tree) -> Object {
        let fixed = Origin::Fixed;
        let mut labels = Tree::new(&self.origin);
        if let Some(cluster) = &self.cluster_label {
            labels = labels.put(CLUSTER, cluster);
        }
        let labels = labels.merge(self.owner.labels()).merge(self.more_labels);
        let mut metadata = Tree::new(&self.origin).put("name", self.name.as_str());
        if let Some((namespace, origin)) = &self.namespace {
            metadata = metadata.put_from("namespace", namespace.as_str(), origin);
        }
        let metadata = metadata.put("labels", labels).put("annotations", self.annotations);
        let head = Tree::new(&self.origin)
            .put_from("apiVersion", self.api_version, &fixed)
            .put_from("kind", self.kind, &fixed)
            .put("metadata", metadata);
        let node: Node = rest(head).finish();
        Object {
            gvk: Gvk::new(self.api_version, self.kind),
            namespace: self.namespace.map(|(namespace, _)| namespace),
            name: self.name,
            node,
        }
    }
}
