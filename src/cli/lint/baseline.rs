//! Findings that were there when lint was taken up: known by what they say and point at, not by their lines.

use super::{Failure, Judged};
use crate::cli::save::save;
use crate::diagnostic::{Sink, fingerprints};
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Node, Reader, decode_bytes, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Below the repository's root.
pub(super) const FILE: &str = ".streamwright/baseline.yaml";

const KEY: &str = "known";

/// Fingerprints.
pub(super) type Known = BTreeSet<String>;

/// Writes what is found now; what cannot work at all is never part of it.
pub(super) fn write(path: &Path, judged: &Judged) -> Result<Known, Failure> {
    let prints = fingerprints(&judged.diagnostics, &judged.sources);
    let known: BTreeMap<String, &str> = judged
        .diagnostics
        .iter()
        .zip(prints)
        .filter(|(diagnostic, _)| !diagnostic.code.hard)
        .map(|(diagnostic, print)| (print, diagnostic.code.id))
        .collect();
    let mut text = format!(
        "# Findings of `streamwright lint` that were here when it was taken up. What is mended leaves\n# this list by `--write-baseline`.\n{KEY}:\n"
    );
    if known.is_empty() {
        text = text.replace(":\n", ": []\n");
    }
    for (print, id) in &known {
        text += &format!("  - {print} {id}\n");
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| Failure::new(format!("cannot make the folder `{}`: {e}", folder.display())))?;
    }
    save(path, &text)?;
    Ok(known.into_keys().collect())
}

/// What the file knows; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Known, Failure> {
    let name = path.display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Known::new()),
        Err(error) => return Err(Failure::new(format!("cannot read `{name}`: {error}"))),
    };
    known(&name, bytes).ok_or_else(|| {
        Failure::new(format!("`{name}` is not a baseline")).help("write it anew with `--write-baseline`")
    })
}

/// Takes away what is known; how many that were.
pub(super) fn apply(known: &Known, judged: &mut Judged) -> usize {
    if known.is_empty() {
        return 0;
    }
    let prints = fingerprints(&judged.diagnostics, &judged.sources);
    let mut prints = prints.into_iter();
    let before = judged.diagnostics.len();
    judged.diagnostics.retain(|diagnostic| {
        let print = prints.next().unwrap_or_default();
        diagnostic.code.hard || !known.contains(&print)
    });
    before - judged.diagnostics.len()
}

fn known(name: &str, bytes: Vec<u8>) -> Option<Known> {
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new(name, decode_bytes(name, bytes).ok()?));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    let list = stream.documents.first()?.root.get(KEY)?.as_list()?;
    let print = |node: &Node<_>| Some(node.as_str()?.split(' ').next()?.to_owned());
    if sink.has_errors() { None } else { list.iter().map(print).collect() }
}
