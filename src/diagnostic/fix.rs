use crate::source::{Moved, Span};

/// Whether a fix is made without being asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// What works now works as before, and what is refused now is taken as it was meant.
    Safe,
    /// Likely what was meant; somebody should look at it.
    Unsafe,
}

/// What would mend what was found: changes of one text, all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it is made unasked.
    pub safety: Safety,
    /// What it means.
    pub edits: Vec<Edit>,
    /// What it does to the bytes; empty until the text was looked at.
    pub patches: Vec<Patch>,
}

/// One change of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the key or value it is about.
    pub span: Span,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a part of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The scalar becomes another.
    Write(Content),
    /// The scalar becomes the text it is written as.
    Quote,
    /// The key is called this.
    Rename(String),
    /// The map has this key as well.
    Add(String, Content),
    /// The entry, from its key to the end of its value, goes.
    Remove,
}

/// A value that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text, which stays text for every reader.
    Text(String),
    /// An integer.
    Int(i64),
    /// A boolean.
    Bool(bool),
    /// A list of scalars.
    List(Vec<Content>),
    /// A map.
    Map(Vec<(String, Content)>),
}

/// Bytes that give way to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Those that go; empty where only something comes.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

impl Fix {
    /// The same, when another map took its text in.
    #[must_use]
    pub(super) fn moved(mut self, by: Moved) -> Self {
        self.edits.iter_mut().for_each(|edit| edit.span = edit.span.moved(by));
        self.patches.iter_mut().for_each(|patch| patch.span = patch.span.moved(by));
        self
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Content {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Content {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
