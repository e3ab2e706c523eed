use super::screen::Screen;
use super::{Exit, Failure};
use crate::examples::stories;
use std::fmt::Write;

/// List the blueprints this program carries.
///
/// `build --example NAME` compiles one, `init NAME` writes one to start from.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let wide = stories().map(|e| e.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for example in stories() {
        let _ = writeln!(out, "{:wide$}  {}", example.name, example.story());
    }
    screen.out(&out)?;
    Ok(Exit::Clean)
}
