//! `charts/helmfile.yaml`: the releases in order, for whoever installs them all at once.

use crate::chart::{ChartEnvironment, Components};
use crate::object::{Tree, list, text};
use crate::source::Origin;
use crate::topology::Topology;
use crate::yaml;

const FIXED: &Origin = &Origin::Fixed;
/// What helmfile puts the name of the environment in place of.
const ENVIRONMENT: &str = "{{ .Environment.Name }}";

/// The file and its path; `None` where there are no charts.
///
/// Each environment says of every release whether it has it, where it goes and which context reaches it. Source: the
/// documentation of helmfile, "Environments", "Release templates" and `condition`.
#[must_use]
pub fn helmfile(topologies: &[Topology], components: &Components<'_>) -> Option<(String, String)> {
    if components.is_empty() {
        return None;
    }
    let environments = topologies.iter().fold(Tree::new(FIXED), |all, topology| {
        let name = topology.environment.as_str();
        let values = components.iter().fold(Tree::new(FIXED), |values, ((_, component), of)| {
            let own = of.iter().find(|of| of.name() == name);
            values.put(component, of_environment(own, of))
        });
        all.put(name, Tree::new(FIXED).put("values", vec![values]))
    });
    let releases = components.iter().map(|((_, component), of)| release(component, of).finish()).collect();
    let first = Tree::new(FIXED).put("environments", environments).finish();
    let second = Tree::new(FIXED).put("releases", list(releases, FIXED)).finish();
    let head = "# helmfile --file charts/helmfile.yaml --environment ENVIRONMENT apply\n";
    Some((
        "charts/helmfile.yaml".to_owned(),
        format!("{head}{}---\n{}", yaml::write(&first), yaml::write(&second)),
    ))
}

/// What an environment says of a release; of one it does not have, where it would go.
fn of_environment(own: Option<&ChartEnvironment<'_>>, all: &[ChartEnvironment<'_>]) -> Tree {
    let values = Tree::new(FIXED).put("enabled", own.is_some());
    let Some(like) = own.or_else(|| all.first()) else { return values };
    let values = if same(all, namespace) { values } else { values.put("namespace", like.namespace) };
    if same(all, context) { values } else { values.put("context", context(like)) }
}

fn release(component: &str, environments: &[ChartEnvironment<'_>]) -> Tree {
    // In the quotes of Go that YAML leaves alone.
    let value = |key: &str| format!("{{{{ index .Values `{component}` `{key}` }}}}");
    let stated = |key: &str, of: fn(&ChartEnvironment<'_>) -> String| match environments.first() {
        Some(first) if same(environments, of) => of(first),
        _ => value(key),
    };
    let release = Tree::new(FIXED)
        .put("name", component)
        .put("namespace", stated("namespace", namespace))
        .put("kubeContext", stated("context", context))
        .put("chart", format!("./{component}"))
        .put("condition", format!("{component}.enabled"));
    if environments.len() < 2 {
        return release;
    }
    let values = text(format!("{component}/values-{ENVIRONMENT}.yaml"), FIXED);
    // The chart's own values are one environment's, which has no file.
    release.put("missingFileHandler", "Info").put("values", list(vec![values], FIXED))
}

fn same(all: &[ChartEnvironment<'_>], of: fn(&ChartEnvironment<'_>) -> String) -> bool {
    all.windows(2).all(|pair| of(&pair[0]) == of(&pair[1]))
}

fn namespace(of: &ChartEnvironment<'_>) -> String {
    of.namespace.to_owned()
}

/// The context that reaches a cluster has the cluster's name.
fn context(of: &ChartEnvironment<'_>) -> String {
    let declared = of.topology.blueprint.kubernetes.get(of.kubernetes);
    let named = declared.and_then(|cluster| cluster.cluster_name.as_ref());
    named.map_or(of.kubernetes, |name| name.value.0.as_str()).to_owned()
}
