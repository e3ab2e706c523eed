use super::key::key_text;
use super::merge::Merge;
use super::{Entry, Key, Map, Mark, Node, Style, report};
use crate::diagnostic::Sink;
use crate::source::Span;

/// A collection being read.
pub(super) struct Frame {
    pub(super) content: Content,
    pub(super) style: Style,
    /// Zero without one.
    pub(super) anchor: usize,
    pub(super) span: Span,
    /// What the builder had counted when it was opened.
    pub(super) nodes_before: usize,
    /// Collections inside one another below this one.
    pub(super) height: usize,
}

/// What has been read of it.
pub(super) enum Content {
    /// Items.
    List(Vec<Node<Mark>>),
    /// Entries.
    Map(OpenMap),
}

/// A map being read.
#[derive(Default)]
pub(super) struct OpenMap {
    pub(super) map: Map<Mark>,
    slot: Slot,
    /// Once there is a `<<`.
    merge: Option<Box<Merge>>,
}

/// What the next node of a map is.
#[derive(Default)]
pub(super) enum Slot {
    /// A key.
    #[default]
    Key,
    /// The value of this key.
    Value(Key<Mark>),
    /// The value of `<<`.
    Merge(Span),
    /// The value of something that cannot be a key and was reported.
    Nothing,
}

impl Frame {
    pub(super) fn new(map: bool, style: Style, anchor: usize, span: Span, nodes_before: usize) -> Self {
        let content = if map { Content::Map(OpenMap::default()) } else { Content::List(Vec::new()) };
        Self { content, style, anchor, span, nodes_before, height: 0 }
    }

    /// Whether the next node is a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(&self.content, Content::Map(OpenMap { slot: Slot::Key, .. }))
    }

    /// Says what the next node is.
    pub(super) fn expect(&mut self, slot: Slot) {
        if let Content::Map(map) = &mut self.content {
            map.slot = slot;
        }
    }

    /// Takes the next node.
    pub(super) fn add(&mut self, node: Node<Mark>, height: usize, sink: &mut Sink) {
        self.height = self.height.max(height);
        self.span.end = self.span.end.max(node.origin.span.end);
        match &mut self.content {
            Content::List(items) => {
                report::not_in_json(&node, sink);
                items.push(node);
            }
            Content::Map(map) => map.add(node, sink),
        }
    }
}

impl OpenMap {
    fn add(&mut self, node: Node<Mark>, sink: &mut Sink) {
        match std::mem::take(&mut self.slot) {
            Slot::Key => self.slot = key(node, sink),
            Slot::Value(key) => {
                report::not_in_json(&node, sink);
                self.entry(key, node);
            }
            Slot::Merge(span) => {
                let merge = self.merge.get_or_insert_with(|| Box::new(Merge::new(&self.map)));
                if let Err(found) = merge.bring(&mut self.map, node) {
                    sink.push(report::merge_of(span, found));
                }
            }
            Slot::Nothing => {}
        }
    }

    fn entry(&mut self, key: Key<Mark>, value: Node<Mark>) {
        match &mut self.merge {
            Some(merge) => merge.add(&mut self.map, Entry { key, value }),
            None => self.map.push(key, value),
        }
    }
}

fn key(node: Node<Mark>, sink: &mut Sink) -> Slot {
    let origin = node.origin;
    let refusal = match key_text(node.value) {
        Ok(text) => return Slot::Value(Key { text, origin }),
        Err(refusal) => refusal,
    };
    sink.push(report::bad_key(origin.span, refusal));
    Slot::Nothing
}
