//! `values.yaml` with a sentence for every key, and what an environment puts over it.

use super::group;
use crate::chart::{Chart, Settings, ValuePath, overlay, values};
use crate::object::Node;
use crate::yaml::{self, Value, write_entry};

/// The values of the environment the chart is made for.
pub(super) fn values_yaml(chart: &Chart<'_>) -> String {
    let environment = chart.environments.first().map_or("", |environment| environment.name());
    let mut out =
        format!("# Values of the chart {}, as the environment {environment} has them.\n", chart.name);
    let tree = values(&chart.settings);
    if let Value::Map(map) = &tree.value {
        if map.is_empty() {
            return out + "{}\n";
        }
        for entry in &map.entries {
            commented(&mut out, &chart.settings, &ValuePath::new([&entry.key.text]), &entry.value, 0);
        }
    }
    out
}

/// What differs in another environment.
pub(super) fn environment(chart: &Chart<'_>, index: usize) -> String {
    let name = chart.environments[index].name();
    let mut out = format!("# What the environment {name} has otherwise: helm … -f values-{name}.yaml\n");
    out.push_str(&yaml::write(&overlay(&chart.settings, index)));
    out
}

fn commented(out: &mut String, settings: &Settings, path: &ValuePath, value: &Node, indent: usize) {
    let Some(key) = path.0.last() else { return };
    // Empty lines after a text that ends with some would be part of it.
    if indent == 0 && !out.ends_with("\n\n") {
        out.push('\n');
    }
    let setting = settings.get(path);
    let comment = setting.map_or_else(|| group::comment(settings, path), |setting| setting.comment.clone());
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str("# ");
    out.push_str(&one_line(&format!("{key} {comment}")));
    out.push('\n');
    match (setting, &value.value) {
        (None, Value::Map(map)) => {
            write_entry::<crate::source::Origin>(out, key, None, indent);
            out.push('\n');
            for entry in &map.entries {
                commented(out, settings, &path.child(&entry.key.text), &entry.value, indent + 2);
            }
        }
        _ => write_entry(out, key, Some(value), indent),
    }
}

/// A comment ends where its line does.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') { ' ' } else { c })
        .collect()
}
