//! `_helpers.tpl`: the named templates of a chart.

use super::checks::checks;
use crate::chart::Chart;
use crate::emit::charts::text::constant;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, UndefinedBehavior};
use serde::Serialize;

#[derive(Serialize)]
struct Data<'c> {
    chart: &'c str,
    platform: String,
    renamable: bool,
    /// Statements that stop rendering; empty where there are none.
    checks: String,
}

pub(super) fn named_templates(chart: &Chart<'_>) -> Result<String, String> {
    let platform = chart
        .environments
        .first()
        .map_or("", |environment| environment.topology.blueprint.metadata.name.value.0.as_str());
    let data = Data {
        chart: chart.name,
        platform: constant(platform),
        renamable: chart.renamable(),
        checks: checks(chart),
    };
    fill(include_str!("named_templates.tpl.jinja"), data)
}

/// Fills in a text that Helm reads: what is ours is `<{ }>` and `<% %>`, or a line that begins with `%%`.
///
/// # Errors
/// When the template does not fit its data.
pub(super) fn fill(template: &str, data: impl Serialize) -> Result<String, String> {
    let render = || -> Result<String, Error> {
        let mut environment = Environment::new();
        environment.set_syntax(
            SyntaxConfig::builder()
                .block_delimiters("<%", "%>")
                .variable_delimiters("<{", "}>")
                .comment_delimiters("<#", "#>")
                .line_statement_prefix("%%")
                .keep_trailing_newline(true)
                .build()?,
        );
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.template_from_str(template)?.render(Serde(data))
    };
    render().map_err(|error| format!("{error:#}"))
}
