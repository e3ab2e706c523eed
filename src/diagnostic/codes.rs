//! The registry: every code there is, each with its page in `codes/`.

use super::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident $(, $hard:ident)?;)*) => {
        $($(#[$doc])* pub static $name: Code = Code {
            id: $id,
            severity: Severity::$severity,
            hard: codes!(@hard $($hard)?),
            page: include_str!(concat!("codes/", $id, ".md")),
        };)*

        /// Every code, in the order of the registry.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
    (@hard hard) => { true };
    (@hard) => { false };
}

codes! {
    /// The text is not YAML.
    SYNTAX = "yaml-syntax", Error, hard;
    /// The bytes are not UTF-8.
    ENCODING = "encoding", Error, hard;
    /// A limit on bytes, depth, nodes or alias expansion was passed.
    LIMIT = "input-too-large", Error, hard;
    /// One map writes a key twice.
    DUPLICATE_KEY = "duplicate-key", Error, hard;
    /// A plain scalar that YAML 1.1 and 1.2 read differently.
    AMBIGUOUS_SCALAR = "ambiguous-scalar", Error, hard;
}
