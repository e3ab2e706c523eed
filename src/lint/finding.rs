use super::{Fix, Rule};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::object::{Node, Object, Pointer, Step};
use crate::source::{Origin, Span};
use crate::yaml::{Entry, Value};

/// A place a finding is about; turned into bytes only when something is said of it.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// A value of an object.
    Value(&'a Object, &'a Node),
    /// The key a value stands under; of an item of a list, the item.
    Key(&'a Object, &'a Node),
    /// Bytes of a file.
    Bytes(Span),
    /// No place at all.
    Nowhere,
}

impl<'a> Place<'a> {
    /// The value at a path of keys, or the key of the nearest map above it that is there.
    #[must_use]
    pub fn at(object: &'a Object, path: &str) -> Self {
        let mut node = &object.node;
        for key in path.split('/') {
            match node.get(key) {
                Some(next) => node = next,
                None => return Self::Key(object, node),
            }
        }
        Self::Value(object, node)
    }

    /// The name of an object.
    #[must_use]
    pub fn name(object: &'a Object) -> Self {
        Self::at(object, "metadata/name")
    }

    /// The kind of an object: where something is said of the whole of it.
    #[must_use]
    pub fn kind(object: &'a Object) -> Self {
        Self::at(object, "kind")
    }

    /// The bytes, where somebody wrote it or what it follows from.
    pub(super) fn span(self) -> Option<Span> {
        match self {
            Self::Value(object, node) | Self::Key(object, node) => {
                let way = Pointer::to(&object.node, node)?;
                span_of(&object.node, &way, matches!(self, Self::Key(..)))
            }
            Self::Bytes(span) => Some(span),
            Self::Nowhere => None,
        }
    }

    /// The bytes of exactly this key or value, where somebody wrote them.
    pub(super) fn exact(self) -> Option<Span> {
        match self {
            Self::Value(_, node) => written(&node.origin),
            Self::Key(object, node) => written(&entry(object, node)?.key.origin),
            Self::Bytes(span) => Some(span),
            Self::Nowhere => None,
        }
    }

    /// From the key to the end of the value, of an entry that is not the only one of its map.
    pub(super) fn entry(self) -> Option<Span> {
        let (Self::Value(object, node) | Self::Key(object, node)) = self else { return None };
        let way = Pointer::to(&object.node, node)?;
        let nodes = way.walk(&object.node);
        let siblings = nodes.len().checked_sub(2).and_then(|above| nodes[above].as_map())?;
        let entry = entry(object, node).filter(|_| siblings.entries.len() > 1)?;
        Some(written(&entry.key.origin)?.to(written(&entry.value.origin)?))
    }

    /// The object it is in, and the way to the value.
    pub(super) fn route(self) -> Option<Route<'a>> {
        match self {
            Self::Value(object, node) | Self::Key(object, node) => {
                let way = Pointer::to(&object.node, node)?;
                Some(Route { object, way, key: matches!(self, Self::Key(..)) })
            }
            Self::Bytes(_) | Self::Nowhere => None,
        }
    }
}

/// The same, by names.
#[derive(Debug, Clone)]
pub(super) struct Route<'a> {
    pub(super) object: &'a Object,
    pub(super) way: Pointer,
    pub(super) key: bool,
}

/// The entry a value is of.
fn entry<'a>(object: &'a Object, node: &'a Node) -> Option<&'a Entry<Origin>> {
    let way = Pointer::to(&object.node, node)?;
    let nodes = way.walk(&object.node);
    match (nodes.get(nodes.len().checked_sub(2)?), way.0.last()) {
        (Some(parent), Some(Step::Key(key))) => parent.as_map()?.entry(key),
        _ => None,
    }
}

fn written(origin: &Origin) -> Option<Span> {
    match origin {
        Origin::Written(span) => Some(*span),
        _ => None,
    }
}

/// Where the value at `way` was written, or its key; of what nobody wrote, the nearest thing around it.
pub(super) fn span_of(root: &Node, way: &Pointer, key: bool) -> Option<Span> {
    let nodes = way.walk(root);
    let mut nearest = None;
    for (index, node) in nodes.iter().enumerate() {
        let own = node.origin.span();
        let parent = index.checked_sub(1).map(|above| (nodes[above], &way.0[above]));
        let of_key = parent.and_then(|(parent, step)| key_span(parent, step));
        let last = index + 1 == nodes.len();
        // A map or list that was written is shown by its key: its bytes are the whole of it.
        let found = if last && !key && is_scalar(node) { own.or(of_key) } else { of_key.or(own) };
        nearest = found.or(nearest);
    }
    match nodes.as_slice() {
        // The root has no key; its kind stands for it.
        [root] => root.get("kind").and_then(|kind| kind.origin.span()).or(nearest),
        _ => nearest,
    }
}

fn key_span(parent: &Node, step: &Step) -> Option<Span> {
    match (&parent.value, step) {
        (Value::Map(map), Step::Key(key)) => map.entry(key)?.key.origin.span(),
        (Value::List(_), step) => first_line_of(step.of(parent)?),
        _ => None,
    }
}

/// What names an item of a list best: its first key.
fn first_line_of(item: &Node) -> Option<Span> {
    match &item.value {
        Value::Map(map) => map.entries.first()?.key.origin.span(),
        _ => item.origin.span(),
    }
}

fn is_scalar(node: &Node) -> bool {
    !matches!(node.value, Value::Map(_) | Value::List(_))
}

/// Something found, with the way to it in what was made of the blueprint.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub(super) diagnostic: Diagnostic,
    pub(super) route: Option<Route<'a>>,
    /// The part of the first place it is about.
    part: Option<String>,
}

impl<'a> Finding<'a> {
    pub(super) fn new(rule: &'static Rule, place: Place<'a>, message: String) -> Self {
        let diagnostic = match place.span() {
            Some(span) => Diagnostic::new(&rule.code, span, message),
            None => Diagnostic::without_place(&rule.code, message),
        };
        Self { diagnostic, route: place.route(), part: None }
    }

    /// Says what to do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.diagnostic.help = Some(text.into());
        self
    }

    /// Says which part of a text it is about: a word in an argument, one line of many.
    pub fn part(&mut self, text: impl Into<String>) -> &mut Self {
        self.part = Some(text.into());
        self
    }

    /// What is said, its first place narrowed to the part it is about; `text` is what the file holds.
    pub(super) fn told<'t>(mut self, text: impl Fn(Span) -> Option<&'t str>) -> Diagnostic {
        if let (Some(part), Some(first)) = (&self.part, self.diagnostic.labels.first_mut())
            && let Some(at) = text(first.span).and_then(|text| find(text, part))
        {
            let start = first.span.start as usize + at;
            first.span = Span::new(first.span.source, start, start + part.len());
        }
        self.diagnostic
    }

    /// Puts words under the place.
    pub fn here(&mut self, text: impl Into<String>) -> &mut Self {
        if let Some(first) = self.diagnostic.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Points at a further place.
    pub fn also(&mut self, place: Place<'a>, text: impl Into<String>) -> &mut Self {
        if let Some(span) = place.span() {
            self.diagnostic.labels.push(Label { span, text: text.into() });
        }
        self
    }

    /// Says what would mend it.
    pub fn fix(&mut self, fix: Fix<'a>) -> &mut Self {
        self.diagnostic.fix = fix.written().map(Box::new);
        self
    }

    /// Says it louder or lower than the rule usually does.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.diagnostic.severity = severity;
        self
    }
}

/// Where a word stands on its own in a text, not counting comments.
fn find(text: &str, word: &str) -> Option<usize> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '_');
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let comment = ["#", ";", "//"].iter().any(|sign| line.trim_start().starts_with(sign));
        let alone = !before.ends_with(inside) && !after.starts_with(|c: char| inside(c) && c != '.');
        alone && !comment
    })
}
