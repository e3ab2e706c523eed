//! Findings that were there when lint was taken up: known by what they say and point at, not by their lines.

use super::{Failure, Judged};
use crate::cli::save::save;
use crate::diagnostic::{Sink, fingerprints};
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Node, Reader, decode_bytes, parse};
use std::collections::BTreeSet;
use std::path::Path;

/// Below the repository's root.
pub(super) const FILE: &str = ".streamwright/baseline.yaml";

const KEY: &str = "known";

/// Writes what is found now; what cannot work at all is never part of it.
pub(super) fn write(path: &Path, judged: &Judged) -> Result<usize, Failure> {
    let prints = fingerprints(&judged.diagnostics, &judged.sources);
    let known: BTreeSet<String> = judged
        .diagnostics
        .iter()
        .zip(prints)
        .filter(|(diagnostic, _)| !diagnostic.code.hard)
        .map(|(diagnostic, print)| format!("{print} {}", diagnostic.code.id))
        .collect();
    let mut text = format!(
        "# Findings of `streamwright lint` that were here when it was taken up. What is mended leaves\n# this list by `--write-baseline`.\n{KEY}:\n"
    );
    if known.is_empty() {
        text = text.replace(":\n", ": []\n");
    }
    for one in &known {
        text += &format!("  - {one}\n");
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| Failure::new(format!("cannot make the folder `{}`: {e}", folder.display())))?;
    }
    save(path, &text)?;
    Ok(known.len())
}

/// Takes away what the file knows; how many that were.
pub(super) fn apply(path: &Path, judged: &mut Judged) -> Result<usize, Failure> {
    let name = path.display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(Failure::new(format!("cannot read `{name}`: {error}"))),
    };
    let known = known(&name, bytes).ok_or_else(|| {
        Failure::new(format!("`{name}` is not a baseline")).help("write it anew with `--write-baseline`")
    })?;
    let prints = fingerprints(&judged.diagnostics, &judged.sources);
    let mut prints = prints.into_iter();
    let before = judged.diagnostics.len();
    judged.diagnostics.retain(|diagnostic| {
        let print = prints.next().unwrap_or_default();
        diagnostic.code.hard || !known.contains(&print)
    });
    Ok(before - judged.diagnostics.len())
}

fn known(name: &str, bytes: Vec<u8>) -> Option<BTreeSet<String>> {
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new(name, decode_bytes(name, bytes).ok()?));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    let list = stream.documents.first()?.root.get(KEY)?.as_list()?;
    let print = |node: &Node<_>| Some(node.as_str()?.split(' ').next()?.to_owned());
    if sink.has_errors() { None } else { list.iter().map(print).collect() }
}
