//! What the operator itself puts into pods and containers, which a template therefore cannot.
//!
//! Names that depend on other settings are left out: a template may have those.

use crate::facts::table::rows;
use std::sync::LazyLock;

/// What, component, template, names.
type Row = (&'static str, &'static str, &'static str, &'static str);

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../../schemas/facts/strimzi-templates.tsv"))
        .map(|[what, component, template, names]| (what, component, template, names))
        .collect()
});

/// Whether every container of that template (`kafkaContainer` of `kafka`) has the variable already.
pub fn is_operators_variable(component: &str, template: &str, name: &str) -> bool {
    has("variable", component, template, name)
}

/// Whether every pod of that template (`pod` of `connect`) has the volume already.
pub fn is_operators_volume(component: &str, template: &str, name: &str) -> bool {
    has("volume", component, template, name)
}

fn has(what: &str, component: &str, template: &str, name: &str) -> bool {
    let own = ROWS.iter().find(|row| (row.0, row.1, row.2) == (what, component, template));
    own.is_some_and(|row| row.3.split(' ').any(|known| known == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_component_and_template() {
        assert!(is_operators_variable("kafka", "kafkaContainer", "KAFKA_CLUSTER_NAME"));
        assert!(!is_operators_variable("connect", "connectContainer", "KAFKA_CLUSTER_NAME"));
        assert!(is_operators_volume("connect", "pod", "strimzi-tmp"));
        assert!(!is_operators_volume("connect", "pod", "strimzi"));
        assert!(!is_operators_volume("connect", "pod", ""));
    }
}
