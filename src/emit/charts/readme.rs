//! `README.md` of a chart: how to install it and what can be set.

use super::chart_yaml::oldest;
use super::story::Story;
use super::text_template::TextTemplate;
use crate::chart::{Chart, Setting};
use crate::emit::markdown::{cell, code};
use crate::yaml::to_json;
use serde::Serialize;

#[derive(Serialize)]
struct Page<'s> {
    story: &'s Story,
    kubernetes: String,
    namespace: String,
    environments: Vec<String>,
    default: &'s str,
    renamable: bool,
    options: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    key: String,
    what: String,
    default: String,
}

pub(super) fn readme(chart: &Chart<'_>, story: &Story) -> Result<String, String> {
    let mut options: Vec<Row> = chart.settings.iter().map(option).collect();
    options.sort_by(|one, other| one.key.cmp(&other.key));
    let page = Page {
        story,
        kubernetes: oldest(),
        namespace: chart.environments.first().map_or("", |of| of.namespace).to_owned(),
        environments: chart.environments.iter().skip(1).map(|of| of.name().to_owned()).collect(),
        default: chart.environments.first().map_or("", |of| of.name()),
        renamable: chart.renamable(),
        options,
    };
    TextTemplate::Readme.fill(page)
}

fn option(setting: &Setting) -> Row {
    let default =
        setting.values.first().and_then(Option::as_ref).or_else(|| setting.values.iter().flatten().next());
    Row {
        key: cell(&code(&setting.path.dotted())),
        what: cell(&setting.comment),
        default: default.map(|value| shown(&to_json(value).to_string())).unwrap_or_default(),
    }
}

/// What fits into a cell.
fn shown(value: &str) -> String {
    const LONGEST: usize = 100;
    if value.len() > LONGEST { "in `values.yaml`".to_owned() } else { cell(&code(value)) }
}
