use crate::source::Origin;

/// The five sections whose entries are components, and clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `kafka`.
    Kafka,
    /// `connect`.
    Connect,
    /// `bridges`.
    Bridges,
    /// `mirrors`.
    Mirrors,
    /// `apps`.
    Apps,
    /// `clients`: users without a component.
    Clients,
}

impl Section {
    /// The key of the section in the blueprint.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Kafka => "kafka",
            Self::Connect => "connect",
            Self::Bridges => "bridges",
            Self::Mirrors => "mirrors",
            Self::Apps => "apps",
            Self::Clients => "clients",
        }
    }
}

/// Where a component runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The section it stands in.
    pub section: Section,
    /// The entry under `kubernetes`.
    pub kubernetes: String,
    /// The namespace.
    pub namespace: String,
    /// Where the namespace was written, or what it was derived from.
    pub origin: Origin,
}
