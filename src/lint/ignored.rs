use super::input::{path, pattern};
use crate::blueprint::{FileIgnore, Ignore};
use crate::source::Span;
use crate::yaml::{Mark, Node};

/// An entry of `lint.ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ignored {
    /// Its own name.
    pub(super) name: String,
    /// The rule.
    pub(super) rule: String,
    /// Where it stands.
    pub(super) span: Option<Span>,
    /// `2027-06-30`, with its place.
    pub(super) until: Option<(String, Option<Span>)>,
    /// The section it is in and what says so there.
    pub(super) stated: &'static str,
    /// What it speaks for.
    speaks_for: SpeaksFor,
}

/// What an entry speaks for; everything where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SpeaksFor {
    /// Places in a blueprint.
    Places(Option<Vec<Span>>),
    /// Files, and objects in them by their titles.
    Files { path: Option<String>, object: Option<String>, prefix: String },
}

/// Where a finding stands, as an entry asks for it.
pub(super) struct Spot<'s> {
    pub(super) span: Span,
    /// The file, as it is shown.
    pub(super) file: &'s str,
    /// The title of the object, where it is in one.
    pub(super) object: Option<&'s str>,
}

impl Ignored {
    /// An entry of a blueprint; `root` is the document, whose places `at` names, in environments too.
    pub(super) fn of(ignore: &Ignore, name: &str, span: Option<Span>, root: Option<&Node<Mark>>) -> Self {
        let places = ignore.at.as_ref().map(|at| root.map_or_else(Vec::new, |root| places(root, &at.value)));
        Self {
            name: name.to_owned(),
            rule: ignore.rule.value.clone(),
            span,
            until: ignore.until.as_ref().map(|until| (until.value.clone(), until.span())),
            stated: "at",
            speaks_for: SpeaksFor::Places(places),
        }
    }

    /// An entry of a repository's configuration, from whose root `prefix` leads to where the files are named from.
    ///
    /// Its own place is not among the texts that are judged.
    pub(super) fn of_files(ignore: &FileIgnore, name: &str, prefix: &str) -> Self {
        let text = |value: &Option<crate::blueprint::Val<String>>| value.as_ref().map(|v| v.value.clone());
        Self {
            name: name.to_owned(),
            rule: ignore.rule.value.clone(),
            span: None,
            until: ignore.until.as_ref().map(|until| (until.value.clone(), None)),
            stated: "path",
            speaks_for: SpeaksFor::Files {
                path: text(&ignore.path),
                object: text(&ignore.object),
                prefix: prefix.to_owned(),
            },
        }
    }

    /// Whether its time is over. Days written as they should be are in the order of their text.
    pub(super) fn is_over(&self, today: Option<&str>) -> bool {
        matches!((&self.until, today), (Some((until, _)), Some(today)) if until.as_str() < today)
    }

    /// Whether it speaks for what a rule says of a place.
    pub(super) fn holds(&self, rule: &str, spot: &Spot<'_>) -> bool {
        if self.rule != rule {
            return false;
        }
        match &self.speaks_for {
            SpeaksFor::Places(None) => true,
            SpeaksFor::Places(Some(places)) => places.iter().any(|place| {
                let span = spot.span;
                place.source == span.source && place.start <= span.start && span.end <= place.end
            }),
            SpeaksFor::Files { path, object, prefix } => {
                let of_file = |wanted: &String| pattern::matches(wanted, &path::join(prefix, spot.file));
                // The title with the namespace, or without.
                let of_object = |wanted: &String| {
                    spot.object.is_some_and(|title| {
                        let (kind, name) = title.split_once(' ').unwrap_or((title, ""));
                        title == wanted || *wanted == format!("{kind} {}", path::name(name))
                    })
                };
                path.as_ref().is_none_or(of_file) && object.as_ref().is_none_or(of_object)
            }
        }
    }
}

/// Where `kafka/legacy` stands: in the document itself, and in its environments.
fn places(root: &Node<Mark>, path: &str) -> Vec<Span> {
    let environments = root.get("environments").and_then(Node::as_map);
    let overlays = environments.into_iter().flat_map(|map| map.entries.iter().map(|entry| &entry.value));
    std::iter::once(root).chain(overlays).filter_map(|from| place(from, path)).collect()
}

fn place(from: &Node<Mark>, path: &str) -> Option<Span> {
    let mut node = from;
    let mut found = None;
    for step in path.split('/').filter(|step| !step.is_empty()) {
        if let Some(map) = node.as_map() {
            let entry = map.entry(step)?;
            found = Some(entry.key.origin.span.to(entry.value.origin.span));
            node = &entry.value;
        } else {
            node = node.as_list()?.get(step.parse::<usize>().ok()?)?;
            found = Some(node.origin.span);
        }
    }
    found
}
