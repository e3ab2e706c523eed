use super::form::Form;
use super::names::Names;
use super::pattern::Pattern;

/// What a value must look like.
pub(super) enum Shape {
    List {
        of: Box<Shape>,
        size: Bounds,
    },
    Map(Box<Shape>),
    /// A type of the same table, by its place.
    Record(usize),
    /// Kubernetes' object metadata, whatever table the object is of.
    Metadata,
    Any,
    Object,
    Bool,
    Int {
        width: Width,
        bounds: Bounds,
    },
    Number {
        bounds: Bounds,
    },
    Text {
        length: Bounds,
        pattern: Option<Pattern>,
        form: Option<Form>,
    },
    Enum(Vec<&'static str>),
    IntOrText {
        width: Width,
        bounds: Bounds,
        pattern: Option<Pattern>,
        form: Option<Form>,
    },
    /// A map with something in it that is not empty.
    Filled,
    /// A map that has this key.
    Holding(&'static str),
    /// An object with a name.
    Named,
    /// A list no two items of which agree in all of these.
    Unique {
        of: Vec<&'static str>,
        size: Bounds,
    },
    Quantity,
    DateTime,
    Bytes,
}

/// How wide an integer may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Bits32,
    Bits64,
}

/// A lower and an upper limit, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bounds {
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
}

impl Bounds {
    /// Whether the limits hold for a number.
    pub(super) fn hold(self, value: f64) -> bool {
        self.low.is_none_or(|low| value >= low as f64) && self.high.is_none_or(|high| value <= high as f64)
    }

    fn read(text: &str) -> Self {
        let (low, high) = text.split_once("..").unwrap_or_default();
        Self { low: low.parse().ok(), high: high.parse().ok() }
    }
}

impl Shape {
    /// Reads a type; the grammar is in [`super::table`].
    ///
    /// # Panics
    /// On a name the table does not define: the tables are ours and a test reads all of them.
    pub(super) fn read(text: &'static str, names: &Names) -> Self {
        if let Some(rest) = text.strip_prefix('[') {
            let (attributes, rest) = parenthesis(rest);
            let size = attributes.split(',').find(|part| part.contains("..")).map(Bounds::read);
            return Self::List { of: Box::new(Self::read(rest, names)), size: size.unwrap_or_default() };
        }
        if let Some(rest) = text.strip_prefix('{') {
            return Self::Map(Box::new(Self::read(rest, names)));
        }
        let (text, pattern) = match text.split_once('/') {
            Some((word, pattern)) if !word.starts_with("enum(") => (word, Some(Pattern::new(pattern))),
            _ => (text, None),
        };
        let (text, form) = match text.split_once(':') {
            Some((word, form)) if !word.starts_with("enum(") => (word, Some(Form::read(form))),
            _ => (text, None),
        };
        let end = text.find('(').unwrap_or(text.len());
        let (word, (inside, _)) = (&text[..end], parenthesis(&text[end..]));
        let bounds = Bounds::read(inside);
        match word {
            "any" => Self::Any,
            "object" => Self::Object,
            "metadata" => Self::Metadata,
            "bool" => Self::Bool,
            "int" | "int64" => Self::Int { width: Width::Bits64, bounds },
            "int32" => Self::Int { width: Width::Bits32, bounds },
            "number" => Self::Number { bounds },
            "string" => Self::Text { length: bounds, pattern, form },
            "enum" => Self::Enum(inside.split('|').collect()),
            "int-or-string" => Self::IntOrText { width: Width::Bits64, bounds, pattern, form },
            "int32-or-string" => Self::IntOrText { width: Width::Bits32, bounds, pattern, form },
            "quantity" => Self::Quantity,
            "date-time" => Self::DateTime,
            "bytes" => Self::Bytes,
            "filled" => Self::Filled,
            "holding" => Self::Holding(inside),
            "named" => Self::Named,
            "unique" => {
                let (sizes, of) =
                    inside.split('|').filter(|part| !part.is_empty()).partition(|part| part.contains(".."));
                let sizes: Vec<&str> = sizes;
                Self::Unique { of, size: sizes.first().map(|size| Bounds::read(size)).unwrap_or_default() }
            }
            name => match names.position(name) {
                Some(block) => Self::Record(block),
                None => panic!("a schema table names `{name}`, which it does not define"),
            },
        }
    }

    /// The kind of value expected, in a user's words.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Self::List { .. } | Self::Unique { .. } => "a list",
            Self::Map(_) | Self::Record(_) | Self::Metadata | Self::Object => "a map",
            Self::Filled | Self::Holding(_) | Self::Named => "a map",
            Self::Any => "anything",
            Self::Bool => "a boolean",
            Self::Int { .. } => "an integer",
            Self::Number { .. } => "a number",
            Self::Text { .. } | Self::Enum(_) | Self::DateTime | Self::Bytes => "a string",
            Self::IntOrText { .. } => "an integer or a string",
            Self::Quantity => "a quantity, a string such as `500m` or `4Gi` or a number",
        }
    }
}

/// What stands in the parentheses a text opens with, and what follows them.
fn parenthesis(text: &'static str) -> (&'static str, &'static str) {
    text.strip_prefix('(').and_then(|rest| rest.split_once(')')).unwrap_or(("", text))
}
