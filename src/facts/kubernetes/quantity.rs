//! Resource quantities. Source: `k8s.io/apimachinery/pkg/api/resource/quantity.go`.

use std::fmt;

/// A parsed quantity, kept in billionths (the finest Kubernetes keeps; finer amounts are rounded up).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    nano: i128,
}

/// What is wrong with a quantity. Its text completes "`10GB` …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityProblem {
    /// There is nothing.
    Empty,
    /// It does not start with a number.
    NoNumber,
    /// The number is followed by something that is no suffix.
    BadSuffix {
        /// What follows the number.
        suffix: String,
        /// The suffix that was probably meant.
        did_you_mean: Option<&'static str>,
    },
    /// More than 2^63-1.
    TooLarge,
}

impl fmt::Display for QuantityProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("is empty"),
            Self::NoNumber => out.write_str("does not start with a number"),
            Self::BadSuffix { suffix, .. } => {
                write!(out, "has the suffix `{suffix}`, which Kubernetes does not know")
            }
            Self::TooLarge => out.write_str("is more than 2^63-1"),
        }
    }
}

const NANO: i128 = 1_000_000_000;

const SUFFIXES: [(&str, i128, i128); 16] = [
    ("n", 1, NANO),
    ("u", 1, 1_000_000),
    ("m", 1, 1_000),
    ("", 1, 1),
    ("k", 1_000, 1),
    ("M", 1_000_000, 1),
    ("G", 1_000_000_000, 1),
    ("T", 1_000_000_000_000, 1),
    ("P", 1_000_000_000_000_000, 1),
    ("E", 1_000_000_000_000_000_000, 1),
    ("Ki", 1 << 10, 1),
    ("Mi", 1 << 20, 1),
    ("Gi", 1 << 30, 1),
    ("Ti", 1 << 40, 1),
    ("Pi", 1 << 50, 1),
    ("Ei", 1 << 60, 1),
];

impl Quantity {
    /// Reads a quantity as the API server does: no blanks, a sign allowed, `1`, `.5`, `1.5Gi`, `100m`, `1e3`. Two
    /// things it lets pass are refused, since nobody means them: a suffix alone, which it takes for zero, and
    /// more than 2^63-1, which it cuts down.
    pub fn parse(written: &str) -> Result<Self, QuantityProblem> {
        if written.is_empty() {
            return Err(QuantityProblem::Empty);
        }
        let (negative, rest) = match written.as_bytes()[0] {
            b'-' => (true, &written[1..]),
            b'+' => (false, &written[1..]),
            _ => (false, written),
        };
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, rest) = rest.split_at(digits(rest));
        let (fraction, suffix) = match rest.strip_prefix('.') {
            Some(rest) => rest.split_at(digits(rest)),
            None => ("", rest),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Err(QuantityProblem::NoNumber);
        }
        let (times, over, shift) = scale(suffix)?;
        let nano = magnitude(whole, fraction, times, over, shift).ok_or(QuantityProblem::TooLarge)?;
        if nano > i128::from(i64::MAX) * NANO {
            return Err(QuantityProblem::TooLarge);
        }
        Ok(Self { nano: if negative { -nano } else { nano } })
    }

    /// In thousandths, rounded up: millicores for `cpu`.
    pub fn milli(self) -> i128 {
        ceiling(self.nano, NANO / 1_000)
    }

    /// In whole units, rounded up: bytes for `memory` and `storage`.
    pub fn units(self) -> i128 {
        ceiling(self.nano, NANO)
    }

    /// Whether it is a whole number of units: `512m` of memory is not, and was hardly meant.
    pub fn is_whole(self) -> bool {
        self.nano % NANO == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.nano < 0
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.nano == 0
    }
}

fn ceiling(nano: i128, unit: i128) -> i128 {
    nano.div_euclid(unit) + i128::from(nano.rem_euclid(unit) != 0)
}

/// Factor, divisor and power of ten of a suffix.
fn scale(suffix: &str) -> Result<(i128, i128, i32), QuantityProblem> {
    if let Some((_, times, over)) = SUFFIXES.iter().find(|(known, ..)| *known == suffix) {
        return Ok((*times, *over, 0));
    }
    let exponent = suffix.strip_prefix(['e', 'E']).filter(|text| {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    match exponent {
        // Beyond this any non-zero number is out of bounds; the sign still tells which way.
        Some(text) => Ok((1, 1, text.parse().unwrap_or(if text.starts_with('-') { -100 } else { 100 }))),
        None => Err(QuantityProblem::BadSuffix { suffix: suffix.to_string(), did_you_mean: meant(suffix) }),
    }
}

/// The suffix behind the usual misspellings: `GB`, `gb`, `GiB`, `Gib`, `gi`, `g`, `K`.
fn meant(suffix: &str) -> Option<&'static str> {
    let lower = suffix.trim().to_lowercase();
    match lower.as_str() {
        "k" => return Some("k"),
        "b" | "e" | "" => return None,
        _ => {}
    }
    let core = lower
        .strip_suffix('b')
        .or(lower.strip_suffix("byte"))
        .or(lower.strip_suffix("bytes"))
        .unwrap_or(&lower);
    let binary = if core.ends_with('i') { core.to_string() } else { format!("{core}i") };
    SUFFIXES.iter().map(|(known, ..)| *known).find(|known| known.to_lowercase() == binary)
}

/// The number in billionths, rounded up; `None` when it is far too large.
fn magnitude(whole: &str, fraction: &str, times: i128, over: i128, shift: i32) -> Option<i128> {
    let whole = whole.trim_start_matches('0');
    let mut digits = format!("{whole}{fraction}");
    let mut power = shift.clamp(-100, 100) - i32::try_from(fraction.len()).ok()?;
    while digits.ends_with('0') {
        digits.pop();
        power += 1;
    }
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    // Thirty digits hold 2^63-1 in billionths; what is cut off below can only round up.
    let cut = significant.len().saturating_sub(30);
    let mut number: i128 = significant[..significant.len() - cut].parse().ok()?;
    if cut > 0 {
        number += 1;
        power += i32::try_from(cut).ok()?;
    }
    let (mut top, mut bottom) = (number, over);
    power += 9;
    while power > 0 {
        top = top.checked_mul(10)?;
        power -= 1;
    }
    while power < 0 && bottom < 1_i128 << 120 {
        bottom = bottom.checked_mul(10)?;
        power += 1;
    }
    Some(ceiling(top.checked_mul(times)?, bottom))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(written: &str) -> i128 {
        Quantity::parse(written).unwrap().units()
    }

    #[test]
    fn storage_and_memory() {
        assert_eq!(units("1Gi"), 1 << 30);
        assert_eq!(units("1G"), 1_000_000_000);
        assert_eq!(units("1.5Gi"), 3 << 29);
        assert_eq!(units("200Gi"), 200 << 30);
        assert_eq!(units("1e3"), 1_000);
        assert_eq!(units("1E3"), 1_000);
        assert_eq!(units("1E"), 1_000_000_000_000_000_000);
        assert_eq!(units("12e-1"), 2);
        assert_eq!(units("0"), 0);
        assert_eq!(units(".5Ki"), 512);
        assert_eq!(units("5."), 5);
        assert_eq!(units("+3"), 3);
        assert_eq!(units("-3"), -3);
        assert_eq!(units("9223372036854775807"), i64::MAX.into());
    }

    #[test]
    fn cpu() {
        let milli = |written| Quantity::parse(written).unwrap().milli();
        assert_eq!(milli("250m"), 250);
        assert_eq!(milli("1"), 1_000);
        assert_eq!(milli("0.1"), 100);
        assert_eq!(milli("1500u"), 2, "rounded up");
        assert_eq!(milli("1n"), 1);
        assert_eq!(milli("-1500u"), -1, "up is towards plus");
        assert_eq!(milli("2k"), 2_000_000);
    }

    #[test]
    fn compares_across_suffixes() {
        let parse = |written| Quantity::parse(written).unwrap();
        assert_eq!(parse("1000m"), parse("1"));
        assert_eq!(parse("1024Mi"), parse("1Gi"));
        assert!(parse("1G") < parse("1Gi"));
        assert!(!parse("512m").is_whole() && parse("512Mi").is_whole());
        assert!(parse("-1").is_negative() && parse("0m").is_zero());
        assert_eq!(parse("0.0000000001").milli(), 1, "rounded up to the finest kept");
    }

    #[test]
    fn refuses_the_rest() {
        let suffix = |written: &str| match Quantity::parse(written) {
            Err(QuantityProblem::BadSuffix { did_you_mean, .. }) => did_you_mean,
            other => panic!("{written}: {other:?}"),
        };
        assert_eq!(suffix("10GB"), Some("Gi"));
        assert_eq!(suffix("1Gib"), Some("Gi"));
        assert_eq!(suffix("1gb"), Some("Gi"));
        assert_eq!(suffix("1 Gi"), Some("Gi"));
        assert_eq!(suffix("1g"), Some("Gi"));
        assert_eq!(suffix("1K"), Some("k"));
        assert_eq!(suffix("1x"), None);
        assert_eq!(suffix("1e"), None);
        assert_eq!(suffix("1..5"), None);
        assert_eq!(Quantity::parse(""), Err(QuantityProblem::Empty));
        for none in ["lots", "Gi", ".", "-", " 1", "--1"] {
            assert_eq!(Quantity::parse(none), Err(QuantityProblem::NoNumber), "{none}");
        }
        for large in ["9223372036854775808", "10E", "8Ei", "1e19", "1e99999999999", &"9".repeat(60)] {
            assert_eq!(Quantity::parse(large), Err(QuantityProblem::TooLarge), "{large}");
        }
        assert_eq!(units("1e-99999999999"), 1, "rounded up");
        assert_eq!(units(&format!("{}1", "0".repeat(80))), 1);
    }
}
