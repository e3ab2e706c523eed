//! What a plain scalar means to each reader in use.

mod core;
mod kubernetes;
mod kustomize;
mod number;
mod python;
mod python_kin;
mod ruamel;

pub(super) use self::core::core;
pub(super) use kubernetes::kubernetes;
pub(super) use kustomize::kustomize;
pub(super) use number::{is_date, is_sexagesimal};
pub(super) use python::python;
pub(super) use ruamel::ruamel;

/// A plain scalar as one reader takes it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Plain {
    /// Nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// The text as it stands.
    Text,
    /// A date or a time.
    Date,
    /// Something no other reader has, or that makes this one fail.
    Other,
}

impl Plain {
    /// Whether two readers end up with the same value; as JSON has it, `8` and `8.0` are the same.
    pub(super) fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) | (Self::Text, Self::Text) | (Self::Date, Self::Date) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Self::Int(a), Self::Float(b)) | (Self::Float(b), Self::Int(a)) => {
                // Beyond 2^53 a float has lost digits the integer still has.
                a.unsigned_abs() <= 1 << 53 && a as f64 == b
            }
            _ => false,
        }
    }
}

/// Whether any reader could take this plain scalar for something other than its text, judged by its first byte and
/// what can follow it; spares most scalars the five opinions.
pub(super) fn suspicious(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        // `100m`, `256Mi`: no number and no date of any reader has such a letter.
        Some(b'0'..=b'9') => !text.bytes().any(in_no_number),
        Some(b'+' | b'-' | b'.') => true,
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O') => {
            text.len() <= 5 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        }
        Some(b'~' | b'<' | b'=') => text.len() <= 5,
        Some(_) => false,
    }
}

/// Words that are more than their text to some reader, in some spelling.
const WORDS: [&str; 9] = ["y", "n", "no", "on", "yes", "off", "true", "null", "false"];

/// Whether no reader can take this for anything but its own text, wherever a scalar without quotes may stand: a letter
/// in front, and behind it nothing that means something to YAML. Most keys and many values are such words.
pub(super) fn is_word(text: &str) -> bool {
    let b = text.as_bytes();
    let mut inside = b.first().is_some_and(u8::is_ascii_alphabetic);
    for byte in b {
        inside &= IN_WORDS[usize::from(*byte)];
    }
    inside && !suspicious(text)
}

/// What may stand in such a word, by byte: every key and value that is written comes by there.
static IN_WORDS: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        inside[byte] = b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/');
        byte += 1;
    }
    inside
};

/// A letter that is no digit to base 16, names no base and stands in no time.
fn in_no_number(letter: u8) -> bool {
    matches!(letter | 0x20, b'g'..=b'n' | b'p'..=b's' | b'u'..=b'w' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of so many characters of an alphabet, and all shorter ones.
    fn texts(alphabet: &str, length: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut begun = 0;
        for _ in 0..length {
            let before = all.len();
            for at in begun..before {
                all.extend(alphabet.chars().map(|c| format!("{}{c}", all[at])).collect::<Vec<_>>());
            }
            begun = before;
        }
        all
    }

    #[test]
    fn what_is_not_suspicious_is_text_to_all() {
        let mut all = texts("0179aefgimnotxyzT_.:+-~", 4);
        all.extend(texts("0oObBxX7fFgm", 5));
        for word in
            ["yes", "Yes", "YES", "no", "on", "Off", "OFF", "true", "True", "FALSE", "null", "NULL", "y", "N"]
        {
            assert!(suspicious(word), "{word}");
            all.extend(["", "s", "e", "1", "."].map(|more| format!("{word}{more}")));
        }
        all.extend(
            ["2026-01-01", "2026-1-1T10:00:00Z", "2026-01-01t1m", "1e3m", "100m", "256Mi", "1.5Gi"]
                .map(str::to_owned),
        );
        let mut plain = 0;
        for text in all.iter().filter(|text| !suspicious(text)) {
            plain += 1;
            for reader in [core, kubernetes::go, kustomize, python, ruamel] {
                assert!(matches!(reader(text), Plain::Text), "{text}");
            }
        }
        assert!(plain > 50_000, "{plain}");
    }

    #[test]
    fn a_word_is_text_wherever_it_stands() {
        assert!(["spec", "app.kubernetes.io/name", "a-b_c", "nodes", "tls"].into_iter().all(is_word));
        let none =
            ["", "no", "null", "1a", "-a", "a b", "a:", "a#", "a,b", "{a", "\u{e9}t\u{e9}", "a\n", "~"];
        assert!(!none.into_iter().any(is_word));
    }
}
