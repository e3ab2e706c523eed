use super::Plain;
use super::number::{exponent, int, is_sexagesimal, loose_run, sign, without_underscores};
use super::python_kin::{before_integers, loose_digits};

/// PyYAML: YAML 1.1 as most Python programs have it.
pub(in crate::yaml) fn python(s: &str) -> Plain {
    match s {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => return Plain::Bool(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Plain::Bool(false);
        }
        _ => {}
    }
    if let Some(plain) = before_integers(s, is_float) {
        return plain;
    }
    if is_sexagesimal(s) {
        return Plain::Other;
    }
    integer(s)
}

fn is_float(s: &str) -> bool {
    let (_, rest) = sign(s);
    let b = rest.as_bytes();
    let whole = if b.first().is_some_and(u8::is_ascii_digit) { loose_run(b, 0) } else { 0 };
    if b.get(whole) != Some(&b'.') {
        return false;
    }
    if whole == 0 {
        // Without digits before the dot there must be some after it, and no sign.
        if rest.len() != s.len() || !b.get(1).is_some_and(u8::is_ascii_digit) {
            return false;
        }
    }
    exponent(&b[loose_run(b, whole + 1)..], true)
}

fn integer(s: &str) -> Plain {
    let (factor, rest) = sign(s);
    if let Some(r) = rest.strip_prefix("0b").filter(|r| loose_digits(r, 2)) {
        return int(factor, &without_underscores(r), 2);
    }
    if let Some(r) = rest.strip_prefix("0x").filter(|r| loose_digits(r, 16)) {
        return int(factor, &without_underscores(r), 16);
    }
    if let Some(r) = rest.strip_prefix('0') {
        return match r {
            "" => Plain::Int(0),
            _ if loose_digits(r, 8) => int(factor, &without_underscores(rest), 8),
            _ => Plain::Text,
        };
    }
    if !rest.starts_with('_') && loose_digits(rest, 10) {
        return int(factor, &without_underscores(rest), 10);
    }
    Plain::Text
}
