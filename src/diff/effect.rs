/// What a change does once it is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing at all.
    Noop,
    /// Labels and annotations of an object, and nothing that runs.
    Metadata,
    /// Takes hold without a restart.
    InPlace,
    /// Pods are replaced one after another.
    Rolling,
    /// An image is built first.
    Rebuild,
    /// Pods are taken down before others come.
    Recreate,
    /// The object is deleted and another one made.
    Replace,
    /// The API server, or Azure, refuses it.
    Rejected,
    /// Accepted, and nothing happens.
    Ignored,
    /// Accepted, and it never comes to an end.
    Stalled,
    /// Data is lost.
    DataLoss,
    /// Nothing now; the next routine action loses data.
    ArmedDataLoss,
    /// Clients notice.
    Client,
    /// Nothing now; clients notice at the next routine action.
    ArmedClient,
    /// Somebody may do what they could not.
    Security,
    /// There is no way back.
    OneWay,
    /// Nothing happens until a person acts.
    Manual,
}

impl Effect {
    /// In the order of the vocabulary.
    pub const ALL: [Self; 17] = [
        Self::Noop,
        Self::Metadata,
        Self::InPlace,
        Self::Rolling,
        Self::Rebuild,
        Self::Recreate,
        Self::Replace,
        Self::Rejected,
        Self::Ignored,
        Self::Stalled,
        Self::DataLoss,
        Self::ArmedDataLoss,
        Self::Client,
        Self::ArmedClient,
        Self::Security,
        Self::OneWay,
        Self::Manual,
    ];

    /// The word of the table and of every format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Noop => "noop",
            Self::Metadata => "metadata",
            Self::InPlace => "inplace",
            Self::Rolling => "rolling",
            Self::Rebuild => "rebuild",
            Self::Recreate => "recreate",
            Self::Replace => "replace",
            Self::Rejected => "rejected",
            Self::Ignored => "ignored",
            Self::Stalled => "stalled",
            Self::DataLoss => "dataloss",
            Self::ArmedDataLoss => "armed-dataloss",
            Self::Client => "client",
            Self::ArmedClient => "armed-client",
            Self::Security => "security",
            Self::OneWay => "oneway",
            Self::Manual => "manual",
        }
    }

    /// The effect a word means.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.word() == word)
    }
}
