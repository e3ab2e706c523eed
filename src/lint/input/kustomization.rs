use super::path;
use crate::diagnostic::Sink;
use crate::object::Gvk;
use crate::source::{Files, Source, SourceMap};
use crate::yaml::{Limits, Mark, Node, Reader, decode_bytes, parse};

/// What a `kustomization.yaml` names; paths are resolved.
#[derive(Debug, Default)]
pub(super) struct Kustomization {
    /// Files and folders.
    pub(super) resources: Vec<String>,
    /// Files that are parts of objects, or no objects at all.
    pub(super) fragments: Vec<String>,
    /// What its patches change.
    pub(super) patched: Vec<Patched>,
    /// Whether it takes things from where nobody looks here: charts, generators, addresses.
    pub(super) open: bool,
    /// Whether it changes all it names: labels, annotations, names, transformers.
    pub(super) reshapes: bool,
    /// Whether it puts all it names into one namespace.
    pub(super) moves: bool,
}

/// What changes every object.
const RESHAPING: [&str; 6] =
    ["labels", "commonLabels", "commonAnnotations", "namePrefix", "nameSuffix", "transformers"];

/// Which objects a patch may change; nothing said means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Patched {
    kind: Option<String>,
    name: Option<String>,
}

impl Patched {
    pub(super) fn holds(&self, gvk: &Gvk, name: &str) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == gvk.kind)
            && self.name.as_ref().is_none_or(|own| own == name)
    }
}

/// Reads a kustomization; what cannot be read in it is said when the file itself is read.
pub(super) fn read(file: &str, files: &dyn Files) -> Kustomization {
    let mut found = Kustomization::default();
    let folder = path::folder(file);
    for root in documents(file, files) {
        found.take(&root, folder, files);
    }
    found
}

fn documents(file: &str, files: &dyn Files) -> Vec<Node<Mark>> {
    files.read(file).ok().and_then(|bytes| decode_bytes(file, bytes).ok()).map_or_else(Vec::new, parsed)
}

fn parsed(text: String) -> Vec<Node<Mark>> {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("", text));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut Sink::new());
    stream.documents.into_iter().map(|document| document.root).collect()
}

impl Kustomization {
    fn take(&mut self, root: &Node<Mark>, folder: &str, files: &dyn Files) {
        for resource in ["resources", "bases", "components"].iter().flat_map(|key| texts(root, key)) {
            if resource.contains("://") || resource.starts_with("github.com/") || resource.contains("?ref=") {
                self.open = true;
            } else {
                self.resources.push(path::join(folder, resource));
            }
        }
        self.open |= ["helmCharts", "generators", "transformers", "configMapGenerator", "secretGenerator"]
            .iter()
            .any(|key| root.get(key).is_some());
        self.moves |= root.get("namespace").is_some();
        self.reshapes |= RESHAPING.iter().any(|key| root.get(key).is_some());
        for key in ["patchesStrategicMerge", "crds", "configurations", "transformers", "validators"] {
            for text in texts(root, key) {
                self.fragment(text, None, folder, files);
            }
        }
        for patch in ["patches", "patchesJson6902", "replacements"].iter().flat_map(|key| items(root, key)) {
            let target = patch.get("target").map(|target| Patched {
                kind: target.get("kind").and_then(Node::as_str).map(str::to_owned),
                // A name there is a pattern.
                name: None,
            });
            let words = patch.get("path").or_else(|| patch.get("patch")).and_then(Node::as_str);
            match (words, target) {
                (Some(text), target) => self.fragment(text, target, folder, files),
                (None, target) => self.patched.push(target.unwrap_or_default()),
            }
        }
        for generator in ["configMapGenerator", "secretGenerator"].iter().flat_map(|key| items(root, key)) {
            for text in texts(generator, "files").chain(texts(generator, "envs")) {
                let file = text.split_once('=').map_or(text, |(_, file)| file);
                self.fragments.push(path::join(folder, file));
            }
        }
        if let Some(file) = root.get("openapi").and_then(|node| node.get("path")).and_then(Node::as_str) {
            self.fragments.push(path::join(folder, file));
        }
    }

    /// A patch: the file of that name, or the text itself.
    fn fragment(&mut self, text: &str, target: Option<Patched>, folder: &str, files: &dyn Files) {
        let inline = text.contains('\n') || text.contains(": ");
        let roots = if inline {
            parsed(text.to_owned())
        } else {
            let file = path::join(folder, text);
            let roots = documents(&file, files);
            self.fragments.push(file);
            roots
        };
        if let Some(target) = target {
            self.patched.push(target);
            return;
        }
        self.patched.extend(roots.iter().map(|root| Patched {
            kind: root.get("kind").and_then(Node::as_str).map(str::to_owned),
            name: root.get("metadata").and_then(|m| m.get("name")).and_then(Node::as_str).map(str::to_owned),
        }));
    }
}

fn items<'n>(root: &'n Node<Mark>, key: &str) -> impl Iterator<Item = &'n Node<Mark>> {
    root.get(key).and_then(Node::as_list).into_iter().flatten()
}

fn texts<'n>(root: &'n Node<Mark>, key: &str) -> impl Iterator<Item = &'n str> {
    items(root, key).filter_map(Node::as_str)
}
