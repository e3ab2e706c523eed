//! One configuration key as one Kafka version defines it.

use std::fmt;

/// The types of Kafka's `ConfigDef`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are Kafka's own and say all there is")]
pub enum ConfigType {
    Boolean,
    Class,
    Double,
    Int,
    List,
    Long,
    Password,
    Short,
    String,
}

impl ConfigType {
    pub(in crate::facts) fn named(name: &str) -> Self {
        match name {
            "BOOLEAN" => Self::Boolean,
            "CLASS" => Self::Class,
            "DOUBLE" => Self::Double,
            "INT" => Self::Int,
            "LIST" => Self::List,
            "LONG" => Self::Long,
            "PASSWORD" => Self::Password,
            "SHORT" => Self::Short,
            "STRING" => Self::String,
            other => panic!("no such ConfigDef type: {other}"),
        }
    }
}

impl fmt::Display for ConfigType {
    /// What a value of the type looks like, for a message: "a whole number".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Boolean => "`true` or `false`",
            Self::Class => "a class name",
            Self::Double => "a number",
            Self::Int | Self::Long | Self::Short => "a whole number",
            Self::List => "a comma-separated list",
            Self::Password | Self::String => "text",
        })
    }
}

/// How a change of a broker key takes effect, from `DynamicBrokerConfig`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigScope {
    /// Needs a restart.
    ReadOnly,
    /// Takes effect at once, set per broker.
    PerBroker,
    /// Takes effect at once, set per broker or for the whole cluster.
    ClusterWide,
}

/// What a value must look like beyond its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigForm {
    /// Anything but nothing.
    NonEmpty,
    /// Nothing, or items of which none is nothing: no comma too many.
    Items,
    /// At least one item, none of them nothing.
    SomeItems,
    /// `*`, or pairs `partition:broker` separated by commas.
    ThrottledReplicas,
    /// Nothing, or addresses `host:port` separated by commas.
    Addresses,
    /// Nothing, or voters `id@host:port` separated by commas.
    Voters,
}

impl fmt::Display for ConfigForm {
    /// Completes "it must …".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NonEmpty => "not be empty",
            Self::Items => "have something before and after each comma",
            Self::SomeItems => "have at least one item, and something before and after each comma",
            Self::ThrottledReplicas => "be `*` or pairs `partition:broker` joined by commas",
            Self::Addresses => "be addresses `host:port` joined by commas",
            Self::Voters => "be voters `id@host:port` joined by commas",
        })
    }
}

/// A key of the broker or topic table with its limits. Numbers stay as Kafka writes them.
#[derive(Clone, Debug)]
pub struct ConfigKey {
    /// The key, verbatim.
    pub name: &'static str,
    /// Its `ConfigDef` type.
    pub kind: ConfigType,
    /// Smallest value, inclusive, in the unit of the key's name.
    pub min: Option<&'static str>,
    /// Largest value, inclusive, in the unit of the key's name.
    pub max: Option<&'static str>,
    /// A value outside the range that is accepted all the same.
    pub also: Option<&'static str>,
    /// The values (or, for a list, the items) there are; empty when any will do.
    pub values: Vec<&'static str>,
    /// Whether `values` are compared without regard to case.
    pub fold: bool,
    /// A further demand on the text.
    pub form: Option<ConfigForm>,
    /// What holds when the key is not set: `None` is null, lists are joined with commas.
    pub default: Option<&'static str>,
    /// How a change takes effect; `None` in the topic table.
    pub scope: Option<ConfigScope>,
    /// The broker key from which a topic key takes its default.
    pub synonym: Option<&'static str>,
}
