use super::Plain;
use super::number::{exponent, int, loose_run, sign, without_underscores};
use super::python_kin::{before_integers, loose_digits};

/// ruamel.yaml: YAML 1.2 with leftovers of 1.1 (underscores, `0b`, dates, merge keys).
pub(in crate::yaml) fn ruamel(s: &str) -> Plain {
    match s {
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        _ => before_integers(s, is_float).unwrap_or_else(|| integer(s)),
    }
}

fn is_float(s: &str) -> bool {
    let b = sign(s).1.as_bytes();
    if b.first() == Some(&b'.') {
        let end = loose_run(b, 1);
        return end > 1 && exponent(&b[end..], true);
    }
    if !b.first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let whole = loose_run(b, 0);
    if b.get(whole) == Some(&b'.') {
        exponent(&b[loose_run(b, whole + 1)..], false)
    } else {
        whole < b.len() && exponent(&b[whole..], false)
    }
}

fn integer(s: &str) -> Plain {
    let (factor, rest) = sign(s);
    for (prefix, radix) in [("0b", 2), ("0x", 16), ("0o", 8)] {
        if let Some(r) = rest.strip_prefix(prefix).filter(|r| loose_digits(r, radix)) {
            return int(factor, &without_underscores(r), radix);
        }
    }
    // The resolver is asked by the first character, and `_` is not among those it knows.
    if loose_digits(rest, 10) && !s.starts_with('_') {
        return int(factor, &without_underscores(rest), 10);
    }
    Plain::Text
}
