use super::ValuePath;

/// What a scalar is in a template: text that is known, or what Helm is to put there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expr {
    /// Text as it is.
    Text(String),
    /// A value: `.Values.replicas`.
    Value(ValuePath),
    /// A value, or something else where it is empty.
    Default(ValuePath, Box<Expr>),
    /// Texts one after the other.
    Join(Vec<Expr>),
    /// A named template that gives text.
    Include(Helper),
    /// The image that `registry`, `repository`, `tag` and `digest` under a value give.
    Image(ValuePath),
    /// The namespace of the release.
    Namespace,
    /// The name of the release.
    ReleaseName,
}

/// A named template of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Helper {
    /// What the application is called: the chart's name unless overridden.
    Name,
    /// What its objects are called: the release's name where it holds the chart's.
    FullName,
    /// The labels that pods are selected by.
    SelectorLabels,
    /// The labels every object has.
    Labels,
}

impl Helper {
    /// The last part of its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FullName => "fullname",
            Self::SelectorLabels => "selectorLabels",
            Self::Labels => "labels",
        }
    }
}

/// When something is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// The value is not empty, as templates have it: `false`, zero and nothing are empty.
    Set(ValuePath),
    /// The value is one of these words.
    OneOf(ValuePath, &'static [&'static str]),
    /// One of them holds.
    Any(Vec<Condition>),
    /// All of them hold.
    All(Vec<Condition>),
}

impl Expr {
    /// Texts one after the other, neighbours that are known joined.
    #[must_use]
    pub fn join(parts: Vec<Self>) -> Self {
        let mut joined: Vec<Self> = Vec::new();
        for part in parts {
            match (joined.last_mut(), part) {
                (_, Self::Text(text)) if text.is_empty() => {}
                (Some(Self::Text(before)), Self::Text(text)) => before.push_str(&text),
                (_, part) => joined.push(part),
            }
        }
        match joined.len() {
            0 => Self::Text(String::new()),
            1 => joined.remove(0),
            _ => Self::Join(joined),
        }
    }

    /// The text, where all of it is known.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Condition {
    /// Any of several, with those of each that are alternatives themselves.
    #[must_use]
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for condition in conditions {
            match condition {
                Self::Any(more) => all.extend(more),
                one => all.push(one),
            }
        }
        if all.len() == 1 { all.remove(0) } else { Self::Any(all) }
    }
}
