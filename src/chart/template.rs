use super::{Condition, Expr, Helper, ValuePath};
use crate::object::Node;

/// A tree of a chart: a literal, or what Helm makes of the values.
#[derive(Debug, Clone, PartialEq)]
pub enum Template {
    /// The same in every environment, and nothing to be set.
    Literal(Node),
    /// Text, in quotes.
    Text(Expr),
    /// A value that is no text.
    Plain(ValuePath, Plain),
    /// A whole map or list of the values.
    Structure(ValuePath),
    /// A list of texts in the values, one after the other.
    Each(ValuePath),
    /// What a named template gives: a map.
    Include(Helper),
    /// Fields, in order.
    Map(Vec<Part>),
    /// Items, in order.
    List(Vec<Item>),
    /// What the values hold, where they hold something, and otherwise the chart's own.
    Override(ValuePath, Box<Template>),
}

/// How a value that is no text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// A whole number.
    Int,
    /// `true` or `false`.
    Bool,
    /// Whatever it is.
    Any,
}

/// A part of a map.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// One field.
    Field {
        /// Its key.
        key: String,
        /// Its value.
        value: Template,
        /// When it is there; always without.
        when: Option<Condition>,
    },
    /// The fields of a named template.
    Include(Helper),
    /// The fields of a map in the values.
    Spread(ValuePath),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The item.
    pub value: Template,
    /// When it is there; always without.
    pub when: Option<Condition>,
}

impl Template {
    /// The literal, where it is one.
    #[must_use]
    pub fn as_literal(&self) -> Option<&Node> {
        match self {
            Self::Literal(node) => Some(node),
            _ => None,
        }
    }
}

impl Part {
    /// A field that is always there.
    #[must_use]
    pub fn field(key: &str, value: Template) -> Self {
        Self::Field { key: key.to_owned(), value, when: None }
    }

    /// When it is there; `None` for always.
    #[must_use]
    pub fn when(&self) -> Option<Condition> {
        match self {
            Self::Field { when, .. } => when.clone(),
            Self::Include(_) => None,
            Self::Spread(path) => Some(Condition::Set(path.clone())),
        }
    }
}
