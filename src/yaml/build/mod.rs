mod refuse;
mod scalar;

use super::alias::{Anchored, Anchors};
use super::frame::{Content, Frame};
use super::tabs::Tabs;
use super::widened::Widened;
use super::{Comment, Document, Limits, Mark, Node, Reader, Stream, Style, Value, quirks, report};
use crate::diagnostic::Sink;
use crate::source::{SourceId, Span};
use granit_parser::ErrorKind;
use std::ops::Range;

/// What to do after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Go on.
    On,
    /// This document cannot be finished.
    NextDocument,
    /// The stream asks for too much.
    Stop,
}

/// Makes the tree out of the parser's events. A stack of its own, no recursion: a deep text costs memory, never the
/// call stack.
pub(super) struct Builder<'a> {
    id: SourceId,
    /// The parsed text.
    pub(super) text: &'a str,
    /// What it was made from, and how.
    written: &'a str,
    widened: &'a Widened<'a>,
    /// Where that begins in the source.
    offset: usize,
    pub(super) limits: &'a Limits,
    reader: Reader,
    pub(super) sink: &'a mut Sink,
    documents: Vec<Document>,
    frames: Vec<Frame>,
    root: Option<Node<Mark>>,
    anchors: Anchors,
    comments: Vec<Comment>,
    merge_keys: Vec<Span>,
    nodes: usize,
    /// Copies that anchors keep; they fill memory and are not part of the tree.
    kept: usize,
    start: Option<Span>,
    tabs: Tabs<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        id: SourceId,
        written: &'a str,
        widened: &'a Widened<'a>,
        offset: usize,
        limits: &'a Limits,
        reader: Reader,
        sink: &'a mut Sink,
    ) -> Self {
        Self {
            id,
            text: widened.text(),
            written,
            widened,
            offset,
            limits,
            reader,
            sink,
            documents: Vec::new(),
            frames: Vec::new(),
            root: None,
            anchors: Anchors::default(),
            comments: Vec::new(),
            merge_keys: Vec::new(),
            nodes: 0,
            kept: 0,
            start: None,
            tabs: Tabs::new(widened.text()),
        }
    }

    /// A range of the parsed text as a place in the source.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let at = |place| self.widened.original(place) + self.offset;
        Span::new(self.id, at(range.start), at(range.end))
    }

    /// Whether Kubernetes' reader takes what the parser refused, if its line is moved to the right.
    pub(super) fn takes_shallow(&self, refused: &ErrorKind) -> bool {
        *refused == ErrorKind::InvalidQuotedScalarIndent
            && self.reader == Reader::Kubernetes
            && self.widened.may_go_on()
    }

    /// Where the last document that was begun stands.
    pub(super) fn last_span(&self) -> Span {
        self.documents.last().map_or_else(|| self.span(0..0), |d| d.root.origin.span)
    }

    fn in_flow(&self) -> bool {
        self.frames.last().is_some_and(|f| f.style == Style::Flow)
    }

    pub(super) fn comment(&mut self, comment: Comment) {
        self.comments.push(comment);
    }

    pub(super) fn start_document(&mut self, range: Range<usize>) -> Step {
        self.start = Some(self.span(range.end..range.end));
        self.count(1)
    }

    pub(super) fn end_document(&mut self, complete: bool) {
        while let Some(frame) = self.frames.pop() {
            let node = self.finish_frame(frame);
            self.add(node, 0);
        }
        let start = self.start.take().unwrap_or_else(|| self.span(0..0));
        let null = || {
            Node::new(
                Value::Null,
                Mark { span: start, style: Style::Plain, ambiguity: None, mistagged: false },
            )
        };
        self.documents.push(Document {
            root: self.root.take().unwrap_or_else(null),
            comments: std::mem::take(&mut self.comments),
            merge_keys: std::mem::take(&mut self.merge_keys),
            complete,
        });
        self.anchors = Anchors::default();
    }

    /// The stream, and what was counted of it.
    pub(super) fn finish(mut self) -> (Stream, usize) {
        if self.start.is_some() {
            self.end_document(false);
        } else if !self.comments.is_empty() {
            match self.documents.last_mut() {
                Some(last) => last.comments.append(&mut self.comments),
                None => self.end_document(true),
            }
        }
        (Stream { documents: self.documents }, self.nodes + self.kept)
    }

    pub(super) fn open(&mut self, map: bool, flow: bool, anchor: usize, range: Range<usize>) -> Step {
        let span = self.span(range);
        if self.frames.len() >= self.limits.depth {
            self.sink.push(report::depth(span, self.limits.depth));
            return Step::NextDocument;
        }
        let style = if flow { Style::Flow } else { Style::Indented };
        self.frames.push(Frame::new(map, style, anchor, span, self.nodes));
        self.count(1)
    }

    pub(super) fn close(&mut self, range: Range<usize>) -> Step {
        let Some(mut frame) = self.frames.pop() else { return Step::On };
        if frame.style == Style::Flow {
            frame.span.end = self.span(range).end;
        }
        let (anchor, size, height) = (frame.anchor, self.nodes - frame.nodes_before, frame.height + 1);
        let node = self.finish_frame(frame);
        self.keep(anchor, &node, size, height);
        self.add(node, height);
        self.count(0)
    }

    pub(super) fn alias(&mut self, anchor: usize, range: Range<usize>) -> Step {
        let span = self.span(range);
        let name = self.text_at(span).trim_start_matches('*');
        if quirks::is_odd_name(name) {
            self.sink.push(report::odd_name(span, name));
        }
        let Some(anchored) = self.anchors.get(anchor) else {
            self.sink.push(report::alias_in_itself(span, self.text_at(span)));
            self.add(Node::new(Value::Null, plain_mark(span)), 0);
            return self.count(1);
        };
        let (size, height) = (anchored.size, anchored.height);
        if self.frames.len() + height > self.limits.depth {
            self.sink.push(report::depth(span, self.limits.depth));
            return Step::NextDocument;
        }
        let node = anchored.node.clone();
        if self.anchors.exceeds(size, self.limits) {
            self.sink.push(report::aliases(span));
            return Step::NextDocument;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.span.end = frame.span.end.max(span.end);
        }
        self.add(node, height);
        self.count(size)
    }

    pub(super) fn unknown_alias(&mut self, name: &str, range: Range<usize>) -> Step {
        let span = self.span(range);
        self.sink.push(report::unknown_alias(span, name));
        self.add(Node::new(Value::Null, plain_mark(span)), 0);
        self.count(1)
    }

    fn text_at(&self, span: Span) -> &'a str {
        let range = span.range();
        self.written.get(range.start - self.offset..range.end - self.offset).unwrap_or("")
    }

    /// Counts nodes of the stream; whether they still fit.
    fn count(&mut self, more: usize) -> Step {
        self.nodes += more;
        self.anchors.nodes += more.min(1);
        if self.nodes + self.kept <= self.limits.nodes {
            return Step::On;
        }
        let span = self.frames.last().map_or_else(|| self.last_span(), |f| f.span.at_start());
        self.sink.push(report::nodes(span, self.limits.nodes));
        Step::Stop
    }

    fn keep(&mut self, anchor: usize, node: &Node<Mark>, size: usize, height: usize) {
        if anchor != 0 {
            self.kept += size;
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, height });
        }
    }

    fn finish_frame(&mut self, frame: Frame) -> Node<Mark> {
        let mark = Mark { span: frame.span, style: frame.style, ambiguity: None, mistagged: false };
        match frame.content {
            Content::List(items) => Node::new(Value::List(items), mark),
            Content::Map(map) => {
                report::duplicates(&map.map, self.sink);
                Node::new(Value::Map(map.map), mark)
            }
        }
    }

    /// Puts a finished node where it belongs: into the open collection, or at the root.
    fn add(&mut self, node: Node<Mark>, height: usize) {
        if self.reader == Reader::Blueprint
            && let Some(why) = node.origin.ambiguity
        {
            self.sink.push(report::ambiguous(node.origin.span, self.text_at(node.origin.span), why));
        }
        match self.frames.last_mut() {
            Some(frame) => frame.add(node, height, self.sink),
            None => {
                report::not_in_json(&node, self.sink);
                self.root = Some(node);
            }
        }
    }
}

fn plain_mark(span: Span) -> Mark {
    Mark { span, style: Style::Plain, ambiguity: None, mistagged: false }
}
