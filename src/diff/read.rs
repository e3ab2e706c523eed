//! Sides that are files: manifests, output folders, rendered charts.

use super::documents::{self, Known};
use super::side::{File, Member, Side};
use crate::diagnostic::{Diagnostic, Sink};
use crate::lint;
use crate::object::Object;
use crate::source::{Files, Source, SourceId, SourceMap, Span, workers};
use crate::yaml::{self, Limits, Reader, decode_bytes};
use std::ops::Range;
use std::sync::Arc;

/// What one file holds.
struct Read {
    source: Source,
    objects: Vec<Object>,
    /// Instead of the objects, where each document was read on its own.
    documents: Vec<(Range<usize>, documents::Read)>,
    file: Option<Vec<u8>>,
    said: Vec<Diagnostic>,
}

impl Side {
    /// The objects in files; documents that are no objects make their file one that is compared as it is. What cannot
    /// be read is said, in the places of the side's own sources.
    ///
    /// `names` are paths below `root`, which is what stands before them where places are shown: with `/` at its end,
    /// or empty. `files` reads the names.
    pub fn read(
        label: impl Into<String>,
        root: &str,
        names: &[String],
        files: &(dyn Files + Sync),
    ) -> (Self, Vec<Diagnostic>) {
        Self::read_beside(None, label, root, names, files)
    }

    /// As [`Side::read`], of the second side: what it has in common with the first is not read once more, and its
    /// objects are the same ones.
    pub fn read_beside(
        other: Option<&Side>,
        label: impl Into<String>,
        root: &str,
        names: &[String],
        files: &(dyn Files + Sync),
    ) -> (Self, Vec<Diagnostic>) {
        let mut side = Self { label: label.into(), ..Self::default() };
        let ids: Vec<SourceId> = SourceMap::new().next_ids(names.len()).collect();
        let each: Vec<usize> = (0..names.len()).collect();
        let roles = roles(names);
        let known = other.map(Known::of);
        let threads = workers::count(each.len());
        let file = |at: &usize| (ids[*at], names[*at].as_str(), roles[*at]);
        let read =
            workers::each(&each, threads, |at| read(file(at), root, files, known.as_ref(), threads == 1));
        let mut said = Vec::new();
        for (at, found) in read.into_iter().enumerate() {
            let (environment, cluster) = place(&names[at]);
            let member = |object: Arc<Object>| Member {
                environment: environment.to_owned(),
                cluster: cluster.to_owned(),
                file: names[at].clone(),
                object,
                again: None,
            };
            side.sources.add(found.source);
            said.extend(found.said);
            documents::take(&mut side, ids[at], found.documents, member);
            side.members.extend(found.objects.into_iter().map(Arc::new).map(member));
            if let Some(bytes) = found.file {
                let file =
                    File { bytes, span: Some(Span::new(ids[at], 0, 0)), derived: roles[at] == Role::Derived };
                side.files.insert(names[at].clone(), file);
            }
        }
        (side, said)
    }
}

/// What a file is in its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It may hold objects.
    Manifests,
    /// It follows from what else lies in the output of a build.
    Derived,
}

/// The output of a build is known by its plan and its manifests.
fn roles(names: &[String]) -> Vec<Role> {
    let has = |begin: &str| names.iter().any(|name| name.starts_with(begin));
    let output = has("PLAN.md") && has("manifests/");
    let derived = |name: &str| {
        let manifests = name.starts_with("manifests/") && !name.ends_with("/kustomization.yaml");
        output && !manifests && !name.starts_with("ambari/")
    };
    names.iter().map(|name| if derived(name) { Role::Derived } else { Role::Manifests }).collect()
}

/// The environment and the cluster whose folder a file of an output lies in: `manifests/prod/aks/…`.
fn place(name: &str) -> (&str, &str) {
    let below = name.strip_prefix("manifests/").or_else(|| Some(name.split_once("/manifests/")?.1));
    let mut parts = below.unwrap_or_default().split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(environment), Some(cluster), Some(_)) => (environment, cluster),
        _ => ("", ""),
    }
}

fn read(
    (id, name, role): (SourceId, &str, Role),
    root: &str,
    files: &dyn Files,
    known: Option<&Known<'_>>,
    alone: bool,
) -> Read {
    let shown = format!("{root}{name}");
    let mut found = Read {
        source: Source::new(&shown, ""),
        objects: Vec::new(),
        documents: Vec::new(),
        file: None,
        said: Vec::new(),
    };
    let bytes = match files.read(name) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.said.push(lint::unreadable(&error.to_string()));
            return found;
        }
    };
    if role == Role::Derived
        || !name.ends_with(".yaml") && !name.ends_with(".yml") && !name.ends_with(".json")
    {
        found.file = Some(bytes);
        return found;
    }
    let text = match decode_bytes(&shown, bytes) {
        Ok(text) => text,
        Err(diagnostic) => {
            found.said.push(*diagnostic);
            return found;
        }
    };
    match documents::documents(id, &text, known, alone) {
        Some(documents) => {
            let other = documents.iter().any(|(_, document)| document.other);
            found.file = other.then(|| text.clone().into_bytes());
            found.documents = documents;
        }
        None => whole(id, &text, &mut found),
    }
    found.source = Source::new(shown, text);
    found
}

/// Reads a text from its beginning to its end, which tells what is wrong with it.
fn whole(id: SourceId, text: &str, found: &mut Read) {
    let mut sink = Sink::new();
    let stream = yaml::parse_text(id, text, &Limits::default(), Reader::Kubernetes, &mut sink);
    if sink.has_errors() && text.contains("{{") {
        // A template, which only rendering turns into YAML.
        found.file = Some(text.to_owned().into_bytes());
        return;
    }
    let mut other = false;
    for document in stream.documents.into_iter().filter(|document| !document.root.is_null()) {
        let before = found.objects.len();
        lint::objects(document.root, &mut found.objects);
        other |= found.objects.len() == before;
    }
    found.file = other.then(|| text.to_owned().into_bytes());
    found.said = sink.into_sorted();
    found.said.retain(|diagnostic| diagnostic.severity == crate::diagnostic::Severity::Error);
}
