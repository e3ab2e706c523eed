//! Which part of the output a build is about.

use super::path::ArtifactPath;
use std::collections::BTreeSet;

/// Files outside are neither written, nor removed, nor looked at; those that belong to no environment or to no
/// cluster are always inside.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// The environments it is about; `None` is all of them.
    pub environments: Option<BTreeSet<String>>,
    /// The Kubernetes clusters it is about, by their keys in the blueprint; `None` is all of them.
    pub clusters: Option<BTreeSet<String>>,
}

impl Scope {
    /// Whether a file lies inside.
    #[must_use]
    pub fn holds(&self, path: &ArtifactPath) -> bool {
        let among = |wanted: &Option<BTreeSet<String>>, name: Option<&str>| match (wanted, name) {
            (Some(wanted), Some(name)) => wanted.contains(name),
            _ => true,
        };
        among(&self.environments, path.environment()) && among(&self.clusters, path.cluster())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_nothing_in_particular_is_always_inside() {
        let set = |name: &str| Some(BTreeSet::from([name.to_owned()]));
        let holds = |scope: &Scope, path: &str| scope.holds(&ArtifactPath::new(path).unwrap());
        let dev = Scope { environments: set("dev"), ..Scope::default() };
        let aks = Scope { clusters: set("aks"), ..Scope::default() };
        let both = Scope { environments: set("dev"), clusters: set("aks") };
        for (path, expected) in [
            ("PLAN.md", [true, true, true]),
            ("charts/streaming/Chart.yaml", [true, true, true]),
            ("manifests/dev/aks/kustomization.yaml", [true, true, true]),
            ("manifests/dev/edge/a/b.yaml", [true, false, false]),
            ("manifests/prod/aks/a/b.yaml", [false, true, false]),
            ("ambari/dev/legacy/topics.sh", [true, true, true]),
            ("ambari/prod/legacy/topics.sh", [false, true, false]),
        ] {
            assert_eq!([&dev, &aks, &both].map(|scope| holds(scope, path)), expected, "{path}");
        }
    }
}
