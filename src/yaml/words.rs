use crate::diagnostic::{Code, Diagnostic, LIMIT, SYNTAX, TAB_INDENTATION};
use crate::source::Span;
use granit_parser::ErrorKind as Kind;

/// A syntax error in our words; `at` is the byte the parser stopped at.
pub(super) fn diagnostic(
    kind: &Kind,
    text: &str,
    at: usize,
    span: impl Fn(usize, usize) -> Span,
) -> Diagnostic {
    let (from, to) = place(text, at);
    let (code, message, help) = words(kind);
    Diagnostic::new(code, span(from, to), message).help(help)
}

/// The character at `at`; at the end of a line or of the text, the last one before it that can be seen.
fn place(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let seen = |c: char| !c.is_whitespace();
    let here = text[at..].chars().next().filter(|c| !matches!(c, '\n' | '\r'));
    if let Some(c) = here {
        return (at, at + c.len_utf8());
    }
    text[..at].char_indices().rev().find(|(_, c)| seen(*c)).map_or((at, at), |(i, c)| (i, i + c.len_utf8()))
}

type Words = (&'static Code, String, &'static str);

fn words(kind: &Kind) -> Words {
    let tab = "replace the tab by spaces";
    let syntax = |message: &str, help| (&SYNTAX, message.to_owned(), help);
    match kind {
        Kind::TabNotAllowed | Kind::TabInBlockIndentation | Kind::TabInIndentation => {
            (&TAB_INDENTATION, "a tab stands where YAML wants spaces".into(), tab)
        }
        Kind::TabAtBlockScalarStart => {
            (&TAB_INDENTATION, "a block of text is indented with a tab".into(), tab)
        }
        Kind::TabInPlainScalar => {
            (&TAB_INDENTATION, "a tab stands inside a value without quotes".into(), "put the value in quotes")
        }
        Kind::RecursionLimitExceeded => {
            (&LIMIT, "too many maps and lists stand inside one another".into(), "make the nesting flatter")
        }
        Kind::TooManyComments
        | Kind::DirectiveByteLimitExceeded { .. }
        | Kind::TooManyReservedDirectiveParams { .. } => {
            (&LIMIT, "the comments or directives here are longer than is read".into(), "shorten them")
        }
        Kind::UnclosedFlowCollection { open } => {
            let message = format!("the bracket `{open}` is not closed");
            (&SYNTAX, message, "close it, or put the value in quotes if the bracket is text")
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            let message = format!("the bracket `{open}` is closed by `{close}`");
            (&SYNTAX, message, "close each bracket with its own kind")
        }
        Kind::UnexpectedCharacter { character } => {
            let message = format!("a value cannot begin with `{}`", character.escape_debug());
            (&SYNTAX, message, "put the value in double quotes")
        }
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => syntax(
            "a quote is opened and not closed",
            "close the quote; inside double quotes a quote is `\\\"`",
        ),
        Kind::MisplacedFlowCollectionEnd => {
            syntax("a bracket is closed that was not opened", "remove it, or put the value in quotes")
        }
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::UnexpectedEof => {
            syntax("the text ends in the middle of a value", "close what is open, or write what is missing")
        }
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => syntax(
            "a comma or the closing bracket is missing before this",
            "separate entries by commas, and quote text that holds brackets or commas",
        ),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => syntax(
            "a `:` stands where no key can end",
            "quote the text if the colon is part of it; else look at the indentation and at a missing line break",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => syntax(
            "a line has neither `key: value` nor `- item` in it",
            "add the `:` that is missing after the key",
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidFlowScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::ExpectedBlockSequenceEntry => syntax(
            "the indentation does not fit the lines above",
            "indent the entries of one map or list alike, and what belongs to a key deeper than the key",
        ),
        Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => syntax(
            "a list item `-` stands where none can begin",
            "begin the list on a line of its own below its key",
        ),
        Kind::MappingKeyNotAllowed => {
            syntax("a key stands where none can begin", "begin it on a line of its own")
        }
        Kind::CommentNotSeparated => syntax(
            "a `#` follows text without a space",
            "put a space before a comment, or the text in quotes",
        ),
        Kind::CommentInterceptedScalar => syntax(
            "a comment interrupts a value",
            "move the comment above the value, or put the value in quotes",
        ),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => syntax(
            "text follows a closing quote",
            "quote the whole value; inside single quotes a quote is written twice, inside double quotes as `\\\"`",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => syntax(
            "an escape with `\\` is none that YAML knows",
            "write a backslash inside double quotes as `\\\\`, or use single quotes",
        ),
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => syntax(
            "a block of text begins with `|` or `>` and nothing else on the line",
            "move the text to the next line",
        ),
        Kind::InvalidDocumentEnd => syntax("text follows `...`", "begin the next document with `---`"),
        Kind::BomInsideDocument => syntax("a byte-order mark stands inside the text", "remove it"),
        Kind::MissingAnchorOrAliasName => {
            syntax("an anchor `&` or alias `*` has no name", "put the value in quotes if it is text")
        }
        Kind::UndeclaredTagHandle | Kind::MissingTagUri | Kind::InvalidTagTerminator => {
            syntax("a tag (`!…`) cannot be read", "put the value in quotes if it is text")
        }
        Kind::PlainScalarStartsWithDashFlowIndicator => {
            syntax("a value begins with `-` and a bracket or comma", "put the value in quotes")
        }
        Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidMappingValueWhitespace
        | Kind::ExpectedWhitespace
        | Kind::FlowMappingValueAdjacentCollection => {
            syntax("a space is missing here", "put a space after `-`, `:` and `,`")
        }
        Kind::ExpectedDocumentStart | Kind::MissingDocumentEndBeforeDirective => syntax(
            "a document ends here and more text follows",
            "separate documents by `---` on a line of its own",
        ),
        Kind::DuplicateVersionDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::InvalidDirectiveTerminator
        | Kind::MissingYamlVersionSeparator
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::YamlVersionTooLong
        | Kind::MissingYamlVersion
        | Kind::InvalidTagDirectiveTerminator
        | Kind::ExpectedTagDirectiveBang => syntax(
            "a line that begins with `%` is no directive YAML knows",
            "remove the line, or quote the text",
        ),
        _ => syntax("this cannot be read as YAML", "put the value in double quotes if it is text"),
    }
}
