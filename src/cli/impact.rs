use super::screen::Screen;
use super::{Exit, Failure};
use crate::diff::{Row, rows};
use crate::facts::impact::{proved, waiting};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// List what `diff` knows that changes do.
///
/// Each row has a pair of sides in the tests that gives exactly that row.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As one JSON document, with the rows of research that wait and what was tried on real systems.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut all: Vec<&Row> = rows().filter(|row| !row.is_generic()).collect();
    all.sort_by_key(|row| row.id);
    screen.out(&if arguments.json { document(&all) } else { table(&all) })?;
    Ok(Exit::Clean)
}

fn effects(row: &Row) -> Vec<&'static str> {
    row.effects.iter().map(|effect| effect.word()).collect()
}

fn table(all: &[&Row]) -> String {
    all.iter().fold(String::new(), |mut out, row| {
        let effects = effects(row).join("+");
        let _ = writeln!(out, "{}  {:8}  {effects:22}  {}", row.id, row.severity.word(), row.what);
        out
    })
}

fn document(all: &[&Row]) -> String {
    let proved: BTreeMap<&str, &str> = proved().collect();
    let one = |row: &&Row| {
        json!({
            "id": row.id,
            "effects": effects(row),
            "severity": row.severity.word(),
            "what": row.what,
            "remedy": row.remedy,
            "depends": row.depends.map(|depends| json!({"on": depends.on, "ask": depends.ask})),
            "certainty": row.certainty,
            "source": row.source,
            "verifiedOn": proved.get(row.id),
        })
    };
    let decidable = all.iter().filter(|row| row.depends.is_none()).count();
    let waiting: Vec<Value> = waiting().map(|(id, why)| json!({"id": id, "why": why})).collect();
    let document = json!({
        "counts": {
            "rows": all.len(),
            "decidedByTheSides": decidable,
            "dependOnMore": all.len() - decidable,
            "withPair": all.len(),
            "waiting": waiting.len(),
            "verifiedOnRealSystems": proved.len(),
        },
        "waiting": waiting,
        "rows": all.iter().map(one).collect::<Vec<Value>>(),
    });
    format!("{document:#}\n")
}
