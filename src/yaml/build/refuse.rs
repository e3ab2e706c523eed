use super::super::frame::Frame;
use super::super::{quirks, report};
use super::{Builder, Step};
use granit_parser::ScalarStyle;
use std::ops::Range;

/// What the parser takes and Kubernetes' reader does not.
impl Builder<'_> {
    /// Looks at what stands between the last event and this one.
    pub(in crate::yaml) fn pass(&mut self, range: &Range<usize>, plain: bool) {
        let flow = self.in_flow();
        if let Some(at) = self.tabs.before(range, plain, flow) {
            let span = self.span(at..at + 1);
            self.sink.push(report::tab(span));
        }
    }

    /// How a scalar is written.
    pub(super) fn refuse_quirks(&mut self, value: &str, style: ScalarStyle, range: &Range<usize>) {
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
    pub(in crate::yaml) fn tag(&mut self, range: Range<usize>) {
        if quirks::is_odd_tag(self.text, &range) {
            let span = self.span(range);
            self.sink.push(report::odd_tag(span));
        }
    }

    /// A name that was given to a node.
    pub(in crate::yaml) fn anchor(&mut self, name: &str, range: Range<usize>) -> Step {
        if quirks::is_odd_name(name) {
            let span = self.span(range);
            self.sink.push(report::odd_name(span, name));
        }
        Step::On
    }

    /// The version of a `%YAML` line.
    pub(in crate::yaml) fn version(&mut self, major: u32, minor: u32, range: &Range<usize>) {
        if (major, minor) != (1, 1) {
            let span = self.span(range.clone());
            self.sink.push(report::version(span, major, minor));
        }
    }
}
