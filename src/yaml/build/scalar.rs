use super::super::ambiguity::ambiguity;
use super::super::frame::Slot;
use super::super::readers::{Plain, kubernetes};
use super::super::tag::{Mismatch, tagged};
use super::super::{Mark, Node, Reader, Style, Value, quirks, report};
use super::{Builder, Step};
use granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;
use std::ops::Range;

impl Builder<'_> {
    pub(in crate::yaml) fn scalar(
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
        let mut mark =
            Mark { span: self.span(range.clone()), style: Style::Plain, ambiguity: None, mistagged: false };
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
                    mark.mistagged = true;
                    let at = tag_range.map_or(mark.span, |r| self.span(r));
                    self.sink.push(match mismatch {
                        Mismatch::Not(what) => {
                            let both = at.to(mark.span);
                            report::wrong_tag(both, &tag.original(), &text, what)
                        }
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
}

fn is_merge_tag(tag: &Tag) -> bool {
    tag.suffix() == "!" && tag.handle().is_empty()
        || tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() == Some("merge")
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
