use std::fmt;

/// Why an export cannot be merged into: nothing is written then, here or by `apply.sh`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Not what Ambari gives for one configuration type.
    Shape(String),
    /// Of another configuration type.
    Type {
        /// The type that is wanted.
        wanted: &'static str,
        /// The one the export names.
        found: String,
    },
    /// Of another cluster.
    Cluster {
        /// The cluster of the blueprint.
        wanted: String,
        /// The one the export names, and the field that names it.
        found: (String, &'static str),
    },
    /// A property that is not text, which Ambari's never are not.
    NotText(String),
    /// A line of the template that begins or ends one of our blocks, without its other end.
    TornBlock(usize),
    /// A line of the template that writes what the block writes, and is neither ours nor Microsoft's.
    ForeignLine(usize),
    /// The first of Microsoft's lines where they stand inside something that needs a line.
    InsideBlock(usize),
    /// A listener that Microsoft's lines advertise and the blueprint does not have.
    ListenerLost(String),
    /// Something of Jinja's that the template opens and does not close: it cannot be rendered.
    UnclosedJinja,
    /// A key of the blueprint whose value Ambari would take for Jinja.
    JinjaInValue(String),
}

impl Refusal {
    /// What `apply.sh` calls it, with what it is about.
    #[must_use]
    pub fn code(&self) -> (&'static str, String) {
        match self {
            Self::Shape(_) => ("shape", String::new()),
            Self::Type { found, .. } => ("type", found.clone()),
            Self::Cluster { found, .. } => ("cluster", found.0.clone()),
            Self::NotText(key) => ("not-text", key.clone()),
            Self::TornBlock(line) => ("torn-block", line.to_string()),
            Self::ForeignLine(line) => ("foreign-line", line.to_string()),
            Self::InsideBlock(line) => ("inside-block", line.to_string()),
            Self::ListenerLost(name) => ("listener-lost", name.clone()),
            Self::UnclosedJinja => ("unclosed-jinja", String::new()),
            Self::JinjaInValue(key) => ("jinja-in-value", key.clone()),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Shape(_) => "ask Ambari for `?fields=Clusters/desired_configs`, which names the tag in force, and then for \
                 `/configurations?type=…&tag=…`"
                .into(),
            Self::Type { wanted, .. } => {
                format!("ask for the other type: `configurations?type={wanted}&tag=…`")
            }
            Self::Cluster { .. } => {
                "export it from the cluster the blueprint names as `clusterName`, or choose another with `--cluster`"
                    .into()
            }
            Self::NotText(_) => "export it again: Ambari keeps every property as text".into(),
            Self::TornBlock(_) => {
                "in Ambari, take that line away, and what is left of the block it belongs to".into()
            }
            Self::ForeignLine(_) => {
                "in Ambari, take that line away: two hands on one setting, and the last one wins".into()
            }
            Self::InsideBlock(_) => {
                "in Ambari, take those lines away by hand, with the `if`, `for` or braces around them".into()
            }
            Self::ListenerLost(name) => {
                format!("add a listener with `protocol: {name}` to the blueprint, or take it away in Ambari")
            }
            Self::UnclosedJinja => {
                "in Ambari, mend the template: a `{#`, such as in `${#list}`, begins a comment for Jinja".into()
            }
            Self::JinjaInValue(_) => "write the value without `{{`, `{%` and `{#`".into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(what) => f.write_str(what),
            Self::Type { wanted, found } => {
                write!(f, "`type` is `{found}`, and `{wanted}` is to be changed")
            }
            Self::Cluster { wanted, found: (found, field) } => {
                write!(f, "`{field}` names the cluster `{found}`, and the blueprint's is `{wanted}`")
            }
            Self::NotText(key) => write!(f, "the property `{key}` is not text"),
            Self::TornBlock(line) => {
                write!(f, "line {line} of `content` is one end of a streamwright block without the other")
            }
            Self::ForeignLine(line) => write!(
                f,
                "line {line} of `content` also changes what brokers advertise, and is neither streamwright's nor one of \
                 the five lines Microsoft documents"
            ),
            Self::InsideBlock(line) => write!(
                f,
                "the lines Microsoft documents, from line {line} of `content` on, stand inside something else: without \
                 them it would be empty, which no shell takes"
            ),
            Self::ListenerLost(name) => write!(
                f,
                "the lines Microsoft documents advertise a listener `{name}`, which the blueprint does not have: its \
                 clients would lose it"
            ),
            Self::UnclosedJinja => {
                f.write_str("`content` opens something of Jinja's (`{{`, `{%` or `{#`) and does not close it")
            }
            Self::JinjaInValue(key) => {
                write!(f, "`{key}` has `{{{{`, `{{%` or `{{#` in it, which Ambari takes for Jinja")
            }
        }
    }
}
