//! Files that are linted together, in memory.

use std::collections::BTreeMap;
use std::path::Path;
use streamwright::lint::{Context, Input, Selection, Settlement, Targets, manifests};
use streamwright::object::Pointer;
use streamwright::source::{MemoryFiles, Source, SourceMap, Span};
use streamwright::yaml::{self, Limits, Mark, Node, Reader, Value};

/// Names and texts.
pub type Folder = BTreeMap<String, String>;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub rule: String,
    pub severity: String,
    pub file: String,
    pub line: usize,
    pub message: String,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rule, severity, file, line, message } = self;
        write!(f, "{file}:{line}: {severity}[{rule}]: {message}")
    }
}

/// Every file below a folder that is YAML, by its path from there.
pub fn read(folder: &Path) -> Folder {
    let mut found = Folder::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap_or_else(|e| panic!("{}: {e}", next.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// What is said of it by the rules that speak without being asked.
pub fn lint(folder: &Folder, targets: &Targets) -> Vec<Found> {
    judge(folder, targets, &Selection::default())
}

pub fn judge(folder: &Folder, targets: &Targets, selection: &Selection) -> Vec<Found> {
    let files = folder.iter().fold(MemoryFiles::new(), |files, (name, text)| files.with(name, text.as_str()));
    let input = Input { names: folder.keys().cloned().collect(), given: None, files: &files, today: None };
    let context = Context { targets: targets.clone(), platform: None };
    let judged = manifests(&input, &context, &mut Settlement::of_nothing(selection));
    found(&judged.sources, &judged.diagnostics)
}

pub fn found(sources: &SourceMap, diagnostics: &[streamwright::diagnostic::Diagnostic]) -> Vec<Found> {
    let each = diagnostics.iter().map(|diagnostic| {
        let (file, line) = diagnostic.span().map_or((String::new(), 0), |span| {
            (sources.get(span.source).name().to_owned(), sources.position(span).line)
        });
        let (rule, severity) = (diagnostic.code.id.to_owned(), diagnostic.severity.to_string());
        Found { rule, severity, file, line, message: diagnostic.message.clone() }
    });
    each.collect()
}

/// The documents of a text.
pub fn trees(text: &str) -> Vec<Node<()>> {
    parsed(text).1.into_iter().map(|root| root.map_origin(&mut |_| ())).collect()
}

fn parsed(text: &str) -> (SourceMap, Vec<Node<Mark>>) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("text", text));
    let mut sink = streamwright::diagnostic::Sink::new();
    let stream = yaml::parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    (sources, stream.documents.into_iter().map(|document| document.root).collect())
}

/// The line of a place in a document of a text: of its key, of the first key of an item; of what is not there, of
/// what is around it, and of the whole document, of its kind.
pub fn line_of(text: &str, document: usize, way: &Pointer) -> usize {
    let (sources, roots) = parsed(text);
    let root = &roots[document];
    let nodes = way.walk(root);
    let span = match nodes.as_slice() {
        [] | [_] => root.get("kind").unwrap_or(root).origin.span,
        [.., parent, node] => beginning(parent, node, &way.0[nodes.len() - 2]),
    };
    sources.position(span).line
}

fn beginning(parent: &Node<Mark>, node: &Node<Mark>, step: &streamwright::object::Step) -> Span {
    use streamwright::object::Step;
    let key = match (&parent.value, step) {
        (Value::Map(map), Step::Key(key)) => map.entry(key).map(|entry| entry.key.origin.span),
        _ => None,
    };
    let first = || node.as_map().and_then(|map| map.entries.first()).map(|entry| entry.key.origin.span);
    key.or_else(first).unwrap_or(node.origin.span)
}
