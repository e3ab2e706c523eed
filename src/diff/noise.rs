/// What differs in the text and not in what it means; counted, and not reported one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noise {
    /// Comments, quotes, indentation, the order of keys, of documents and of files.
    Writing,
    /// One quantity in two notations: `1Gi` and `1024Mi`.
    Quantity,
    /// A number or boolean as text where both are taken: `"true"` and `true` in Kafka's configuration.
    Text,
    /// A value that holds as well where nothing is written.
    Default,
    /// `null`, an empty map or list, where nothing written means the same.
    Empty,
    /// The order of a list whose order says nothing.
    Order,
    /// Charts, kustomizations and `PLAN.md` of an output folder, which follow from its objects.
    Derived,
}

impl Noise {
    /// Every class.
    pub const ALL: [Self; 7] =
        [Self::Writing, Self::Quantity, Self::Text, Self::Default, Self::Empty, Self::Order, Self::Derived];

    /// As formats say it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Quantity => "quantity",
            Self::Text => "text",
            Self::Default => "default",
            Self::Empty => "empty",
            Self::Order => "order",
            Self::Derived => "derived",
        }
    }
}
