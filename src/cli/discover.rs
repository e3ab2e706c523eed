//! Which file here is the blueprint, when nobody says.

use super::Failure;
use std::path::{Path, PathBuf};

/// What a file turned out to be.
enum Found {
    Blueprint,
    /// Why it is none, as the end of a sentence that begins with its name.
    Other(String),
}

/// The one blueprint in `folder`.
pub(super) fn blueprint(folder: &Path) -> Result<PathBuf, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|e| Failure::new(format!("cannot list the current folder: {e}")))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") && !path.is_dir()
    });
    files.sort();
    let (mut blueprints, mut others) = (Vec::new(), Vec::new());
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match look(&path) {
            Found::Blueprint => blueprints.push(name),
            Found::Other(why) => others.push(format!("  {name} {why}")),
        }
    }
    match blueprints.as_slice() {
        [one] => Ok(PathBuf::from(one)),
        [] => Err(nothing(&others)),
        several => Err(Failure::new("several blueprints lie here, and none was named")
            .help(format!("name one of them:\n  {}", several.join("\n  ")))),
    }
}

fn nothing(others: &[String]) -> Failure {
    let failure = Failure::new("no blueprint was named, and no file here is one");
    if others.is_empty() {
        return failure.help(
            "there is no YAML file in this folder; name one, or write a starter with `streamwright init`",
        );
    }
    failure.help(format!(
        "a blueprint has `kind: Blueprint` and `apiVersion: streamwright/…`; seen here:\n{}",
        others.join("\n")
    ))
}

/// Looks at the lines that begin at the margin only: a blueprint with a mistake in its syntax is still the one meant,
/// and the compiler then says where the mistake is.
fn look(path: &Path) -> Found {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) => return Found::Other(format!("cannot be read: {e}")),
    };
    let text = String::from_utf8_lossy(&bytes);
    let kind = value(&text, "kind");
    let version = value(&text, "apiVersion");
    match (kind, version) {
        (Some("Blueprint"), None) => Found::Blueprint,
        (Some("Blueprint"), Some(version)) if version.starts_with("streamwright") => Found::Blueprint,
        (Some(kind), Some(version)) => Found::Other(format!("is a `{kind}` of `{version}`")),
        (Some(kind), None) => Found::Other(format!("is a `{kind}`")),
        (None, _) => Found::Other("has no `kind`".into()),
    }
}

/// The plain or quoted scalar a key at the margin has.
fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.trim_start_matches('\u{feff}').lines().find_map(|line| {
        let rest = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
        let rest = rest.split(" #").next().unwrap_or(rest).trim();
        Some(rest.trim_matches(['"', '\'']))
    })
}
