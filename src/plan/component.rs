use super::rank;
use crate::object::Object;
use crate::topology::Section;
use std::collections::BTreeMap;

/// Everything one environment becomes.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The environment.
    pub environment: String,
    /// By Kubernetes cluster, by its blueprint key.
    pub clusters: BTreeMap<String, ClusterPlan>,
}

/// What goes to one Kubernetes cluster.
#[derive(Debug, Clone, Default)]
pub struct ClusterPlan {
    /// By folder name, whose order is the order of installation.
    pub components: BTreeMap<String, Component>,
}

/// One folder of objects.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its section; `None` for what the cluster itself gets and for raw resources.
    pub section: Option<Section>,
    /// The entry of the blueprint; `cluster` for the cluster itself.
    pub name: String,
    /// By file name, whose order is the order of installation.
    pub objects: BTreeMap<String, Placed>,
}

/// An object with what becomes of it.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The object.
    pub object: Object,
    /// Whether it came in through `resources`: its mistakes are the user's.
    pub raw: bool,
    /// Whether a patch changed it.
    pub patched: bool,
}

impl Plan {
    /// Without objects.
    #[must_use]
    pub fn new(environment: &str) -> Self {
        Self { environment: environment.to_owned(), clusters: BTreeMap::new() }
    }

    /// Adds an object to the component of an entry.
    pub(super) fn add(&mut self, cluster: &str, section: Section, name: &str, object: Object) {
        self.insert(cluster, rank::folder(section, name), Some(section), name, object);
    }

    /// Adds an object that belongs to the cluster itself.
    pub(super) fn add_to_cluster(&mut self, cluster: &str, object: Object) {
        self.insert(cluster, rank::CLUSTER_FOLDER.into(), None, "cluster", object);
    }

    /// Adds an object the user wrote: to the cluster itself, or to a folder after everything else.
    pub(super) fn add_raw(&mut self, cluster: &str, key: &str, object: Object) {
        let cluster_scoped = object.namespace.is_none();
        let (folder, name) = if cluster_scoped {
            (rank::CLUSTER_FOLDER.to_owned(), "cluster")
        } else {
            (rank::raw_folder(key), key)
        };
        self.place(cluster, folder, None, name, Placed { object, raw: true, patched: false });
    }

    fn insert(
        &mut self,
        cluster: &str,
        folder: String,
        section: Option<Section>,
        name: &str,
        object: Object,
    ) {
        self.place(cluster, folder, section, name, Placed { object, raw: false, patched: false });
    }

    fn place(&mut self, cluster: &str, folder: String, section: Option<Section>, name: &str, placed: Placed) {
        let file = rank::file(&placed.object);
        let components = &mut self.clusters.entry(cluster.to_owned()).or_default().components;
        let component = components.entry(folder).or_insert_with(|| Component {
            section,
            name: name.to_owned(),
            objects: BTreeMap::new(),
        });
        // Two objects with one file name are kept apart here and reported by whoever looks at the whole plan.
        let mut free = file.clone();
        let mut number = 2;
        while component.objects.contains_key(&free) {
            free = format!("{}-{number}.yaml", file.trim_end_matches(".yaml"));
            number += 1;
        }
        component.objects.insert(free, placed);
    }

    /// Every object, to change it.
    pub(super) fn objects_mut(&mut self) -> impl Iterator<Item = &mut Placed> {
        self.clusters.values_mut().flat_map(|plan| {
            plan.components.values_mut().flat_map(|component| component.objects.values_mut())
        })
    }

    /// Every object with its cluster and component, in order of installation.
    pub fn objects(&self) -> impl Iterator<Item = (&str, &Component, &Placed)> {
        self.clusters.iter().flat_map(|(cluster, plan)| {
            plan.components.values().flat_map(move |component| {
                component.objects.values().map(move |placed| (cluster.as_str(), component, placed))
            })
        })
    }
}
