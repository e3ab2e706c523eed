use super::screen::Screen;
use super::{Exit, Failure};
use crate::lint::{Fixable, Rule, coverage, rules};
use serde_json::{Value, json};
use std::fmt::Write;

/// List the rules of `lint`.
///
/// `explain RULE` shows the page of one.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As one JSON document, with the rows of researched facts each rule stands for.
    #[arg(long)]
    json: bool,
    /// How many rows of research the rules stand for, table by table, and which not.
    #[arg(long, conflicts_with = "json")]
    coverage: bool,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    if arguments.coverage {
        screen.out(&covered())?;
        return Ok(Exit::Clean);
    }
    let mut all: Vec<&Rule> = rules().collect();
    all.sort_by_key(|rule| (rule.subject, rule.code.id));
    screen.out(&if arguments.json { document(&all) } else { table(&all) })?;
    Ok(Exit::Clean)
}

fn table(all: &[&Rule]) -> String {
    let wide = all.iter().map(|rule| rule.code.id.len()).max().unwrap_or(0);
    all.iter().fold(String::new(), |mut out, rule| {
        let (subject, severity) = (rule.subject.to_string(), rule.code.severity.to_string());
        let certainty = rule.certainty.to_string();
        let fixable = rule.fixable().map_or("", Fixable::flag);
        let _ = writeln!(
            out,
            "{:wide$}  {subject:10}  {severity:7}  {certainty:8}  {fixable:14}  {}",
            rule.code.id,
            rule.code.summary()
        );
        out
    })
}

fn covered() -> String {
    let tables = coverage();
    let mut out =
        format!("{:6}  {:>4}  {:>7}  {:>8}  {:>4}\n", "table", "rows", "covered", "left out", "open");
    for (table, own) in &tables {
        let (covered, left_out, open) = (own.covered.len(), own.left_out.len(), own.open.len());
        let rows = covered + left_out + open;
        let _ = writeln!(out, "{table:6}  {rows:4}  {covered:7}  {left_out:8}  {open:4}");
    }
    for (table, own) in tables.iter().filter(|(_, own)| !own.open.is_empty()) {
        let _ = writeln!(out, "\n{table}, open: {}", own.open.join(" "));
    }
    out
}

fn document(all: &[&Rule]) -> String {
    let rules: Vec<Value> = all.iter().map(|rule| one(rule)).collect();
    format!("{:#}\n", json!({ "version": 1, "rules": rules }))
}

fn one(rule: &Rule) -> Value {
    json!({
        "id": rule.code.id,
        "summary": rule.code.summary(),
        "subject": rule.subject.to_string(),
        "severity": rule.code.severity.to_string(),
        "certainty": rule.certainty.to_string(),
        "since": rule.since,
        "fixable": rule.fixable().map(Fixable::flag),
        "facts": rule.facts,
        "page": rule.code.page,
    })
}
