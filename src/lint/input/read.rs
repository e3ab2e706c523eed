use super::document::{Counts, objects};
use super::masked::masked;
use super::path;
use super::role::Role;
use crate::diagnostic::{Diagnostic, Label, Sink};
use crate::lint::allow::{Allow, allows};
use crate::lint::settings::{self, ambari, properties};
use crate::lint::text::{unreadable_file, values_dropped};
use crate::object::Object;
use crate::source::{Files, Source, SourceId, Span};
use crate::yaml::{self, Comment, Limits, Node, Reader, decode_bytes};

/// What came out of one file.
pub(in crate::lint) struct FileRead {
    pub(in crate::lint) source: Source,
    pub(in crate::lint) objects: Vec<Object>,
    /// The lines of a properties file.
    pub(in crate::lint) properties: Vec<properties::Property>,
    /// Configurations of Ambari.
    pub(in crate::lint) ambari: Vec<ambari::Ambari>,
    pub(in crate::lint) said: Vec<Diagnostic>,
    pub(in crate::lint) allows: Vec<Allow>,
    pub(in crate::lint) counts: Counts,
    /// Whether it is compiled instead of being judged object by object.
    pub(in crate::lint) blueprint: bool,
    /// Whether something of it could not be read.
    pub(in crate::lint) partial: bool,
}

/// Reads one file. What cannot be read of it is said, and the rest is there.
pub(in crate::lint) fn read(id: SourceId, name: &str, role: Role, files: &dyn Files) -> FileRead {
    let mut found = FileRead {
        source: Source::new(name, ""),
        objects: Vec::new(),
        properties: Vec::new(),
        ambari: Vec::new(),
        said: Vec::new(),
        allows: Vec::new(),
        counts: Counts { files: 1, ..Counts::default() },
        blueprint: false,
        partial: true,
    };
    let is_properties = name.ends_with(".properties");
    let decoded = files
        .read(name)
        .map_err(|error| Box::new(Diagnostic::without_place(&unreadable_file::RULE.code, error.to_string())))
        .and_then(
            |bytes| if is_properties { Ok(properties::latin(bytes)) } else { decode_bytes(name, bytes) },
        );
    let text = match decoded {
        Ok(text) => text,
        Err(mut diagnostic) => {
            diagnostic.labels.push(Label { span: Span::new(id, 0, 0), text: String::new() });
            found.said.push(*diagnostic);
            return found;
        }
    };
    let templates = text.contains("{{");
    if name.ends_with(".json") && !(text.contains("\"apiVersion\"") && text.contains("\"kind\"")) {
        if !ambari::may_hold(name, &text) {
            found.counts.passed_over = 1;
            found.partial = false;
            return found;
        }
        found.source = Source::new(name, text);
        read_ambari(id, name, &mut found);
        return found;
    }
    found.source = Source::new(name, text);
    if is_properties {
        read_properties(id, &mut found);
        return found;
    }
    if role == Role::Template && templates {
        found.counts.templates = 1;
        return found;
    }
    let mut sink = Sink::new();
    let stream = yaml::parse_text(id, found.source.text(), &Limits::default(), Reader::Kubernetes, &mut sink);
    if templates && sink.has_errors() {
        found.counts.templates = 1;
        return found;
    }
    let count = stream.documents.len();
    let broken: Vec<usize> = (0..count).filter(|at| !stream.documents[*at].complete).collect();
    found.partial = !broken.is_empty();
    found.said = sink.into_sorted();
    let of_helm = role == Role::Values && path::name(name).starts_with("values");
    for (index, document) in stream.documents.into_iter().enumerate() {
        allows(&document.comments, &found.source, &mut found.allows);
        if document.root.is_null() {
            continue;
        }
        if of_helm && index > 0 {
            found.said.push(values_dropped::diagnostic(document.root.origin.span));
        }
        found.counts.documents += 1;
        found.blueprint |= is_blueprint(&document.root);
        match role {
            Role::Manifests | Role::Template if document.complete => {
                objects(document.root, &mut found.objects);
            }
            Role::Fragment => found.counts.fragments += 1,
            _ => {}
        }
    }
    if found.partial && role == Role::Manifests && !found.blueprint {
        for document in masked(id, found.source.text(), &broken, count) {
            objects(document.root, &mut found.objects);
        }
    }
    found.counts.objects = found.objects.len();
    found
}

fn read_ambari(id: SourceId, name: &str, found: &mut FileRead) {
    let mut sink = Sink::new();
    let stream = yaml::parse_text(id, found.source.text(), &Limits::default(), Reader::Kubernetes, &mut sink);
    let roots = stream.documents.iter().filter(|document| document.complete).map(|document| &document.root);
    found.ambari = roots.flat_map(|root| ambari::configurations(name, root, id)).collect();
    found.said = sink.into_sorted();
    found.counts.passed_over = usize::from(found.ambari.is_empty());
    found.partial = false;
}

fn read_properties(id: SourceId, found: &mut FileRead) {
    let text = found.source.text();
    if text.contains("{{") || text.contains("{%") {
        found.counts.templates = 1;
        return;
    }
    let lines = properties::properties(text, 0);
    let comments = properties::comments(text).into_iter().map(|at| Comment {
        text: text[at.start + 1..at.end].to_owned(),
        span: Span::new(id, at.start, at.end),
    });
    let comments: Vec<Comment> = comments.collect();
    found.partial = false;
    // Clients, loggers and whoever else likes the form have files of it too.
    if settings::is_of_broker(lines.iter().map(|line| line.key.as_str())) {
        allows(&comments, &found.source, &mut found.allows);
        found.properties = lines;
    } else {
        found.counts.passed_over = 1;
    }
}

fn is_blueprint<O>(root: &Node<O>) -> bool {
    let text = |key: &str| root.get(key).and_then(Node::as_str);
    text("kind") == Some("Blueprint") && text("apiVersion").is_some_and(|v| v.starts_with("streamwright/"))
}
