//! `charts/<component>/…`: one Helm chart per component, printed from typed trees.

mod chart_yaml;
mod checks;
mod expr;
mod group;
mod helmfile;
mod named_templates;
mod notes;
mod readme;
mod schema;
mod story;
mod text;
mod text_template;
mod tree;
mod values_yaml;

pub use helmfile::helmfile;

use crate::chart::Chart;
use crate::plan::kind_rank;

/// Every file of a chart, by its path.
///
/// # Errors
/// A sentence, when a template does not fit: a mistake of ours.
pub fn chart(chart: &Chart<'_>) -> Result<Vec<(String, String)>, String> {
    let base = format!("charts/{}", chart.name);
    let story = story::story(chart);
    let mut files = vec![
        (format!("{base}/Chart.yaml"), chart_yaml::chart_yaml(chart)),
        (format!("{base}/values.yaml"), values_yaml::values_yaml(chart)),
        (format!("{base}/values.schema.json"), schema::schema(&chart.settings)),
        (format!("{base}/templates/_helpers.tpl"), named_templates::named_templates(chart)?),
        (format!("{base}/templates/NOTES.txt"), notes::notes(&story)?),
        (format!("{base}/README.md"), readme::readme(chart, &story)?),
        (format!("{base}/.helmignore"), include_str!("helmignore").to_owned()),
    ];
    for (index, environment) in chart.environments.iter().enumerate().skip(1) {
        let path = format!("{base}/values-{}.yaml", environment.name());
        files.push((path, values_yaml::environment(chart, index)));
    }
    if let Some(pod) = chart.connection_test() {
        let path = format!("{base}/templates/tests/{}-test.yaml", chart.name);
        files.push((path, tree::template(chart.name, &pod, None)));
    }
    for file in &chart.files {
        files.push((format!("{base}/templates/{}", name(file.kind, file.manifest)), tree::file(chart, file)));
    }
    Ok(files)
}

/// The manifest's name without its rank, which Helm has its own order for.
fn name(kind: &str, manifest: &str) -> String {
    let rank = format!("{:02}-", kind_rank(kind));
    manifest.strip_prefix(&rank).unwrap_or(manifest).to_owned()
}
