use super::build::{Builder, Step};
use super::widened::Widened;
use super::{Comment, Limits, Stream, forbidden, words};
use crate::diagnostic::{Diagnostic, LIMIT, Sink};
use crate::source::{SourceId, SourceMap, Span};
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

/// Whose rules a text must follow beyond being YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A manifest or values file that kubectl, Helm and the like must be able to read. What they take in silence is
    /// in the tree ([`Mark`](super::Mark), [`Document`](super::Document)) for whoever wants to say something.
    Kubernetes,
    /// A blueprint: merge keys and plain scalars that two readers take differently are errors as well.
    Blueprint,
}

/// Broken documents after which reading a stream makes no more sense.
const BROKEN: usize = 50;

/// Reads one text of `sources`. Everything wrong with it goes into `sink`; what can be read is in the result.
///
/// After a syntax error reading goes on at the next `---`. Never panics, whatever the text.
pub fn parse(id: SourceId, sources: &SourceMap, limits: &Limits, reader: Reader, sink: &mut Sink) -> Stream {
    parse_text(id, sources.get(id).text(), limits, reader, sink)
}

/// As [`parse`], of a text that is not taken in yet and will be called `id`.
pub fn parse_text(id: SourceId, text: &str, limits: &Limits, reader: Reader, sink: &mut Sink) -> Stream {
    parse_counted(id, text, 0, limits, reader, sink).0
}

/// As [`parse_text`], of a text that begins at byte `base` of another one; with what it takes of [`Limits::nodes`].
pub(super) fn parse_counted(
    id: SourceId,
    text: &str,
    base: usize,
    limits: &Limits,
    reader: Reader,
    sink: &mut Sink,
) -> (Stream, usize) {
    if text.len() > limits.bytes {
        let message = format!("the text has {} bytes; at most {} are read", text.len(), limits.bytes);
        let help = "split it into several files";
        sink.push(Diagnostic::new(&LIMIT, Span::new(id, base, base), message).help(help));
        return (Stream { documents: Vec::new() }, 0);
    }
    // A mark that the caller left in place is not part of the text.
    let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let clean = forbidden::check(id, &text[offset..], base + offset, sink);
    let mut widened = Widened::new(&clean);
    loop {
        let mut said = Sink::new();
        match read(Builder::new(id, &clean, &widened, base + offset, limits, reader, &mut said)) {
            Ok(read) => {
                sink.append(said);
                return read;
            }
            Err(again) => widened.widen(again.0),
        }
    }
}

/// That the text must be read anew with the line at this place further to the right.
struct Shallow(usize);

/// Reads the text of a builder to its end.
fn read(mut builder: Builder<'_>) -> Result<(Stream, usize), Shallow> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        max_buffered_comment_events: usize::MAX,
        // Our own count comes first and is the one that is reported.
        flow_nesting_limit: builder.limits.depth + 2,
        block_nesting_limit: builder.limits.depth + 2,
    };
    let text = builder.text;
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut broken = 0;
    while let Some(next) = parser.next_event() {
        let step = match next {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or_default();
                if !matches!(event, Event::Anchor(..)) {
                    builder.pass(&range, matches!(&event, Event::Scalar(_, ScalarStyle::Plain, ..)));
                }
                feed(&mut builder, event, &span, range)
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                if builder.takes_shallow(error.kind()) {
                    return Err(Shallow(at));
                }
                let diagnostic = words::diagnostic(error.kind(), text, at, |from, to| builder.span(from..to));
                builder.sink.push(diagnostic);
                Step::NextDocument
            }
        };
        match step {
            Step::On => continue,
            Step::Stop => break,
            Step::NextDocument => {}
        }
        builder.end_document(false);
        broken += 1;
        if broken == BROKEN {
            let message = format!("{BROKEN} documents of this text are broken; reading stopped here");
            let span = builder.last_span();
            builder.sink.push(Diagnostic::new(&LIMIT, span, message).help("mend those reported first"));
            break;
        }
        if !parser.proceed_next_document().unwrap_or(false) {
            break;
        }
    }
    Ok(builder.finish())
}

/// Hands one event to the builder.
fn feed(
    builder: &mut Builder<'_>,
    event: Event<'_>,
    at: &granit_parser::Span,
    range: std::ops::Range<usize>,
) -> Step {
    let tag_range = at.tag_span().and_then(|s| s.byte_range());
    if let Some(range) = tag_range.clone() {
        builder.tag(range);
    }
    let flow = |style| style == StructureStyle::Flow;
    match event {
        Event::DocumentStart(_, version) => {
            if let Some(version) = version {
                builder.version(version.major, version.minor, &range);
            }
            builder.start_document(range)
        }
        Event::Anchor(_, name) => builder.anchor(&name, range),
        Event::DocumentEnd => {
            builder.end_document(true);
            Step::On
        }
        Event::Alias(anchor) => builder.alias(anchor, range),
        Event::UnresolvedAlias(name) => builder.unknown_alias(&name, range),
        Event::Comment(text, _) => {
            let span = builder.span(range);
            builder.comment(Comment { span, text: text.into_owned() });
            Step::On
        }
        Event::Scalar(text, style, anchor, tag) => {
            builder.scalar(text, style, anchor, tag.as_deref(), range, tag_range)
        }
        Event::SequenceStart(style, anchor, _) => builder.open(false, flow(style), anchor, range),
        Event::MappingStart(style, anchor, _) => builder.open(true, flow(style), anchor, range),
        Event::SequenceEnd | Event::MappingEnd => builder.close(range),
        _ => Step::On,
    }
}
