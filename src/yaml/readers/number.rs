use super::Plain;

/// `s` without underscores; borrowed where it has none.
pub(super) fn without_underscores(s: &str) -> std::borrow::Cow<'_, str> {
    if s.contains('_') { s.replace('_', "").into() } else { s.into() }
}

/// The sign's factor and the rest.
pub(super) fn sign(s: &str) -> (i128, &str) {
    match s.as_bytes().first() {
        Some(b'-') => (-1, &s[1..]),
        Some(b'+') => (1, &s[1..]),
        _ => (1, s),
    }
}

/// Digits of `radix` and nothing else, at least one.
pub(super) fn digits(s: &str, radix: u32) -> bool {
    !s.is_empty() && s.chars().all(|c| c.is_digit(radix))
}

/// The value of digits; `None` where it does not fit.
pub(super) fn value(s: &str, radix: u32) -> Option<i128> {
    i128::from_str_radix(s, radix).ok()
}

/// An integer that may be too wide for us: then what its reader makes of it is a number all the same.
pub(super) fn int(sign: i128, s: &str, radix: u32) -> Plain {
    if s.is_empty() {
        // Only underscores: the Python readers take it for a number and then fail.
        return Plain::Other;
    }
    match value(s, radix) {
        Some(v) => Plain::Int(sign * v),
        None => Plain::Other,
    }
}

/// `[0-9]+ (. [0-9]*)?` or `. [0-9]+`, then an exponent: the float of YAML 1.2, also Go's YAML style float.
pub(super) fn float_shape(s: &str) -> bool {
    let (_, s) = sign(s);
    let b = s.as_bytes();
    let mut i = run(b, 0);
    if i == 0 {
        if b.first() != Some(&b'.') || run(b, 1) == 1 {
            return false;
        }
        i = run(b, 1);
    } else if b.get(i) == Some(&b'.') {
        i = run(b, i + 1);
    }
    exponent(&b[i..], false)
}

/// Nothing, or an exponent with digits.
pub(super) fn exponent(b: &[u8], needs_sign: bool) -> bool {
    let Some((b'e' | b'E', rest)) = b.split_first() else {
        return b.is_empty();
    };
    let digits = match rest.first() {
        Some(b'+' | b'-') => &rest[1..],
        _ if needs_sign => return false,
        _ => rest,
    };
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// The index after the digits that begin at `i`.
pub(super) fn run(b: &[u8], i: usize) -> usize {
    i + b[i.min(b.len())..].iter().take_while(|c| c.is_ascii_digit()).count()
}

/// The same, underscores counted as digits.
pub(super) fn loose_run(b: &[u8], i: usize) -> usize {
    i + b[i.min(b.len())..].iter().take_while(|c| c.is_ascii_digit() || **c == b'_').count()
}

/// A float in decimal notation; infinite where the notation is beyond the range.
pub(super) fn float(s: &str) -> Plain {
    s.parse().map_or(Plain::Other, Plain::Float)
}

/// `.inf` and `.nan` in the spellings all readers know.
pub(super) fn special_float(s: &str) -> Option<Plain> {
    let (factor, rest) = sign(s);
    match rest {
        ".inf" | ".Inf" | ".INF" => Some(Plain::Float(f64::INFINITY * factor as f64)),
        ".nan" | ".NaN" | ".NAN" if rest.len() == s.len() => Some(Plain::Float(f64::NAN)),
        _ => None,
    }
}

/// Begins like a date that some reader knows. Wider than each of them: quoting a near miss does no harm.
pub(in crate::yaml) fn is_date(s: &str) -> bool {
    let b = s.as_bytes();
    let year = run(b, 0);
    if year != 4 || b.get(4) != Some(&b'-') {
        return false;
    }
    let month = run(b, 5);
    if !(1..=2).contains(&(month - 5)) || b.get(month) != Some(&b'-') {
        return false;
    }
    let day = run(b, month + 1);
    let time = |c: &u8| c.is_ascii_digit() || b"Tt:.+-Zz \t".contains(c);
    (1..=2).contains(&(day - month - 1))
        && matches!(b.get(day), None | Some(b'T' | b't' | b' ' | b'\t'))
        && b[day..].iter().all(time)
}

/// `1:30`, `-190:20:30.15`: base 60 in YAML 1.1.
pub(in crate::yaml) fn is_sexagesimal(s: &str) -> bool {
    let (_, s) = sign(s);
    let b = s.as_bytes();
    if !b.first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let mut i = loose_run(b, 0);
    let mut groups = 0;
    while b.get(i) == Some(&b':') {
        let end = run(b, i + 1);
        let group = &b[i + 1..end];
        if !(group.len() == 1 || group.len() == 2 && group[0] <= b'5') {
            return false;
        }
        i = end;
        groups += 1;
    }
    let fraction = b.get(i) == Some(&b'.') && loose_run(b, i + 1) == b.len();
    // An integer in base 60 cannot begin with a zero: `08:30` is text to all.
    groups > 0 && (i == b.len() && b[0] != b'0' || fraction)
}
