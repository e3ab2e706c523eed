use super::Plain;
use super::number::{digits, float, float_shape, int, sign, special_float};

/// YAML 1.2, core schema: what the specification says.
pub(in crate::yaml) fn core(s: &str) -> Plain {
    match s {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    if let Some(special) = special_float(s) {
        return special;
    }
    if let Some(rest) = s.strip_prefix("0x").filter(|r| digits(r, 16)) {
        return int(1, rest, 16);
    }
    if let Some(rest) = s.strip_prefix("0o").filter(|r| digits(r, 8)) {
        return int(1, rest, 8);
    }
    let (factor, rest) = sign(s);
    if digits(rest, 10) {
        return int(factor, rest, 10);
    }
    if float_shape(s) { float(s) } else { Plain::Text }
}
