//! `-o -`: the objects of one environment and one Kubernetes cluster.

use super::Failure;
use super::choice::unknown;
use crate::emit;
use crate::plan::Plan;
use std::collections::BTreeSet;

/// The stream of the only environment and cluster that fit what was asked for.
pub(super) fn chosen(
    plans: &[Plan],
    environment: Option<&str>,
    cluster: Option<&str>,
) -> Result<String, Failure> {
    let places: Vec<_> = plans
        .iter()
        .flat_map(|plan| plan.clusters.iter().map(|(name, objects)| (&*plan.environment, &**name, objects)))
        .collect();
    among("environment", environment, plans.iter().map(|plan| &*plan.environment).collect())?;
    among("cluster", cluster, places.iter().map(|(_, name, _)| *name).collect())?;
    let is = |wanted: Option<&str>, name: &str| wanted.is_none_or(|wanted| wanted == name);
    let fitting: Vec<_> = places.iter().filter(|(e, c, _)| is(environment, e) && is(cluster, c)).collect();
    match fitting.as_slice() {
        [(_, _, objects)] => Ok(emit::stream(objects)),
        [] => Err(Failure::new("nothing in the blueprint becomes an object there")
            .help("leave `--env` and `--cluster` away to see what there is")),
        several => {
            let lines: Vec<String> =
                several.iter().map(|(e, c, _)| format!("  --env {e} --cluster {c}")).collect();
            Err(Failure::new("`-o -` writes one environment and one cluster, and here are several")
                .help(format!("name one of them:\n{}", lines.join("\n"))))
        }
    }
}

fn among(noun: &str, name: Option<&str>, known: BTreeSet<&str>) -> Result<(), Failure> {
    match name {
        Some(name) if !known.contains(name) => {
            Err(unknown(noun, name, &known.into_iter().collect::<Vec<_>>()))
        }
        _ => Ok(()),
    }
}
