use super::number::{float, float_shape, special_float, value, without_underscores};
use super::{Plain, suspicious};

/// kubectl and Helm: `sigs.k8s.io/yaml` on goyaml v2, checked against that program in the tests.
pub(in crate::yaml) fn kubernetes(s: &str) -> Plain {
    if !suspicious(s) {
        return Plain::Text;
    }
    match s {
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Plain::Bool(true),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Plain::Bool(false),
        _ => go(s),
    }
}

/// What both generations of the Go reader have in common.
pub(super) fn go(s: &str) -> Plain {
    match s {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    match s.as_bytes()[0] {
        b'.' => special_float(s).unwrap_or_else(|| dotted(s)),
        b'0'..=b'9' | b'+' | b'-' => special_float(s).unwrap_or_else(|| number(s)),
        _ => Plain::Text,
    }
}

/// What begins with a dot goes to Go's `ParseFloat`, which wants each underscore between two digits.
fn dotted(s: &str) -> Plain {
    let b = s.as_bytes();
    let lone = |i: usize| {
        let digit = |j: Option<usize>| j.and_then(|j| b.get(j)).is_some_and(u8::is_ascii_digit);
        b[i] == b'_' && !(digit(i.checked_sub(1)) && digit(Some(i + 1)))
    };
    if (0..b.len()).any(lone) { Plain::Text } else { finite(&without_underscores(s)) }
}

fn number(s: &str) -> Plain {
    let plain = without_underscores(s);
    if let Some(i) = literal(&plain) {
        return Plain::Int(i);
    }
    if let float @ Plain::Float(_) = finite(&plain) {
        return float;
    }
    // A second look at a binary number whose digits are missing a sign's place, as the reader has it: `0b-1`.
    let inner = match plain.strip_prefix("0b") {
        Some(rest) => signed(rest, 2),
        None => None,
    };
    inner.map_or(Plain::Text, Plain::Int)
}

/// A decimal float within the range; Go refuses what would be infinite.
fn finite(s: &str) -> Plain {
    match float_shape(s).then(|| float(s)) {
        Some(Plain::Float(x)) if x.is_finite() => Plain::Float(x),
        _ => Plain::Text,
    }
}

/// Go's `ParseInt(s, 0, 64)`, then `ParseUint`.
fn literal(s: &str) -> Option<i128> {
    let (factor, rest) = super::number::sign(s);
    let b = rest.as_bytes();
    let (radix, digits) = match b {
        [b'0', b'b' | b'B', _, ..] => (2, &rest[2..]),
        [b'0', b'o' | b'O', _, ..] => (8, &rest[2..]),
        [b'0', b'x' | b'X', _, ..] => (16, &rest[2..]),
        [b'0'] => return Some(0),
        [b'0', ..] => (8, &rest[1..]),
        _ => (10, rest),
    };
    if !super::number::digits(digits, radix) {
        return None;
    }
    let v = factor * value(digits, radix)?;
    let widest = if rest.len() == s.len() { i128::from(u64::MAX) } else { i128::from(i64::MAX) };
    (i128::from(i64::MIN)..=widest).contains(&v).then_some(v)
}

/// Digits after an optional sign, within 64 bits.
pub(super) fn signed(s: &str, radix: u32) -> Option<i128> {
    let (factor, rest) = super::number::sign(s);
    if !super::number::digits(rest, radix) {
        return None;
    }
    let v = factor * value(rest, radix)?;
    (i128::from(i64::MIN)..=i128::from(i64::MAX)).contains(&v).then_some(v)
}
