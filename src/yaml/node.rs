use crate::source::Span;

/// A value with the place or reason it comes from.
///
/// A parsed tree is `Node<Mark>`; a compiled object is a tree whose leaves say which line, decision or patch made
/// them. Readers and writers are written once over `O`.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<O> {
    /// What it is, as Kubernetes' YAML reader resolves it.
    pub value: Value<O>,
    /// Where it comes from.
    pub origin: O,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<O> {
    /// `null`, `~` or nothing at all.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer; wide enough for every `i64` and `u64`.
    Int(i128),
    /// A number with a fraction or an exponent, or an integer beyond `u64`.
    Float(f64),
    /// Text.
    String(String),
    /// A sequence.
    List(Vec<Node<O>>),
    /// A mapping, in the order written.
    Map(Map<O>),
}

/// A mapping in the order written; duplicate keys are kept, the last one holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<O> {
    /// Key and value pairs.
    pub entries: Vec<Entry<O>>,
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<O> {
    /// The key.
    pub key: Key<O>,
    /// The value.
    pub value: Node<O>,
}

/// A key, as JSON would have it: always text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key<O> {
    /// `1:` is `1`, `yes:` is `true`: what the JSON that Kubernetes sees holds.
    pub text: String,
    /// Where it comes from.
    pub origin: O,
}

/// Where a parsed node stands and how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the node itself; a collection's from its first to its last byte.
    pub span: Span,
    /// How it was written.
    pub style: Style,
    /// For plain scalars that two readers in use take for different values.
    pub ambiguity: Option<Ambiguity>,
    /// Whether it stands behind a tag that it does not fit, which was reported: it is kept as text.
    pub mistagged: bool,
}

/// How a node was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes.
    Plain,
    /// A scalar in single or double quotes.
    Quoted,
    /// A literal or folded block.
    Block,
    /// A collection in block form.
    Indented,
    /// A collection in brackets or braces.
    Flow,
}

/// Why two readers disagree about a plain scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ambiguity {
    /// `yes`, `on`, `y`…: a boolean in YAML 1.1, text in 1.2.
    Boolean,
    /// `017`: octal in YAML 1.1, decimal in 1.2.
    Octal,
    /// `1_000`: a number in YAML 1.1, text in 1.2.
    Underscore,
    /// `0b101`, `+0x1F` and such forms that only one side knows.
    Radix,
    /// `2001-01-01`: a date for some readers, text for others.
    Date,
    /// `1:30`: base 60 in YAML 1.1, text in 1.2.
    Sexagesimal,
    /// `1e3`, `1.5e3`, integers beyond 64 bits: a number for some readers, text or a coarser number for others.
    Number,
    /// `=` and `<<`: a reader of YAML 1.1 has a use of its own for them.
    Indicator,
}

impl<O> Node<O> {
    /// A node.
    pub fn new(value: Value<O>, origin: O) -> Self {
        Self { value, origin }
    }

    /// The entry of a map; the last one where a key stands twice, as Kubernetes' reader has it.
    pub fn get(&self, key: &str) -> Option<&Node<O>> {
        self.as_map()?.get(key)
    }

    /// The text, when it is text.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(s) => Some(s),
            _ => None,
        }
    }

    /// The integer, when it is one.
    pub fn as_int(&self) -> Option<i128> {
        match self.value {
            Value::Int(i) => Some(i),
            _ => None,
        }
    }

    /// The boolean, when it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The map, when it is one.
    pub fn as_map(&self) -> Option<&Map<O>> {
        match &self.value {
            Value::Map(m) => Some(m),
            _ => None,
        }
    }

    /// The list, when it is one.
    pub fn as_list(&self) -> Option<&[Node<O>]> {
        match &self.value {
            Value::List(l) => Some(l),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The kind of value in a user's words, with its article.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Int(_) => "an integer",
            Value::Float(_) => "a number",
            Value::String(_) => "a string",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// The same tree with every origin changed by `f`.
    pub fn map_origin<P>(self, f: &mut impl FnMut(O) -> P) -> Node<P> {
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Bool(b) => Value::Bool(b),
            Value::Int(i) => Value::Int(i),
            Value::Float(x) => Value::Float(x),
            Value::String(s) => Value::String(s),
            Value::List(items) => Value::List(items.into_iter().map(|n| n.map_origin(f)).collect()),
            Value::Map(map) => Value::Map(Map {
                entries: map
                    .entries
                    .into_iter()
                    .map(|e| Entry {
                        key: Key { text: e.key.text, origin: f(e.key.origin) },
                        value: e.value.map_origin(f),
                    })
                    .collect(),
            }),
        };
        Node { value, origin: f(self.origin) }
    }
}

impl<O> Map<O> {
    /// Without entries.
    #[must_use]
    pub fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// The value of a key; the last one where it stands twice.
    pub fn get(&self, key: &str) -> Option<&Node<O>> {
        self.entry(key).map(|e| &e.value)
    }

    /// The entry of a key; the last one where it stands twice.
    pub fn entry(&self, key: &str) -> Option<&Entry<O>> {
        let mut before = self.entries.as_slice();
        while let [rest @ .., entry] = before {
            if entry.key.text == key {
                return Some(entry);
            }
            before = rest;
        }
        None
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node<O>> {
        self.entries.iter_mut().rev().find(|e| e.key.text == key).map(|e| &mut e.value)
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, key: Key<O>, value: Node<O>) {
        self.entries.push(Entry { key, value });
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<O> Default for Map<O> {
    fn default() -> Self {
        Self::new()
    }
}
