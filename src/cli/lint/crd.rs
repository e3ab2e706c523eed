use super::Failure;
use crate::diagnostic::Sink;
use crate::schema::{Added, is_definition};
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Mark, Node, Reader, decode_bytes, parse};
use std::path::{Path, PathBuf};

/// The definitions in files, and in all files of YAML and JSON below folders.
pub(super) fn added(paths: &[PathBuf]) -> Result<Option<Added>, Failure> {
    if paths.is_empty() {
        return Ok(None);
    }
    let mut definitions = Vec::new();
    for path in paths {
        let before = definitions.len();
        if path.is_dir() {
            let mut files = Vec::new();
            list(path, &mut files)?;
            files.sort();
            files.iter().try_for_each(|file| read(file, &mut definitions))?;
        } else {
            read(path, &mut definitions)?;
        }
        if definitions.len() == before {
            return Err(Failure::new(format!("`{}` holds no CustomResourceDefinition", path.display()))
                .help("name the file or folder that defines the kinds, such as the CRDs of a release"));
        }
    }
    let names: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let none = || Failure::new(format!("no version that {} serve has a schema", names.join(", ")));
    Added::of(&definitions).map(Some).ok_or_else(none)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let cannot = |e: std::io::Error| Failure::new(format!("cannot list `{}`: {e}", folder.display()));
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            list(&path, files)?;
        } else if matches!(ending, Some("yaml" | "yml" | "json")) {
            files.push(path);
        }
    }
    Ok(())
}

/// Adds the definitions of one file, also those in a `List`.
fn read(path: &Path, into: &mut Vec<Node<Mark>>) -> Result<(), Failure> {
    let name = path.display().to_string();
    let cannot = |why: &str| Failure::new(format!("cannot read definitions from `{name}`: {why}"));
    let bytes = std::fs::read(path).map_err(|e| cannot(&e.to_string()))?;
    let text = decode_bytes(&name, bytes).map_err(|diagnostic| cannot(&diagnostic.message))?;
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new(&name, text));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    if sink.has_errors() {
        let all = sink.into_sorted();
        return Err(cannot(all.first().map_or("it is no YAML", |first| &first.message)));
    }
    for document in stream.documents {
        match document.root.get("items").and_then(Node::as_list) {
            Some(items) => into.extend(items.iter().filter(|item| is_definition(item)).cloned()),
            None if is_definition(&document.root) => into.push(document.root),
            None => {}
        }
    }
    Ok(())
}
