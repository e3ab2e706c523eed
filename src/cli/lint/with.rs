use super::{Failure, Screen};
use crate::cli::Exit;
use crate::cli::check::{findings, verdict};
use crate::cli::choice::unknown;
use crate::pipeline::{Compiled, Input, compile};
use crate::source::DiskFiles;
use crate::topology::Topology;
use std::path::Path;

/// The blueprint by whose facts manifests are judged; it must compile.
pub(super) fn compiled(path: &Path, screen: &Screen) -> Result<Compiled, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|e| Failure::new(format!("cannot read `{name}`: {e}")))?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = DiskFiles::around(folder);
    let compiled = compile(Input { name: name.clone(), bytes, files: &files });
    match verdict(&compiled) {
        Exit::Clean => Ok(compiled),
        _ => Err(Failure::Findings(findings(&compiled, &name, screen.err_look()))),
    }
}

/// The environment asked for, or the one that is shown when nobody names one.
pub(super) fn environment<'c>(compiled: &'c Compiled, asked: Option<&str>) -> Result<&'c Topology, Failure> {
    let names: Vec<&str> = compiled.topologies.iter().map(|t| t.environment.as_str()).collect();
    let wanted = asked.or(compiled.default_environment.as_deref());
    let found = match wanted {
        Some(wanted) => compiled.topologies.iter().find(|t| t.environment == wanted),
        None => compiled.topologies.first(),
    };
    found.ok_or_else(|| unknown("environment", wanted.unwrap_or_default(), &names))
}
