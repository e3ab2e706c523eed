use crate::source::{Origin, Span};
use std::ops::Deref;

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Val<T> {
    /// The value.
    pub value: T,
    /// A line of the blueprint, a row of the decisions table, or what it was derived from.
    pub origin: Origin,
}

impl<T> Val<T> {
    /// A value with its origin.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// A value nobody wrote, by the row that decides it.
    pub fn default(value: T, row: &'static str) -> Self {
        Self { value, origin: Origin::Default(row) }
    }

    /// Where it was written, when it was.
    pub fn span(&self) -> Option<Span> {
        self.origin.span()
    }

    /// Another value from the same place.
    pub fn with<U>(&self, value: U) -> Val<U> {
        Val { value, origin: self.origin.clone() }
    }
}

impl<T> Deref for Val<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
