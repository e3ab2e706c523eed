//! What differs in files without objects, in words.

use super::change::Kind;
use super::file_pair::FilePair;
use super::impact::joined;
use std::collections::BTreeSet;

/// Endings of files whose lines are settings.
const SETTINGS: [&str; 4] = [".properties", ".env", ".json", ".conf"];

/// How many files there are, and what became of them: `3 files differ`.
pub(super) fn counted(files: &[&FilePair<'_>]) -> String {
    let all = |kind: Kind| files.iter().all(|file| file.changes.iter().all(|change| change.kind == kind));
    let (one, many) = match () {
        () if all(Kind::Added) => ("is new", "are new"),
        () if all(Kind::Removed) => ("is gone", "are gone"),
        () => ("differs", "differ"),
    };
    match files.len() {
        1 => format!("1 file {one}"),
        count => format!("{count} files {many}"),
    }
}

/// Each by its name, with the settings that differ where it holds some.
pub(super) fn named(files: &[&FilePair<'_>]) -> String {
    let said = |file: &&FilePair<'_>| {
        let name = file.path.rsplit('/').next().unwrap_or(file.path);
        let keys = keys(file);
        let listed: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        if keys.is_empty() { format!("`{name}`") } else { format!("`{name}` ({})", joined(&listed)) }
    };
    joined(&files.iter().map(said).collect::<Vec<_>>())
}

/// Keys of the settings that only one of the sides has so.
fn keys(file: &FilePair<'_>) -> BTreeSet<String> {
    let (Some(before), Some(after)) = (file.before, file.after) else { return BTreeSet::new() };
    let text = |file: &super::side::File| String::from_utf8(file.bytes.clone());
    let (true, Ok(before), Ok(after)) =
        (SETTINGS.iter().any(|ending| file.path.ends_with(ending)), text(before), text(after))
    else {
        return BTreeSet::new();
    };
    let lines = |text: &str| {
        text.lines().map(|line| line.trim_end_matches(',').to_owned()).collect::<BTreeSet<String>>()
    };
    let (old, new) = (lines(&before), lines(&after));
    let key = |line: &String| {
        let (key, _) = line.split_once(['=', ':'])?;
        let key = key.trim().trim_matches('"');
        (!key.is_empty() && !key.contains(' ')).then(|| key.to_owned())
    };
    old.symmetric_difference(&new).filter_map(key).collect()
}
