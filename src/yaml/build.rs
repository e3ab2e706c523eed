use super::alias::{Anchored, Anchors};
use super::ambiguity::ambiguity;
use super::frame::{Content, Frame, Slot};
use super::readers::{Plain, kubernetes};
use super::tabs::Tabs;
use super::tag::{Mismatch, tagged};
use super::{Comment, Document, Limits, Mark, Node, Reader, Stream, Style, Value, quirks, report};
use crate::diagnostic::Sink;
use crate::source::{SourceId, Span};
use granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;
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
    text: &'a str,
    /// Where the parsed text begins in the source.
    offset: usize,
    limits: &'a Limits,
    reader: Reader,
    pub(super) sink: &'a mut Sink,
    documents: Vec<Document>,
    frames: Vec<Frame>,
    root: Option<Node<Mark>>,
    anchors: Anchors,
    comments: Vec<Comment>,
    merge_keys: Vec<Span>,
    nodes: usize,
    start: Option<Span>,
    tabs: Tabs<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        id: SourceId,
        text: &'a str,
        offset: usize,
        limits: &'a Limits,
        reader: Reader,
        sink: &'a mut Sink,
    ) -> Self {
        Self {
            id,
            text,
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
            start: None,
            tabs: Tabs::new(text),
        }
    }

    /// A range of the parsed text as a place in the source.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range.start + self.offset, range.end + self.offset)
    }

    /// Where the last document that was begun stands.
    pub(super) fn last_span(&self) -> Span {
        self.documents.last().map_or_else(|| self.span(0..0), |d| d.root.origin.span)
    }

    /// Looks at what stands between the last event and this one.
    pub(super) fn pass(&mut self, range: &Range<usize>, plain: bool) {
        let flow = self.in_flow();
        if let Some(at) = self.tabs.before(range, plain, flow) {
            let span = self.span(at..at + 1);
            self.sink.push(report::tab(span));
        }
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
        let null = || Node::new(Value::Null, Mark { span: start, style: Style::Plain, ambiguity: None });
        self.documents.push(Document {
            root: self.root.take().unwrap_or_else(null),
            comments: std::mem::take(&mut self.comments),
            merge_keys: std::mem::take(&mut self.merge_keys),
            complete,
        });
        self.anchors = Anchors::default();
    }

    pub(super) fn finish(mut self) -> Stream {
        if self.start.is_some() {
            self.end_document(false);
        } else if !self.comments.is_empty() {
            match self.documents.last_mut() {
                Some(last) => last.comments.append(&mut self.comments),
                None => self.end_document(true),
            }
        }
        Stream { documents: self.documents }
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

    pub(super) fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
        tag_range: Option<Range<usize>>,
    ) -> Step {
        let absent = range.is_empty() && style == ScalarStyle::Plain;
        let text = if absent { Cow::Borrowed("") } else { text };
        let plain = style == ScalarStyle::Plain;
        let mut mark = Mark { span: self.span(range.clone()), style: Style::Plain, ambiguity: None };
        if !absent {
            self.refuse_quirks(&text, style, &range);
        }
        let mut text = text;
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && quirks::ends_unbroken(self.text, &text, range.end)
        {
            text.to_mut().pop();
        }
        let value = match tag {
            None if plain => {
                mark.ambiguity = ambiguity(&text);
                plain_value(text)
            }
            None => Value::String(text.into_owned()),
            Some(tag) => match tagged(tag.handle(), tag.suffix(), &text) {
                Ok(value) => value,
                Err(mismatch) => {
                    let at = tag_range.map_or(mark.span, |r| self.span(r));
                    self.sink.push(match mismatch {
                        Mismatch::Not(what) => report::wrong_tag(at, &tag.original(), &text, what),
                        Mismatch::Binary => report::binary(at),
                    });
                    Value::String(text.into_owned())
                }
            },
        };
        mark.style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // A block's range runs on over the blank lines behind it.
                let written = self.text.get(range.clone()).unwrap_or("").trim_end();
                mark.span = self.span(range.start..range.start + written.len());
                Style::Block
            }
        };
        let node = Node::new(value, mark);
        self.keep(anchor, &node, 1, 0);
        let merge_key = plain && (tag.is_none() || tag.is_some_and(is_merge_tag));
        self.add_scalar(node, merge_key);
        self.count(1)
    }

    /// What the parser takes and Kubernetes' reader does not.
    fn refuse_quirks(&mut self, value: &str, style: ScalarStyle, range: &Range<usize>) {
        let span = self.span(range.clone());
        let raw = self.text_at(span);
        let flow = self.in_flow();
        if flow && style == ScalarStyle::Plain && quirks::splits_in_flow(self.text, value, range.end) {
            self.sink.push(report::flow_quirk(span));
        }
        let key = flow && self.frames.last().is_some_and(Frame::wants_key);
        if key && quirks::breaks_before_colon(self.text, range) {
            self.sink.push(report::broken_key(span));
        }
        match style {
            ScalarStyle::DoubleQuoted if value.contains('/') && quirks::escapes_slash(raw) => {
                self.sink.push(report::slash(span));
            }
            ScalarStyle::Literal | ScalarStyle::Folded
                if quirks::guesses_at_tab(self.text, value, range.start) =>
            {
                self.sink.push(report::tab(span.at_start()));
            }
            ScalarStyle::Literal | ScalarStyle::Folded
                if self.frames.is_empty() && self.text[..range.start].ends_with('\n') =>
            {
                self.sink.push(report::block_at_margin(span.at_start()));
            }
            _ => {}
        }
    }

    /// A tag before a node.
    pub(super) fn tag(&mut self, range: Range<usize>) {
        if quirks::is_odd_tag(self.text, &range) {
            let span = self.span(range);
            self.sink.push(report::odd_tag(span));
        }
    }

    /// A name that was given to a node.
    pub(super) fn anchor(&mut self, name: &str, range: Range<usize>) -> Step {
        if quirks::is_odd_name(name) {
            let span = self.span(range);
            self.sink.push(report::odd_name(span, name));
        }
        Step::On
    }

    /// The version of a `%YAML` line.
    pub(super) fn version(&mut self, major: u32, minor: u32, range: &Range<usize>) {
        if (major, minor) != (1, 1) {
            let span = self.span(range.clone());
            self.sink.push(report::version(span, major, minor));
        }
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
        self.text.get(range.start - self.offset..range.end - self.offset).unwrap_or("")
    }

    /// Counts nodes of the stream; whether they still fit.
    fn count(&mut self, more: usize) -> Step {
        self.nodes += more;
        self.anchors.nodes += more.min(1);
        if self.nodes <= self.limits.nodes {
            return Step::On;
        }
        let span = self.frames.last().map_or_else(|| self.last_span(), |f| f.span.at_start());
        self.sink.push(report::nodes(span, self.limits.nodes));
        Step::Stop
    }

    fn keep(&mut self, anchor: usize, node: &Node<Mark>, size: usize, height: usize) {
        if anchor != 0 {
            self.nodes += size;
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, height });
        }
    }

    fn finish_frame(&mut self, frame: Frame) -> Node<Mark> {
        let mark = Mark { span: frame.span, style: frame.style, ambiguity: None };
        match frame.content {
            Content::List(items) => Node::new(Value::List(items), mark),
            Content::Map(map) => {
                report::duplicates(&map.map, self.sink);
                Node::new(Value::Map(map.map), mark)
            }
        }
    }

    /// A scalar, which alone can be a merge key.
    fn add_scalar(&mut self, node: Node<Mark>, may_merge: bool) {
        if may_merge
            && node.as_str() == Some("<<")
            && let Some(frame) = self.frames.last_mut()
            && frame.wants_key()
        {
            let span = node.origin.span;
            frame.expect(Slot::Merge(span));
            self.merge_keys.push(span);
            if self.reader == Reader::Blueprint {
                self.sink.push(report::merge_key(span));
            }
            return;
        }
        self.add(node, 0);
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

fn is_merge_tag(tag: &Tag) -> bool {
    tag.suffix() == "!" && tag.handle().is_empty()
        || tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() == Some("merge")
}

fn plain_mark(span: Span) -> Mark {
    Mark { span, style: Style::Plain, ambiguity: None }
}

fn plain_value(text: Cow<'_, str>) -> Value<Mark> {
    match kubernetes(&text) {
        Plain::Null => Value::Null,
        Plain::Bool(b) => Value::Bool(b),
        Plain::Int(i) => Value::Int(i),
        Plain::Float(x) => Value::Float(x),
        Plain::Text | Plain::Date | Plain::Other => Value::String(text.into_owned()),
    }
}
