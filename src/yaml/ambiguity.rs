use super::Ambiguity;
use super::readers::{
    Plain, core, is_date, is_sexagesimal, kubernetes, kustomize, python, ruamel, suspicious,
};

/// Why readers in use disagree about a plain scalar; `None` where all take it alike.
pub(super) fn ambiguity(text: &str) -> Option<Ambiguity> {
    if !suspicious(text) {
        return None;
    }
    let first = kubernetes(text);
    if [core(text), kustomize(text), python(text), ruamel(text)].iter().all(|other| first.agrees(*other)) {
        return None;
    }
    Some(shape(text, first))
}

/// Whether every reader in use takes the plain scalar for its own text.
pub(super) fn is_text_to_all(text: &str) -> bool {
    !suspicious(text)
        || [kubernetes, core, kustomize, python, ruamel].iter().all(|read| matches!(read(text), Plain::Text))
}

fn shape(text: &str, kubernetes: Plain) -> Ambiguity {
    let digits = text.trim_start_matches(['+', '-']);
    let b = digits.as_bytes();
    match b {
        b"=" | b"<<" => Ambiguity::Indicator,
        _ if matches!(kubernetes, Plain::Bool(_)) => Ambiguity::Boolean,
        _ if is_date(text) => Ambiguity::Date,
        _ if is_sexagesimal(text) && text.contains(':') => Ambiguity::Sexagesimal,
        [b'0', b'x' | b'X' | b'b' | b'B' | b'o' | b'O', ..] => Ambiguity::Radix,
        _ if text.contains('_') => Ambiguity::Underscore,
        [b'0', rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit) => Ambiguity::Octal,
        _ => Ambiguity::Number,
    }
}
