//! Numbers with fractions as Java's `Double.valueOf` reads them, since Kafka does.

/// The number that `text`, without spaces around it, is to Java; `1d` and `0x1p3` are numbers there, and `inf` is none.
pub(super) fn fraction(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        "NaN" => return Some(f64::NAN),
        "Infinity" => return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }),
        _ => {}
    }
    let digits = unsigned.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(unsigned);
    let number = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => hexadecimal(hex)?,
        // Rust reads words as numbers that Java does not.
        None if digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') => {
            digits.parse().ok()?
        }
        None => return None,
    };
    Some(if text.starts_with('-') { -number } else { number })
}

fn hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['p', 'P'])?;
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let digit = |each: char| each.to_digit(16).map(f64::from);
    let whole = whole.chars().try_fold(0.0, |sum, each| Some(sum * 16.0 + digit(each)?))?;
    let part = part.chars().rev().try_fold(0.0, |sum, each| Some((sum + digit(each)?) / 16.0))?;
    Some((whole + part) * exponent.parse::<i32>().ok().map(|exponent| 2f64.powi(exponent))?)
}

#[cfg(test)]
mod tests {
    use super::fraction;

    #[test]
    fn numbers_to_java() {
        for (text, number) in [
            ("1", 1.0),
            ("1.", 1.0),
            (".5", 0.5),
            ("-1e3", -1000.0),
            ("7d", 7.0),
            ("7F", 7.0),
            ("0x1p3", 8.0),
            ("-0x.8p1", -1.0),
            ("1e400", f64::INFINITY),
            ("+Infinity", f64::INFINITY),
        ] {
            assert_eq!(fraction(text), Some(number), "{text}");
        }
        assert!(fraction("NaN").is_some_and(f64::is_nan));
        for none in ["", "inf", "nan", "infinity", "0x10", "1,5", "7dd", "d", "1 GB", "0xp1", "--1"] {
            assert_eq!(fraction(none), None, "{none}");
        }
    }
}
