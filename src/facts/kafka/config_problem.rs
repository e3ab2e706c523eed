//! What can be wrong with one line of a Kafka `config`.

use super::config_key::{ConfigForm, ConfigType};

/// One thing wrong with a key or its value. The caller words it: it knows the place and the version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// Kafka took the key out in minor version `since`; `instead` names what does its work now.
    Removed {
        /// The first minor version without the key, such as `4.0`.
        since: &'static str,
        /// The key or field that took its place, where there is one.
        instead: Option<&'static str>,
    },
    /// The Strimzi operator drops the key, with no more than a line in its log.
    Forbidden {
        /// The prefix of the operator's list that the key starts with.
        prefix: &'static str,
    },
    /// The value is not of the key's type.
    WrongType {
        /// The type it must have.
        expected: ConfigType,
    },
    /// The number lies outside the inclusive range.
    OutOfRange {
        /// Smallest value.
        min: Option<&'static str>,
        /// Largest value.
        max: Option<&'static str>,
        /// A single value accepted beside the range.
        also: Option<&'static str>,
    },
    /// The value, or this item of a list, is none of those there are.
    NotInEnum {
        /// The item that was not known.
        item: String,
        /// Those there are.
        values: Vec<&'static str>,
        /// The one that was probably meant.
        did_you_mean: Option<&'static str>,
    },
    /// The text does not have the form the key asks for.
    WrongForm {
        /// That form.
        expected: ConfigForm,
    },
    /// No such key, but one within an edit distance of two.
    NearKnown {
        /// That key.
        did_you_mean: &'static str,
    },
    /// The key belongs to the other table: a topic key among the broker's, or the reverse.
    OtherScope {
        /// What this table calls the same setting.
        instead: &'static str,
    },
    /// No such key, nor one like it: plugins bring their own.
    Unknown,
}
