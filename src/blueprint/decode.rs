use super::{Environment, Schemas};
use crate::diagnostic::{Code, Diagnostic, MISSING_KEY, Sink, UNKNOWN_KEY, WRONG_TYPE, joined_names};
use crate::facts::near;
use crate::source::{Origin, SourceMap, Span};
use crate::yaml::{Map, Mark, Node, Style, Value};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashSet};

/// Something a blueprint may hold: how it is read, described and written back.
pub trait Shape: Sized {
    /// Reads a node and reports everything wrong with it; `None` when nothing usable is left.
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self>;

    /// The JSON Schema (draft-07) of what [`Shape::decode`] accepts.
    fn schema(schemas: &mut Schemas) -> Json;

    /// The way back; `None` where nothing is to be written.
    fn encode(&self) -> Option<Node<Origin>>;

    /// What stands for a key that is not there; `None` makes the key required.
    fn absent() -> Option<Self> {
        None
    }
}

/// What decoding carries along: the sink, and the texts for quoting.
pub struct Decoder<'a> {
    /// Where diagnostics go.
    pub sink: &'a mut Sink,
    /// The texts the spans lie in.
    pub sources: &'a SourceMap,
    path: Vec<(String, Span)>,
    /// Set while a row of the decisions table is read: its values come from the row, not from a line.
    row: Option<&'static str>,
    /// Places of values already called wrong: what stands once in `defaults` is read under every entry.
    wrong: HashSet<Span>,
    near: Option<&'a BTreeMap<Span, String>>,
}

impl<'a> Decoder<'a> {
    /// A decoder that reports to `sink`.
    pub fn new(sink: &'a mut Sink, sources: &'a SourceMap) -> Self {
        Self { sink, sources, path: Vec::new(), row: None, wrong: HashSet::new(), near: None }
    }

    /// A decoder for the tree of an environment.
    pub fn of(environment: &'a Environment, sink: &'a mut Sink, sources: &'a SourceMap) -> Self {
        Self { near: Some(&environment.near), ..Self::new(sink, sources) }
    }

    /// A decoder for the value of a row of the decisions table.
    pub fn for_row(sink: &'a mut Sink, sources: &'a SourceMap, row: &'static str) -> Self {
        Self { row: Some(row), ..Self::new(sink, sources) }
    }

    /// Reports one thing.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// Reports `code` under `node`; gives `None` so that a decoder can end with it.
    pub fn refuse<T>(
        &mut self,
        code: &'static Code,
        node: &Node<Mark>,
        message: String,
        help: Option<String>,
    ) -> Option<T> {
        // What one reader makes of a scalar that was refused already would be no news.
        if node.origin.ambiguity.is_some() || node.origin.mistagged {
            self.sink.said_elsewhere(node.origin.span);
        } else {
            self.report(Diagnostic::new(code, node.origin.span, message).maybe_help(help));
        }
        None
    }

    /// Reports a node of the wrong kind. `expected` has its article: `a string`.
    pub fn wrong_type<T>(&mut self, node: &Node<Mark>, expected: &str) -> Option<T> {
        // An alias without an anchor is null, and was reported.
        if node.is_null() && self.sources.slice(node.origin.span).starts_with('*') {
            return None;
        }
        let help = self.type_help(node, expected);
        let message = match self.path().as_str() {
            "" => format!("expected {expected}, found {}", node.kind()),
            path => format!("`{path}` takes {expected}, not {}", node.kind()),
        };
        self.refuse_once(&WRONG_TYPE, node, message, help)
    }

    /// As [`Decoder::refuse`], for messages that name the path: a value that stands once in the text but at several
    /// places of the document is called wrong once.
    pub fn refuse_once<T>(
        &mut self,
        code: &'static Code,
        node: &Node<Mark>,
        message: String,
        help: Option<String>,
    ) -> Option<T> {
        if self.wrong.insert(node.origin.span) {
            return self.refuse(code, node, message, help);
        }
        None
    }

    fn type_help(&self, node: &Node<Mark>, expected: &str) -> Option<String> {
        let text = self.sources.slice(node.origin.span);
        let takes = |kind: &str| expected.contains(kind);
        match &node.value {
            Value::Null if takes("a map") => Some(
                "remove the key, or write `{}` if there is nothing to say; null takes away, and only inside \
                 `environments`"
                    .into(),
            ),
            Value::List(_) if takes("a map") => Some("write a key in place of each `-`".into()),
            Value::Null => Some("remove the key; null takes away, and only inside `environments`".into()),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) if takes("string") => {
                Some(format!("quote it: `\"{text}\"`"))
            }
            Value::String(read) if takes("integer") || takes("port") => {
                read.parse::<i64>().is_ok().then(|| format!("take the quotes off: `{read}`"))
            }
            Value::String(read) if takes("true") && ["true", "false"].contains(&read.as_str()) => {
                Some(format!("take the quotes off: `{read}`"))
            }
            Value::String(_) | Value::Int(_) if takes("a list") && node.origin.style != Style::Block => {
                Some(format!("one item is still a list: `[{text}]`"))
            }
            Value::Map(_) if takes("a list") => Some("put a `-` before each item".into()),
            _ => None,
        }
    }

    /// The map under a node, or a report that it is something else.
    pub fn map<'n>(&mut self, node: &'n Node<Mark>) -> Option<&'n Map<Mark>> {
        match node.as_map() {
            Some(map) => Some(map),
            None => self.wrong_type(node, "a map"),
        }
    }

    /// The text of a node, or a report that it is something else.
    pub fn text<'n>(&mut self, node: &'n Node<Mark>) -> Option<&'n str> {
        match node.as_str() {
            Some(text) => Some(text),
            None => self.wrong_type(node, "a string"),
        }
    }

    /// Reports each key that is not among `known`; `of` names the thing with its article.
    pub fn unknown_keys(&mut self, map: &Map<Mark>, known: &[&str], of: &str) {
        for entry in &map.entries {
            let key = entry.key.text.as_str();
            if known.contains(&key) {
                continue;
            }
            let help = match near::nearest(key, known.iter().copied()) {
                Some(best) => format!("did you mean `{best}`?"),
                None => format!("known keys are {}", listed(known)),
            };
            self.report(
                Diagnostic::new(&UNKNOWN_KEY, entry.key.origin.span, format!("{of} has no key `{key}`"))
                    .help(help),
            );
        }
    }

    /// The origin of a node.
    #[must_use]
    pub fn origin_of(&self, node: &Node<Mark>) -> Origin {
        self.origin_at(node.origin.span)
    }

    /// The origin of what stands at a span.
    #[must_use]
    pub fn origin_at(&self, span: Span) -> Origin {
        self.row.map_or(Origin::Written(span), Origin::Default)
    }

    /// The value of `key`, or what stands for its absence; reports a required key that is not there.
    pub fn field<T: Shape>(&mut self, node: &Node<Mark>, map: &Map<Mark>, key: &str, of: &str) -> Option<T> {
        match map.entry(key) {
            Some(entry) => {
                let decoded = self.within(key, entry.key.origin.span, |cx| T::decode(&entry.value, cx));
                // An optional key that could not be read is treated as not written: its mistake is reported,
                // and what follows from it would only be noise.
                decoded.or_else(T::absent)
            }
            None => T::absent().or_else(|| self.missing(node, key, of)),
        }
    }

    /// Reports that the thing being read lacks `key`.
    pub fn missing<T>(&mut self, node: &Node<Mark>, key: &str, of: &str) -> Option<T> {
        // Underlining a whole section says nothing; its name does.
        let (message, span) = match self.path.last() {
            Some((_, span)) => (format!("`{}` has no `{key}`", self.path()), *span),
            None => (format!("{of} has no `{key}`"), node.origin.span.at_start()),
        };
        let help = match self.near.and_then(|near| near.get(&span)) {
            Some(near) => format!("did you mean `{near}`, which is inherited? Otherwise add `{key}:`"),
            None => format!("add `{key}:`; {of} cannot do without it"),
        };
        self.report(Diagnostic::new(&MISSING_KEY, span, message).help(help));
        None
    }

    /// Reads something one step further down the document.
    pub fn within<T>(&mut self, key: &str, span: Span, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push((key.to_owned(), span));
        let result = read(self);
        self.path.pop();
        result
    }

    /// Reads an item of a list.
    pub fn item<T>(&mut self, index: usize, node: &Node<Mark>, read: impl FnOnce(&mut Self) -> T) -> T {
        // Underlining a whole section says nothing; where it begins does.
        let first = node.as_map().and_then(|map| map.entries.first());
        let span = first.map_or(node.origin.span, |entry| entry.key.origin.span);
        self.within(&index.to_string(), span, read)
    }

    /// Where in the document this is: `kafka/streaming/listeners/tls`.
    #[must_use]
    pub fn path(&self) -> String {
        self.path.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join("/")
    }

    /// The key the thing being read stands under.
    #[must_use]
    pub fn key_span(&self) -> Option<Span> {
        self.path.last().map(|(_, span)| *span)
    }
}

/// What to write where one of `words` is taken.
pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [only] => format!("write `{only}`"),
        _ => format!("write one of {}", listed(words)),
    }
}

/// `` `a`, `b` and `c` ``.
#[must_use]
pub fn listed(words: &[&str]) -> String {
    if words.is_empty() { "none".into() } else { joined_names(words, "and") }
}
