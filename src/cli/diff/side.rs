use super::folder::{self, Below};
use super::{Failure, Screen};
use crate::cli::check::{findings, unchecked};
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::Side;
use crate::pipeline::{Input, compile};
use crate::report::{Format, Report, render};
use crate::source::{DiskFiles, Files};
use std::path::Path;

/// What a word on the command line means.
pub(super) fn side(word: &str, environments: &[String], screen: &Screen) -> Result<Side, Failure> {
    let path = Path::new(word);
    if path.is_dir() {
        let names = folder::names(path)?;
        let root = format!("{}/", word.trim_end_matches('/'));
        return manifests(word, &root, &names, &Below(path.to_path_buf()), screen);
    }
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::new(format!("there is no file or folder `{word}`"))
            .help("name a blueprint, a folder of manifests or a file of them"),
        _ => Failure::new(format!("cannot read `{word}`: {error}")),
    })?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_blueprint(&bytes) {
        return blueprint(word, bytes, &DiskFiles::around(folder), environments, screen);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let root = word.strip_suffix(&name).unwrap_or_default();
    manifests(word, root, &[name], &Below(folder.to_path_buf()), screen)
}

fn manifests(
    label: &str,
    root: &str,
    names: &[String],
    files: &(dyn Files + Sync),
    screen: &Screen,
) -> Result<Side, Failure> {
    let (side, said) = Side::read(label, root, names, files);
    let broken = said.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    if broken == 0 {
        return Ok(side);
    }
    Err(refused(label, &side, &said, screen))
}

fn refused(label: &str, side: &Side, said: &[Diagnostic], screen: &Screen) -> Failure {
    let report = Report { sources: &side.sources, diagnostics: said, subject: label };
    screen.err(&render(Format::Human, &report, screen.err_look()));
    Failure::new(format!("`{label}` cannot be read, so there is nothing to compare"))
}

fn blueprint(
    label: &str,
    bytes: Vec<u8>,
    files: &dyn Files,
    environments: &[String],
    screen: &Screen,
) -> Result<Side, Failure> {
    let compiled = compile(Input { name: label.to_owned(), bytes, files });
    if compiled.plans.is_empty() {
        screen.err(&findings(&compiled, label, screen.err_look()));
        return Err(Failure::new(format!("`{label}` does not compile, so there is nothing to compare")));
    }
    unchecked(&compiled, screen);
    Ok(compiled.into_side(label, environments))
}

/// Whether a file says that it is a blueprint, at the margin.
fn is_blueprint(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let has = |start: &str| text.trim_start_matches('\u{feff}').lines().any(|line| line.starts_with(start));
    has("kind: Blueprint") && has("apiVersion: streamwright/")
}
