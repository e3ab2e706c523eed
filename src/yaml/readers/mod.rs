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

/// Whether any reader could take this plain scalar for something other than its text, judged by its first byte;
/// spares most scalars the five opinions.
pub(super) fn suspicious(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => true,
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~' | b'<' | b'=') => {
            text.len() <= 5
        }
        Some(_) => false,
    }
}
