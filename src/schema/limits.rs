//! What the API server refuses beyond the schemas it publishes, in a table of its own: `schemas/kubernetes-limits.table`.
//!
//! Its blocks and fields are those of the other tables; each line adds to what stands there. Words of its own: `filled`
//! (a map in which something is not empty), `holding(storage)` (a map with that key), `named` (an object with a name),
//! `unique(path)` (a list no two items of which agree in these), and behind a colon the form of a text:
//! `string:dns-subdomain`, with `?` where it may be empty. `!` refuses null as well.

use super::names::Names;
use super::record::Record;
use super::table::TABLES;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const TEXT: &str = include_str!("../../schemas/kubernetes-limits.table");

/// What is refused in a type beyond its schema.
pub(super) fn of(name: &str) -> Option<&'static Record> {
    all().get(name)
}

fn all() -> &'static BTreeMap<&'static str, Record> {
    static ALL: OnceLock<BTreeMap<&'static str, Record>> = OnceLock::new();
    ALL.get_or_init(|| {
        let names = Names { versions: TABLES[0].index().names.versions.clone(), types: Vec::new() };
        let blocks = TEXT.split("\n= ").skip(1);
        blocks
            .filter_map(|block| block.split_once('\n'))
            .map(|(name, lines)| (name, Record::read(lines, &names)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_adds_to_a_field_of_a_table() {
        let mut lines = 0;
        for (name, limits) in all() {
            let found = TABLES.iter().find_map(|table| Some((table, table.index().names.position(name)?)));
            let (table, block) = found.unwrap_or_else(|| panic!("no table has the type {name}"));
            let record = table.record(block);
            let of = limits
                .fields
                .iter()
                .map(|field| field.name)
                .chain(limits.one_of.iter().flat_map(|(of, _)| of.clone()));
            for field in of {
                assert!(record.fields.iter().any(|known| known.name == field), "{name} has no field {field}");
                lines += 1;
            }
            assert!(limits.fields.is_sorted_by_key(|field| field.name), "{name}");
        }
        assert!(lines > 150, "{lines}");
    }
}
