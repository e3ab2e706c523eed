//! The rows of research that rules are drawn from, by their ids.

use super::table::rows;

/// Every row: its table (`NET`, `K8S`) and its id (`NET12`), table by table.
pub fn researched() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows::<2>(include_str!("../../schemas/facts/researched-rows.tsv")).map(|[table, id]| (table, id))
}
