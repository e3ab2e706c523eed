//! What can be wrong with one line of a Kafka `config`.

use std::fmt;

use super::config_key::{ConfigForm, ConfigType};

/// One thing wrong with a key or its value. Its text completes "`key` …"; what to do
/// about it ([`ConfigProblem::instead`]) is for the help.
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

impl ConfigProblem {
    /// The word to put in the place of the wrong one: a key, or for [`ConfigProblem::NotInEnum`] a value.
    pub fn instead(&self) -> Option<&'static str> {
        match self {
            Self::Removed { instead, .. } => *instead,
            Self::NotInEnum { did_you_mean, .. } => *did_you_mean,
            Self::NearKnown { did_you_mean } => Some(did_you_mean),
            Self::OtherScope { instead } => Some(instead),
            _ => None,
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Removed { since, .. } => write!(out, "does not exist since Kafka {since}"),
            Self::Forbidden { prefix } => {
                write!(out, "is ignored by the Strimzi operator, which keeps `{prefix}` to itself")
            }
            Self::WrongType { expected } => write!(out, "must be {expected}"),
            Self::OutOfRange { min, max, also } => {
                match (min, max) {
                    (Some(min), Some(max)) => write!(out, "must be from {min} to {max}")?,
                    (Some(min), None) => write!(out, "must be {min} or more")?,
                    (None, Some(max)) => write!(out, "must be {max} or less")?,
                    (None, None) => write!(out, "is out of range")?,
                }
                also.map_or(Ok(()), |also| write!(out, ", or {also}"))
            }
            Self::NotInEnum { item, values, .. } => {
                write!(out, "has `{item}`, which is none of `{}`", values.join("`, `"))
            }
            Self::WrongForm { expected } => write!(out, "must {expected}"),
            Self::NearKnown { .. } | Self::Unknown => write!(out, "is not a key Kafka knows"),
            Self::OtherScope { instead } => write!(out, "belongs elsewhere; here it is called `{instead}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_after_the_key() {
        let range = |min, max, also| ConfigProblem::OutOfRange { min, max, also }.to_string();
        assert_eq!(range(Some("1"), Some("9"), Some("-1")), "must be from 1 to 9, or -1");
        assert_eq!(range(Some("0"), None, None), "must be 0 or more");
        let wrong = ConfigProblem::WrongType { expected: ConfigType::Boolean };
        assert_eq!(wrong.to_string(), "must be `true` or `false`");
        let removed = ConfigProblem::Removed { since: "4.0", instead: Some("metric.reporters") };
        assert_eq!(removed.to_string(), "does not exist since Kafka 4.0");
        assert_eq!(removed.instead(), Some("metric.reporters"));
        let forbidden = ConfigProblem::Forbidden { prefix: "ssl." };
        assert_eq!(forbidden.to_string(), "is ignored by the Strimzi operator, which keeps `ssl.` to itself");
        assert_eq!(forbidden.instead(), None);
    }
}
