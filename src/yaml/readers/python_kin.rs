//! What PyYAML and ruamel.yaml, which grew out of it, read alike.

use super::Plain;
use super::number::{float, is_date, special_float, without_underscores};

/// The words both know, special floats, dates and what the reader takes for a float; `None` leaves the rest to it.
pub(super) fn before_integers(s: &str, is_float: impl Fn(&str) -> bool) -> Option<Plain> {
    match s {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Plain::Null),
        "<<" | "=" => return Some(Plain::Other),
        _ => {}
    }
    if let Some(special) = special_float(s) {
        return Some(special);
    }
    if is_date(s) {
        return Some(Plain::Date);
    }
    is_float(s).then(|| float(&without_underscores(s)))
}

/// Digits of `radix` and underscores, at least one of either.
pub(super) fn loose_digits(s: &str, radix: u32) -> bool {
    !s.is_empty() && s.chars().all(|c| c == '_' || c.is_digit(radix))
}
