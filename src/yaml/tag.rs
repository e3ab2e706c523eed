use super::Value;
use super::readers::{Plain, is_date, kubernetes};

/// Where the tags live that YAML itself defines.
const NAMESPACE: &str = "tag:yaml.org,2002:";

/// The value of a scalar under an explicit tag, as the Go reader has it; what it is not, where it does not fit.
///
/// Tags the reader does not know leave the text as it is.
pub(super) fn tagged<O>(handle: &str, suffix: &str, text: &str) -> Result<Value<O>, Mismatch> {
    let name = match handle.strip_prefix(NAMESPACE) {
        Some("") => suffix,
        // A `%TAG` may cut the name anywhere; then the two halves together make the tag.
        _ => return full(&format!("{handle}{suffix}"), text),
    };
    known(name, text)
}

/// Why a tagged scalar has no value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// It is not what the tag says: half a sentence.
    Not(&'static str),
    /// It is binary data that is no text.
    Binary,
}

fn full<O>(tag: &str, text: &str) -> Result<Value<O>, Mismatch> {
    match tag.strip_prefix(NAMESPACE) {
        Some(name) => known(name, text),
        None => Ok(Value::String(text.to_owned())),
    }
}

fn known<O>(name: &str, text: &str) -> Result<Value<O>, Mismatch> {
    match (name, kubernetes(text)) {
        ("null", Plain::Null) => Ok(Value::Null),
        ("null", _) => Err(Mismatch::Not("null")),
        ("bool", Plain::Bool(b)) => Ok(Value::Bool(b)),
        ("bool", _) => Err(Mismatch::Not("a boolean")),
        ("int", Plain::Int(i)) => Ok(Value::Int(i)),
        ("int", _) => Err(Mismatch::Not("an integer")),
        ("float", Plain::Float(x)) => Ok(Value::Float(x)),
        // The reader turns an int64 into a float and nothing wider.
        ("float", Plain::Int(i)) if i64::try_from(i).is_ok() => Ok(Value::Float(i as f64)),
        ("float", _) => Err(Mismatch::Not("a number")),
        ("timestamp", _) if !is_date(text) => Err(Mismatch::Not("a date")),
        ("binary", _) => base64(text)
            .ok_or(Mismatch::Not("base64"))
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| Mismatch::Binary))
            .map(Value::String),
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// Standard base64 with padding; line breaks are skipped.
fn base64(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    let padding = digits.iter().rev().take_while(|b| **b == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3);
    let mut bits = 0u32;
    for (i, digit) in digits[..digits.len() - padding].iter().enumerate() {
        let sextet = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(sextet);
        if i % 4 != 0 {
            out.push((bits >> (6 - i % 4 * 2)) as u8);
        }
    }
    Some(out)
}
