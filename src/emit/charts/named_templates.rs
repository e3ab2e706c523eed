//! `_helpers.tpl`: the named templates of a chart.

use super::checks::checks;
use super::text_template::TextTemplate;
use crate::chart::Chart;
use crate::emit::charts::text::constant;
use serde::Serialize;

#[derive(Serialize)]
struct Data<'c> {
    chart: &'c str,
    platform: String,
    renamable: bool,
    longest_name: usize,
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
        longest_name: chart.longest_name,
        checks: checks(chart),
    };
    TextTemplate::NamedTemplates.fill(data)
}
