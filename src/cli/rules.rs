use super::screen::Screen;
use super::{Exit, Failure};
use crate::lint::{Rule, rules};
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
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
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
        let _ = writeln!(
            out,
            "{:wide$}  {subject:10}  {severity:7}  {certainty:8}  {}",
            rule.code.id,
            rule.code.summary()
        );
        out
    })
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
        "facts": rule.facts,
        "page": rule.code.page,
    })
}
