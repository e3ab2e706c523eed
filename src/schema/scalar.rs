use super::expression::{Bounds, Shape, Width};
use super::form::Form;
use super::pattern::Pattern;
use super::problem::Problem;
use crate::facts::kubernetes::Quantity;
use crate::facts::near::nearest;
use crate::yaml::{Node, Value};

/// What is wrong with a value that is neither a list nor a map to walk into.
pub(super) fn problem<O>(node: &Node<O>, shape: &Shape) -> Option<Problem> {
    let wrong_type = || Some(Problem::WrongType { expected: shape.expected(), found: node.kind() });
    match (shape, &node.value) {
        (Shape::Any, _) | (Shape::Object, Value::Map(_)) | (Shape::Bool, Value::Bool(_)) => None,
        (Shape::Int { width, bounds }, Value::Int(_) | Value::Float(_)) => {
            whole(&node.value).map_or_else(wrong_type, |value| integer(node, value, *width, *bounds))
        }
        (Shape::IntOrText { width, bounds, .. }, Value::Int(_) | Value::Float(_)) => {
            whole(&node.value).map_or_else(wrong_type, |value| integer(node, value, *width, *bounds))
        }
        (Shape::Number { bounds }, Value::Int(_) | Value::Float(_)) => {
            let value = match node.value {
                Value::Int(value) => value as f64,
                Value::Float(value) => value,
                _ => f64::NAN,
            };
            let fits = bounds.hold(value);
            (!fits).then(|| Problem::OutOfRange {
                value: value.to_string(),
                low: bounds.low,
                high: bounds.high,
            })
        }
        (Shape::Text { length, pattern, form }, Value::String(text)) => {
            let count = text.chars().count();
            if !length.hold(count as f64) {
                return Some(Problem::Size { unit: "characters", count, low: length.low, high: length.high });
            }
            malformed(text, pattern.as_ref(), *form)
        }
        (Shape::Enum(allowed), Value::String(text)) => {
            if allowed.contains(&text.as_str()) {
                return None;
            }
            let near = nearest(text, allowed.iter().copied());
            Some(Problem::NotInEnum { value: text.clone(), allowed: allowed.clone(), near })
        }
        (Shape::IntOrText { pattern, form, .. }, Value::String(text)) => {
            malformed(text, pattern.as_ref(), *form)
        }
        (Shape::Quantity, Value::Int(_)) => None,
        (Shape::Quantity, Value::Float(value)) if value.is_finite() => None,
        (Shape::Quantity, Value::String(text)) => {
            let problem = Quantity::parse(text).err()?;
            Some(Problem::Quantity { value: text.clone(), problem })
        }
        (Shape::DateTime, Value::String(text)) => {
            let format = "a date and time such as `2026-01-31T08:00:00Z`";
            (!is_date_time(text)).then(|| Problem::Format { value: Some(text.clone()), format })
        }
        (Shape::Bytes, Value::String(text)) => {
            // Never the value itself: bytes are what Secrets hold.
            (!is_base64(text)).then_some(Problem::Format { value: None, format: "base64 text" })
        }
        _ => wrong_type(),
    }
}

fn malformed(text: &str, pattern: Option<&Pattern>, form: Option<Form>) -> Option<Problem> {
    if let Some(pattern) = pattern.filter(|pattern| !pattern.matches(text)) {
        return Some(Problem::Pattern { value: text.to_owned(), pattern: pattern.text });
    }
    let form = form.filter(|form| !form.fits(text))?;
    Some(Problem::Format { value: Some(text.to_owned()), format: form.words() })
}

/// The integer a number is; JSON does not tell `1.0` from `1`.
fn whole<O>(value: &Value<O>) -> Option<i128> {
    match value {
        Value::Int(value) => Some(*value),
        Value::Float(value) if value.fract() == 0.0 => Some(*value as i128),
        _ => None,
    }
}

/// A number near enough to what stands in the file.
fn written<O>(value: &Value<O>) -> String {
    match value {
        Value::Int(value) => value.to_string(),
        Value::Float(value) if value.abs() < 1e15 => value.to_string(),
        Value::Float(value) => format!("{value:e}"),
        _ => String::new(),
    }
}

fn integer<O>(node: &Node<O>, value: i128, width: Width, bounds: Bounds) -> Option<Problem> {
    let (low, high) = match width {
        Width::Bits32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Width::Bits64 => (i64::MIN, i64::MAX),
    };
    let (low, high) = (bounds.low.unwrap_or(low), bounds.high.unwrap_or(high));
    if (i128::from(low)..=i128::from(high)).contains(&value) {
        return None;
    }
    // A limit that comes from the width alone is said only to those who reach it.
    let (low, high) =
        if value < i128::from(low) { (Some(low), bounds.high) } else { (bounds.low, Some(high)) };
    Some(Problem::OutOfRange { value: written(&node.value), low, high })
}

/// RFC 3339 with a capital `T` and `Z`, as Go reads it.
fn is_date_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 20 || !text.is_ascii() {
        return false;
    }
    let shape = |at: usize, form: &str| {
        form.bytes().enumerate().all(|(i, f)| match bytes.get(at + i) {
            Some(b) if f == b'0' => b.is_ascii_digit(),
            Some(b) => *b == f,
            None => false,
        })
    };
    let two = |at: usize| usize::from(bytes[at] - b'0') * 10 + usize::from(bytes[at + 1] - b'0');
    if !shape(0, "0000-00-00T00:00:00") {
        return false;
    }
    let year = two(0) * 100 + two(2);
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match two(5) {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + usize::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    let fraction = match bytes[19] {
        b'.' => 1 + bytes[20..].iter().take_while(|b| b.is_ascii_digit()).count(),
        _ => 0,
    };
    let zone = 19 + fraction;
    let zoned = match &text[zone..] {
        "Z" => true,
        offset if offset.len() == 6 => {
            (shape(zone, "+00:00") || shape(zone, "-00:00")) && two(zone + 1) < 24 && two(zone + 4) < 60
        }
        _ => false,
    };
    zoned && fraction != 1 && (1..=days).contains(&two(8)) && two(11) < 24 && two(14) < 60 && two(17) < 60
}

/// Standard base64 with padding; line breaks inside are allowed.
fn is_base64(text: &str) -> bool {
    let bytes: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let padding = bytes.iter().rev().take_while(|b| **b == b'=').count();
    let body = &bytes[..bytes.len() - padding];
    bytes.len().is_multiple_of(4)
        && padding <= 2
        && body.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for text in ["2026-01-31T08:00:00Z", "2024-02-29T23:59:59.123456Z", "2026-01-31T08:00:00+05:30"] {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "2026-01-31",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-31T08:00:00",
            "2026-01-31t08:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T08:00:00.Z",
            "2026-01-31T08:00:00+5:30",
            "2026-01-31 08:00:00Z",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }

    #[test]
    fn base64() {
        for text in ["", "YQ==", "YWI=", "YWJj", "YW\nJj"] {
            assert!(is_base64(text), "{text}");
        }
        for text in ["YQ", "YQ=", "YQ===", "Y Q=", "p@ss", "=YQ="] {
            assert!(!is_base64(text), "{text}");
        }
    }
}
