//! What the builder has to say, in one place.

use super::readers::{Plain, core, kubernetes};
use super::{Ambiguity, Map, Mark, Node, Value};
use crate::diagnostic::{
    AMBIGUOUS_SCALAR, DUPLICATE_KEY, Diagnostic, LIMIT, MERGE_KEY, NOT_IN_JSON, SYNTAX, Sink,
    TAB_INDENTATION, UNKNOWN_ALIAS, WRONG_TAG,
};
use crate::source::Span;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

pub(super) fn depth(span: Span, limit: usize) -> Diagnostic {
    let message = format!("more than {limit} maps and lists stand inside one another here");
    Diagnostic::new(&LIMIT, span, message).help("make the nesting flatter")
}

pub(super) fn tab(span: Span) -> Diagnostic {
    Diagnostic::new(&TAB_INDENTATION, span, "a tab stands where YAML wants spaces")
        .help("replace the tab by spaces")
}

pub(super) fn flow_quirk(span: Span) -> Diagnostic {
    let message = "inside brackets, Kubernetes' reader ends or splits this text at its `?` or `:`";
    Diagnostic::new(&SYNTAX, span, message)
        .help("put the text in double quotes, or a space after the colon of a key")
}

pub(super) fn broken_key(span: Span) -> Diagnostic {
    let message = "inside brackets, Kubernetes' reader wants a key and its colon on one line";
    Diagnostic::new(&SYNTAX, span, message).help("put the key and its colon on one line")
}

pub(super) fn slash(span: Span) -> Diagnostic {
    Diagnostic::new(&SYNTAX, span, "Kubernetes' reader does not know the escape `\\/`")
        .help("write `/` without the backslash")
}

pub(super) fn block_at_margin(span: Span) -> Diagnostic {
    let message = "Kubernetes' reader takes a block of text that is not indented for empty";
    Diagnostic::new(&SYNTAX, span, message).help("indent its lines by two spaces")
}

pub(super) fn odd_tag(span: Span) -> Diagnostic {
    Diagnostic::new(&SYNTAX, span, "Kubernetes' reader wants a space behind a tag")
        .help("put a space behind the tag, or the value in quotes")
}

pub(super) fn odd_name(span: Span, name: &str) -> Diagnostic {
    let message = format!("Kubernetes' reader does not take `{name}` as the name of an anchor");
    Diagnostic::new(&SYNTAX, span, message).help("use the letters a to z, digits, `-` and `_`")
}

pub(super) fn version(span: Span, major: u32, minor: u32) -> Diagnostic {
    let message = format!("Kubernetes' reader refuses a document of YAML {major}.{minor}");
    Diagnostic::new(&SYNTAX, span, message).help("remove the `%YAML` line")
}

pub(super) fn nodes(span: Span, limit: usize) -> Diagnostic {
    let message = format!("the text holds more than {limit} values, copies by aliases included");
    Diagnostic::new(&LIMIT, span, message).help("split it into several files")
}

pub(super) fn aliases(span: Span) -> Diagnostic {
    let message = "the aliases of this document copy more than is read";
    Diagnostic::new(&LIMIT, span, message)
        .here("the copy that is too much")
        .help("write the values out, or use fewer aliases to anchors that hold aliases themselves")
}

pub(super) fn unknown_alias(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ALIAS, span, format!("no anchor `&{name}` stands above the alias `*{name}`"))
        .help(format!("write `&{name}` before the value that is meant; quote the text if it is no alias"))
}

pub(super) fn alias_in_itself(span: Span, alias: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ALIAS, span, format!("the alias `{alias}` stands inside the value it names"))
        .help("write the value out")
}

pub(super) fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::new(&MERGE_KEY, span, "a blueprint has no merge keys (`<<`)")
        .help("write the entries out, or use `defaults` or an environment that `extends` another")
}

pub(super) fn merge_of(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(&MERGE_KEY, span, format!("`<<` takes a map or a list of maps, not {found}"))
        .help("quote it as `\"<<\"` if it is a key like any other")
}

pub(super) fn bad_key(span: Span, what: &str) -> Diagnostic {
    let help = if what == "null" { "write a key before the colon" } else { "quote the key to make it text" };
    Diagnostic::new(&NOT_IN_JSON, span, format!("a key cannot be {what}: in JSON every key is text"))
        .help(help)
}

/// Infinity and the like, which YAML can say and the JSON that Kubernetes sees cannot.
pub(super) fn not_in_json(node: &Node<Mark>, sink: &mut Sink) {
    if let Value::Float(x) = node.value
        && !x.is_finite()
    {
        let what = if x.is_nan() { "not a number" } else { "infinite" };
        let message = format!("this value is {what}, which JSON cannot say");
        sink.push(Diagnostic::new(&NOT_IN_JSON, node.origin.span, message).help("quote it if it is text"));
    }
}

pub(super) fn binary(span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_IN_JSON, span, "the data under `!!binary` is not text, which JSON cannot say")
        .help("take `!!binary` off: where Kubernetes wants base64, it wants the text itself")
}

pub(super) fn wrong_tag(span: Span, tag: &str, text: &str, what: &str) -> Diagnostic {
    let shown: String = text.chars().take(40).collect();
    Diagnostic::new(&WRONG_TAG, span, format!("the tag `{tag}` stands before `{shown}`, which is not {what}"))
        .help("take the tag off, or write a value it fits")
}

pub(super) fn ambiguous(span: Span, text: &str, why: Ambiguity) -> Diagnostic {
    let readers = match why {
        Ambiguity::Boolean => "a boolean to some YAML readers and text to others",
        Ambiguity::Octal => "read as octal by some YAML readers and as decimal by others",
        Ambiguity::Underscore | Ambiguity::Radix => "a number to some YAML readers and text to others",
        Ambiguity::Date => "a date to some YAML readers and text to others",
        Ambiguity::Sexagesimal => "a number in base 60 to some YAML readers and text to others",
        Ambiguity::Number => "not the same number to all YAML readers",
        Ambiguity::Indicator => "text to some YAML readers and an instruction to others",
    };
    // What each reader may have meant, in a form that has one meaning.
    let mut exact: Vec<String> = Vec::new();
    for reading in [kubernetes(text), core(text)] {
        let written = match reading {
            Plain::Bool(b) => format!("`{b}`"),
            Plain::Int(i) => format!("`{i}`"),
            Plain::Float(x) if x.fract() == 0.0 && x.abs() < 1e15 => format!("`{x}`"),
            _ => continue,
        };
        if !exact.contains(&written) {
            exact.push(written);
        }
    }
    let help = match exact.as_slice() {
        [] => format!("write `\"{text}\"`"),
        exact => format!("write `\"{text}\"` if it is text, {} if not", exact.join(" or ")),
    };
    Diagnostic::new(&AMBIGUOUS_SCALAR, span, format!("`{text}` is {readers}")).help(help)
}

/// Each key that stands in a map a second time, with the place of the first.
pub(super) fn duplicates(map: &Map<Mark>, sink: &mut Sink) {
    // Most maps are small, and then comparing is cheaper than hashing.
    if map.entries.len() <= 12 {
        for (i, entry) in map.entries.iter().enumerate() {
            if let Some(first) = map.entries[..i].iter().find(|e| e.key.text == entry.key.text) {
                sink.push(duplicate(&entry.key.text, first.key.origin.span, entry.key.origin.span));
            }
        }
        return;
    }
    let mut seen: HashMap<&str, Span> = HashMap::with_capacity(map.entries.len());
    for entry in &map.entries {
        match seen.entry(&entry.key.text) {
            Slot::Occupied(first) => {
                sink.push(duplicate(&entry.key.text, *first.get(), entry.key.origin.span));
            }
            Slot::Vacant(place) => {
                place.insert(entry.key.origin.span);
            }
        }
    }
}

fn duplicate(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, second, format!("the key `{key}` stands twice in one map"))
        .here("again here")
        .also(first, "first here")
        .help("remove one of the two; most readers keep the last and say nothing")
}
