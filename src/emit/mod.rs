//! The list of outputs: pure, total, ordered. No file system, no clock.

mod ambari;
mod charts;
mod delimiters;
mod graph;
mod manifests;
mod markdown;
mod plan_md;
mod shell;

pub use ambari::{Cluster, Listener, ambari, apply_script, clusters, merge, patch, wanted};
pub use charts::{chart, helmfile};
pub use graph::{GraphFormat, graph};
pub use manifests::{manifests, stream};
pub use plan_md::plan_md;

use crate::artifact::{Artifact, Artifacts};
use crate::chart::{Components, components, each_chart, law};
use crate::plan::Plan;
use crate::topology::Topology;

/// Every file of a build. `default` is the environment that charts are made for; `texts` are those of each plan's
/// objects, in their order.
///
/// # Errors
/// A sentence, when a name makes no path or a template does not fit: mistakes of ours.
pub fn emit(
    topologies: &[Topology],
    plans: &[Plan],
    default: Option<&str>,
    texts: Vec<Vec<String>>,
) -> Result<Artifacts, String> {
    // The page takes as long as all the files together, and has nothing to do with them.
    let components = components(topologies, plans, default);
    std::thread::scope(|scope| {
        let page = scope.spawn(|| plan_md(topologies, plans, &components));
        let charts = scope.spawn(|| helm_charts(topologies, components.clone()));
        let mut artifacts = files(topologies, plans, texts)?;
        for (path, text) in charts.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))? {
            artifacts.insert(&path, Artifact::new(text)).map_err(|e| e.to_string())?;
        }
        let page = page.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        artifacts.insert("PLAN.md", Artifact::new(page)).map_err(|e| e.to_string())?;
        Ok(artifacts)
    })
}

/// The charts, each of which gives in every environment what was planned there.
fn helm_charts<'p>(
    topologies: &'p [Topology],
    components: Components<'p>,
) -> Result<Vec<(String, String)>, String> {
    let mut files: Vec<(String, String)> = helmfile(topologies, &components).into_iter().collect();
    let each = each_chart(topologies, components, |gathered| {
        let broken = law(gathered);
        if broken.is_empty() { chart(gathered) } else { Err(broken.join("\n  ")) }
    });
    for one in each {
        files.extend(one?);
    }
    Ok(files)
}

/// Every file but page and charts.
fn files(topologies: &[Topology], plans: &[Plan], texts: Vec<Vec<String>>) -> Result<Artifacts, String> {
    let mut artifacts = Artifacts::new();
    for topology in topologies {
        for (path, artifact) in ambari(topology)? {
            artifacts.insert(&path, artifact).map_err(|e| e.to_string())?;
        }
    }
    for (plan, texts) in plans.iter().zip(texts) {
        for (path, text) in manifests(plan, texts) {
            artifacts.insert(&path, Artifact::new(text)).map_err(|e| e.to_string())?;
        }
    }
    Ok(artifacts)
}
