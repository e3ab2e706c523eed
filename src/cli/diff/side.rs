use super::folder::{self, Below};
use super::{Failure, Screen};
use crate::cli::check::{findings, unchecked};
use crate::cli::git::{self, GitFiles, Tree};
use crate::diagnostic::Diagnostic;
use crate::diff::Side;
use crate::pipeline::{Input, compile};
use crate::report::{Format, Report, render};
use crate::source::{DiskFiles, Files, MemoryFiles};
use std::path::Path;

/// What stands before a revision.
const GIT: &str = "git:";

/// What a word on the command line means. `other` is the path of the side it is compared with, which a revision
/// without a path means too; `beside` is that side, where it was read already.
pub(in crate::cli) fn side(
    word: &str,
    other: Option<&str>,
    beside: Option<&Side>,
    environments: &[String],
    screen: &Screen,
) -> Result<Side, Failure> {
    match word.strip_prefix(GIT) {
        Some(rest) => committed(rest, other, beside, environments, screen),
        None => on_disk(word, beside, environments, screen),
    }
}

/// Whether a word is the revision of nothing, which CI gives where there is no commit before: `git:0000…`.
pub(in crate::cli) fn is_nothing(word: &str) -> bool {
    word.strip_prefix(GIT).map(|rest| revision(rest).0).is_some_and(|revision| {
        revision.is_empty() || (revision.len() >= 40 && revision.bytes().all(|b| b == b'0'))
    })
}

/// The path in a word, where it has one; from the root of the disk where it is one of a revision.
pub(in crate::cli) fn path_of(word: &str) -> Result<Option<String>, Failure> {
    let Some(rest) = word.strip_prefix(GIT) else { return Ok(Some(word.to_owned())) };
    let Some(path) = revision(rest).1 else { return Ok(None) };
    let prefix = if path.starts_with('.') { git::prefix()? } else { String::new() };
    let path = git::joined(&prefix, path).unwrap_or_default();
    Ok(Some(git::top()?.join(path).to_string_lossy().into_owned()))
}

/// `REV` and `REV:PATH`. A colon within braces belongs to the revision: `HEAD^{/fix: it}`.
fn revision(text: &str) -> (&str, Option<&str>) {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ':' if depth < 1 => return (&text[..at], Some(&text[at + 1..])),
            _ => {}
        }
    }
    (text, None)
}

fn committed(
    rest: &str,
    other: Option<&str>,
    beside: Option<&Side>,
    environments: &[String],
    screen: &Screen,
) -> Result<Side, Failure> {
    let (revision, path) = revision(rest);
    let top = git::top()?;
    let commit = git::commit(revision)?;
    let path = match path {
        // As git has it: from the root, unless it begins with a dot.
        Some(path) if path.starts_with('.') => git::joined(&git::prefix()?, path),
        Some(path) => git::joined("", path),
        None => within(other, &top)?,
    };
    let path = path.ok_or_else(|| Failure::new(format!("`{GIT}{rest}` leads out of the repository")))?;
    let tree = Tree::of(&commit)?;
    let label = format!("{GIT}{revision}:{path}");
    if tree.has_file(&path) {
        let bytes = tree.read(&path)?;
        if is_blueprint(&bytes) {
            let files = GitFiles { tree: &tree, folder: git::folder(&path).to_owned() };
            return blueprint(&label, bytes, &files, environments, screen);
        }
    }
    let (folder, names) = if tree.has_file(&path) {
        let folder = git::folder(&path);
        (folder, vec![path[folder.len()..].trim_start_matches('/').to_owned()])
    } else {
        (path.as_str(), tree.below(&path).into_iter().filter(|name| !folder::is_hidden(name)).collect())
    };
    if names.is_empty() {
        let mut side = Side { label: label.clone(), ..Side::default() };
        side.notes.push(format!("`{label}` is not there: everything counts as new"));
        return Ok(side);
    }
    let files = tree.read_below(folder, &names)?;
    let root =
        if folder.is_empty() { format!("{GIT}{revision}:") } else { format!("{GIT}{revision}:{folder}/") };
    manifests(&label, &root, &names, &files, beside, screen)
}

/// The path from the root of the repository to what the other side is.
fn within(other: Option<&str>, top: &Path) -> Result<Option<String>, Failure> {
    let Some(other) = other else {
        return Err(Failure::new("the revision says nothing about what is compared")
            .help("name a path in it: `git:main:platform.yaml`"));
    };
    // Of two revisions neither path need be on disk.
    let path = Path::new(other).canonicalize().unwrap_or_else(|_| Path::new(other).to_path_buf());
    let top = top.canonicalize().unwrap_or_else(|_| top.to_path_buf());
    let below = path.strip_prefix(&top).ok().map(|below| below.to_string_lossy().into_owned());
    Ok(below.map(|below| below.replace(std::path::MAIN_SEPARATOR, "/")))
}

fn on_disk(
    word: &str,
    beside: Option<&Side>,
    environments: &[String],
    screen: &Screen,
) -> Result<Side, Failure> {
    let path = Path::new(word);
    if path.is_dir() {
        let names = folder::names(path)?;
        let root = if word == "." { String::new() } else { format!("{}/", word.trim_end_matches('/')) };
        return manifests(word, &root, &names, &Below(path.to_path_buf()), beside, screen);
    }
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::new(format!("there is no file or folder `{word}`"))
            .help("name a blueprint, a folder of manifests, a file of them, or a revision: `git:main:platform.yaml`"),
        _ => Failure::new(format!("cannot read `{word}`: {error}")),
    })?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_blueprint(&bytes) {
        return blueprint(word, bytes, &DiskFiles::around(folder), environments, screen);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let root = word.strip_suffix(&name).unwrap_or_default();
    let files = MemoryFiles::new().with(&name, bytes);
    manifests(word, root, &[name], &files, beside, screen)
}

fn manifests(
    label: &str,
    root: &str,
    names: &[String],
    files: &(dyn Files + Sync),
    beside: Option<&Side>,
    screen: &Screen,
) -> Result<Side, Failure> {
    let (side, said) = Side::read_beside(beside, label, root, names, files);
    if said.is_empty() { Ok(side) } else { Err(refused(label, &side, &said, screen)) }
}

fn refused(label: &str, side: &Side, said: &[Diagnostic], screen: &Screen) -> Failure {
    let report = Report { sources: &side.sources, diagnostics: said, subject: label };
    screen.err(&render(Format::Human, &report, screen.err_look()));
    Failure::new(format!("`{label}` cannot be read, so there is nothing to compare"))
}

/// A blueprint that is wrong in itself may still say what it would become, which is compared all the same.
pub(in crate::cli) fn blueprint(
    label: &str,
    bytes: Vec<u8>,
    files: &dyn Files,
    environments: &[String],
    screen: &Screen,
) -> Result<Side, Failure> {
    let compiled = compile(Input { name: label.to_owned(), bytes, files });
    if compiled.artifacts.is_none() {
        screen.err(&findings(&compiled, label, screen.err_look()));
    }
    if compiled.plans.is_empty() {
        return Err(Failure::new(format!("`{label}` does not compile, so there is nothing to compare")));
    }
    if let Some(name) =
        environments.iter().find(|name| !compiled.plans.iter().any(|p| p.environment == **name))
    {
        let known: Vec<&str> = compiled.plans.iter().map(|plan| plan.environment.as_str()).collect();
        return Err(crate::cli::choice::unknown("environment", name, &known));
    }
    unchecked(&compiled, screen);
    let broken = compiled.artifacts.is_none();
    let mut side = compiled.into_side(label, environments);
    if broken {
        side.notes
            .push(format!("`{label}` has errors, so it cannot be built; what it would become is compared"));
    }
    Ok(side)
}

/// Whether a file says that it is a blueprint, at the margin.
fn is_blueprint(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let has = |line: &str| text.starts_with(&line[1..]) || text.contains(line);
    has("\nkind: Blueprint") && has("\napiVersion: streamwright/")
}

#[cfg(test)]
mod tests {
    use super::revision;

    #[test]
    fn a_revision_may_hold_a_colon_within_braces() {
        assert_eq!(revision("HEAD"), ("HEAD", None));
        assert_eq!(revision("main:a.yaml"), ("main", Some("a.yaml")));
        assert_eq!(revision("HEAD^{/fix: it}:a:b"), ("HEAD^{/fix: it}", Some("a:b")));
        assert_eq!(revision("-x"), ("-x", None));
    }
}
