//! Sides that are blueprints, compiled.

use super::side::{File, Member, Side};
use crate::artifact::Artifacts;
use crate::plan::Plan;
use crate::source::SourceMap;
use crate::topology::Topology;
use std::sync::Arc;

/// What of a build is no manifest and no picture of one: what other programs are configured with.
const KEPT: &str = "ambari/";

impl Side {
    /// What a blueprint became; `environments` are those wanted, all where none is named.
    #[must_use]
    pub fn compiled(
        label: impl Into<String>,
        sources: SourceMap,
        topologies: Vec<Topology>,
        plans: Vec<Plan>,
        artifacts: Option<Artifacts>,
        environments: &[String],
    ) -> Self {
        let wanted = |name: &str| environments.is_empty() || environments.iter().any(|one| one == name);
        let mut side = Self { label: label.into(), sources, compiled: true, ..Self::default() };
        for plan in plans.into_iter().filter(|plan| wanted(&plan.environment)) {
            for (cluster, objects) in plan.clusters {
                for (folder, component) in objects.components {
                    for (name, placed) in component.objects {
                        side.members.push(Member {
                            environment: plan.environment.clone(),
                            cluster: cluster.clone(),
                            file: format!("manifests/{}/{cluster}/{folder}/{name}", plan.environment),
                            object: Arc::new(placed.object),
                            again: None,
                        });
                    }
                }
            }
        }
        for (path, artifact) in artifacts.iter().flat_map(Artifacts::iter) {
            if path.as_str().starts_with(KEPT) && path.environment().is_none_or(wanted) {
                let file = File { bytes: artifact.bytes.clone(), span: None, derived: false };
                side.files.insert(path.as_str().to_owned(), file);
            }
        }
        side.topologies = topologies;
        side.topologies.retain(|topology| wanted(&topology.environment));
        side
    }
}
