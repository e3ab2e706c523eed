use std::fmt;

use crate::diagnostic::joined_names;
use crate::facts::kubernetes::QuantityProblem;

/// More names than this are no help in one line.
const FEW: usize = 8;

/// One thing about an object that its schema does not allow.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// JSON pointer (RFC 6901) to the value; to the map, where a field is missing in it.
    pub pointer: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What a schema does not allow.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A field that the type does not have in this version.
    UnknownField {
        /// The kind of the object, a field or an item of a list, in words with the backticks.
        owner: String,
        /// As written.
        name: String,
        /// The nearest field it has.
        near: Option<&'static str>,
        /// All the fields it has.
        known: Vec<&'static str>,
        /// The versions that have the field, where some do.
        elsewhere: Option<String>,
    },
    /// A field that must be there and is not.
    MissingField {
        /// The kind of the object, a field or an item of a list, in words with the backticks.
        owner: String,
        /// The field.
        name: &'static str,
    },
    /// A value of another kind than the field takes.
    WrongType {
        /// With its article: `an integer`.
        expected: &'static str,
        /// With its article: `a string`.
        found: &'static str,
    },
    /// Text that is none of the values the field takes.
    NotInEnum {
        /// As written.
        value: String,
        /// What the field takes.
        allowed: Vec<&'static str>,
        /// The nearest of them.
        near: Option<&'static str>,
    },
    /// Text that does not match the pattern of the field.
    Pattern {
        /// As written.
        value: String,
        /// A regular expression.
        pattern: &'static str,
    },
    /// A number outside the limits of the field.
    OutOfRange {
        /// As written.
        value: String,
        /// Included.
        low: Option<i64>,
        /// Included.
        high: Option<i64>,
    },
    /// A list with too few or too many items, or text that is too short or too long.
    Size {
        /// `items` or `characters`.
        unit: &'static str,
        /// How many there are.
        count: usize,
        /// Included.
        low: Option<i64>,
        /// Included.
        high: Option<i64>,
    },
    /// Text that is no quantity.
    Quantity {
        /// As written.
        value: String,
        /// What is wrong with it.
        problem: QuantityProblem,
    },
    /// Text that is not what the format asks for.
    Format {
        /// As written; left out where it may be a secret.
        value: Option<String>,
        /// With its article: `a date and time such as …`.
        format: &'static str,
    },
    /// Not exactly one of several fields is there.
    ExactlyOne {
        /// The fields.
        of: Vec<&'static str>,
        /// Those that are there.
        found: Vec<&'static str>,
    },
    /// Fields that do not go together, in words.
    Condition(String),
    /// The kind exists, but not under this `apiVersion` in this version.
    UnknownVersion {
        /// As written.
        api_version: String,
        /// As written.
        kind: String,
        /// `Kubernetes 1.35`.
        product: String,
        /// What the product serves the kind under.
        served: Vec<&'static str>,
        /// The versions that have what is written, where some do.
        elsewhere: Option<String>,
    },
    /// A group whose kinds are all known does not have this one.
    UnknownKind {
        /// As written.
        api_version: String,
        /// As written.
        kind: String,
        /// `Kubernetes 1.35`.
        product: String,
        /// The nearest kind of the group.
        near: Option<&'static str>,
    },
}

impl Problem {
    /// What to do about it, where the schema can tell.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownField { near: Some(near), .. }
            | Self::NotInEnum { near: Some(near), .. }
            | Self::UnknownKind { near: Some(near), .. } => Some(format!("did you mean `{near}`?")),
            Self::Quantity {
                value,
                problem: QuantityProblem::BadSuffix { suffix, did_you_mean: Some(meant) },
            } => Some(format!(
                "did you mean `{}{meant}`?",
                value.strip_suffix(suffix.as_str()).unwrap_or(value)
            )),
            Self::Quantity { .. } => Some("write a quantity such as `500m`, `2`, `4Gi` or `10G`".to_owned()),
            Self::NotInEnum { allowed, .. } => {
                let allowed: Vec<_> = allowed.iter().copied().filter(|value| !value.is_empty()).collect();
                Some(format!("write one of {}", quoted(&allowed)))
            }
            Self::UnknownField { elsewhere: Some(era), .. } => Some(format!("the field is there {era}")),
            Self::UnknownField { known, .. } if (1..=FEW).contains(&known.len()) => {
                Some(format!("it has only {}", joined_names(known, "and")))
            }
            Self::UnknownVersion { served, .. } if !served.is_empty() => {
                Some(format!("write `apiVersion: {}`", served[served.len() - 1]))
            }
            Self::UnknownVersion { elsewhere: Some(era), .. } => Some(format!("it is there {era}")),
            Self::ExactlyOne { of, .. } => Some(format!("keep exactly one of {}", quoted(of))),
            Self::WrongType { expected: "a string", found: "an integer" | "a number" | "a boolean" } => {
                Some("put the value in quotes".to_owned())
            }
            _ => None,
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "`{}`: ", self.pointer)?;
        }
        self.problem.fmt(f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField { owner, name, .. } => write!(f, "{owner} has no field `{name}`"),
            Self::MissingField { owner, name } => write!(f, "{owner} must have the field `{name}`"),
            Self::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::NotInEnum { value, .. } => write!(f, "`{value}` is not one of the values allowed here"),
            Self::Pattern { value, pattern } => write!(f, "`{value}` does not match the pattern `{pattern}`"),
            Self::OutOfRange { value, low, high } => {
                write!(f, "`{value}` is out of range: {}", Limits(*low, *high))
            }
            Self::Size { unit, count, low, high } => {
                write!(f, "{count} {unit} do not fit here: {}", Limits(*low, *high))
            }
            Self::Quantity { value, problem } => write!(f, "`{value}` {problem}"),
            Self::Format { value: Some(value), format } => write!(f, "`{value}` is not {format}"),
            Self::Format { value: None, format } => write!(f, "the value is not {format}"),
            Self::ExactlyOne { of, found } if found.is_empty() => {
                write!(f, "exactly one of {} must be given, none is", quoted(of))
            }
            Self::ExactlyOne { of, found } => {
                write!(f, "exactly one of {} must be given, {} are", quoted(of), quoted(found))
            }
            Self::Condition(words) => f.write_str(words),
            Self::UnknownVersion { api_version, kind, product, served, .. } if served.is_empty() => {
                write!(f, "{product} has no `{kind}` in `{api_version}`")
            }
            Self::UnknownVersion { api_version, kind, product, served, .. } => {
                let served = quoted(served);
                write!(f, "{product} has no `{kind}` in `{api_version}`, only in {served}")
            }
            Self::UnknownKind { api_version, kind, product, .. } => {
                write!(f, "{product} has no kind `{kind}` in `{api_version}`")
            }
        }
    }
}

struct Limits(Option<i64>, Option<i64>);

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(low), Some(high)) => write!(f, "from {low} to {high} is allowed"),
            (Some(low), None) => write!(f, "{low} is the least allowed"),
            (None, Some(high)) => write!(f, "{high} is the most allowed"),
            (None, None) => f.write_str("nothing is allowed"),
        }
    }
}

/// `` `a`, `b` or `c` ``.
fn quoted(words: &[&str]) -> String {
    joined_names(words, "or")
}
