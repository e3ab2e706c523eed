use super::check::findings;
use super::choice::unknown;
use super::screen::Screen;
use super::select::Selected;
use super::{Exit, Failure};
use crate::diagnostic::Code;
use crate::examples::broken;
use crate::lint::vocabulary;
use crate::pipeline::compile;
use crate::report::{Look, printable};
use std::fmt::Write;

/// Explain a code, with an example and the report it earns.
///
/// Without a code, list them all.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As a report shows it in brackets.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let text = match &arguments.code {
        None => list(),
        Some(id) => {
            let ids: Vec<&str> = vocabulary().map(|code| code.id).collect();
            let code = vocabulary().find(|code| code.id == id).ok_or_else(|| unknown("code", id, &ids))?;
            page(code, screen.out_look())
        }
    };
    screen.out(&text)?;
    Ok(Exit::Clean)
}

fn list() -> String {
    let mut codes: Vec<&Code> = vocabulary().collect();
    let wide = codes.iter().map(|code| code.id.len()).max().unwrap_or(0);
    codes.sort_by_key(|code| code.id);
    codes.iter().fold(String::new(), |mut out, code| {
        let _ = writeln!(out, "{:wide$}  {:7}  {}", code.id, code.severity.to_string(), code.summary());
        out
    })
}

/// The page, then its example with the report that compiling it gives now.
fn page(code: &Code, look: Look) -> String {
    let mut out = format!("{}\n", code.page.trim_end());
    // The one that has no word of its own shows the code best; the others are its odder cases.
    let of_code = || broken().filter(|example| example.code() == code.id);
    let Some(example) = of_code().find(|example| example.name == code.id).or(of_code().next()) else {
        return out;
    };
    let selected = Selected::embedded(&example);
    let compiled = compile(selected.input());
    let _ = writeln!(out, "\n## Example: {}\n", selected.name);
    for line in String::from_utf8_lossy(example.bytes).lines() {
        let _ = writeln!(out, "    {}", printable(line).trim_end());
    }
    let _ = writeln!(out, "\n## What is said about it\n");
    out.push_str(&findings(&compiled, &selected.name, Look { hint: false, ..look }));
    out
}
