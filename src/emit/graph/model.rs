//! What is drawn, whatever it is drawn as: boxes in boxes, cards in them, and lines between.

/// Where an [`Area`] stands in [`Drawing::areas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AreaId(pub(super) usize);

/// Where a [`Card`] stands in [`Drawing::cards`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CardId(pub(super) usize);

/// The platform of one environment, ready to be drawn.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// What the platform is called.
    pub(super) name: String,
    /// The environment; `None` where none are declared.
    pub(super) environment: Option<String>,
    /// The outermost areas, from top to bottom.
    pub(super) roots: Vec<AreaId>,
    /// Every area.
    pub(super) areas: Vec<Area>,
    /// Every card.
    pub(super) cards: Vec<Card>,
    /// Every connection.
    pub(super) wires: Vec<Wire>,
    /// What joins networks.
    pub(super) ties: Vec<Tie>,
}

/// What an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaKind {
    /// A virtual network.
    Network,
    /// A subnet.
    Subnet,
    /// A Kubernetes cluster.
    Kubernetes,
    /// A namespace.
    Namespace,
    /// Clients that dial into a gateway.
    ClientPool,
    /// A place the blueprint says nothing about.
    Elsewhere,
}

impl AreaKind {
    /// What stands before its name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Network => "VNet",
            Self::Subnet => "subnet",
            Self::Kubernetes => "Kubernetes",
            Self::Namespace => "namespace",
            Self::ClientPool => "VPN clients",
            Self::Elsewhere => "",
        }
    }
}

/// A box with other things inside.
#[derive(Debug)]
pub(super) struct Area {
    /// What it is.
    pub(super) kind: AreaKind,
    /// What it is called.
    pub(super) name: String,
    /// Ranges, regions, versions.
    pub(super) notes: Vec<String>,
    /// Further ranges, said at its other end.
    pub(super) aside: Vec<String>,
    /// What it also holds and nothing is drawn of.
    pub(super) more: Option<List>,
    /// The areas in it.
    pub(super) areas: Vec<AreaId>,
    /// The cards in it.
    pub(super) cards: Vec<CardId>,
}

impl Area {
    /// One with nothing in it.
    pub(super) fn new(kind: AreaKind, name: &str) -> Self {
        let (notes, aside) = (Vec::new(), Vec::new());
        Self { kind, name: name.to_owned(), notes, aside, more: None, areas: Vec::new(), cards: Vec::new() }
    }
}

/// Which end of connections a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It connects.
    Client,
    /// It is connected to.
    Server,
}

/// Something that runs.
#[derive(Debug)]
pub(super) struct Card {
    /// Which end of connections it is.
    pub(super) side: Side,
    /// Its name, or how many there are of which kind.
    pub(super) name: String,
    /// What it is: `Deployment ×2`.
    pub(super) kind: String,
    /// Its connections or listeners.
    pub(super) ports: Vec<Port>,
    /// Brokers, topics, connectors; the names where one card stands for several.
    pub(super) lists: Vec<List>,
}

/// Several names under a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    /// What they are: `3 topics`. May be empty.
    pub(super) word: String,
    /// The names.
    pub(super) items: Vec<String>,
    /// On how many lines, at most; the rest is counted.
    pub(super) lines: usize,
}

impl List {
    /// All of it, in one line.
    pub(super) fn told(&self) -> String {
        let colon = if self.word.is_empty() { "" } else { ": " };
        format!("{}{colon}{}", self.word, self.items.join(", "))
    }
}

/// Where a wire begins or ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Port {
    /// `streaming/tls` at a client, `tls :9093` at a cluster.
    pub(super) label: String,
    /// Topics at a client, protocol at a cluster. May be empty.
    pub(super) note: String,
    /// Whether a client gets there, and what is to be said about that.
    pub(super) reach: Option<Reach>,
}

impl Port {
    /// A listener.
    pub(super) fn server(name: &str, port: Option<u16>, note: String) -> Self {
        let label = port.map_or_else(|| name.to_owned(), |port| format!("{name} :{port}"));
        Self { label, note, reach: None }
    }
}

/// Whether a connection gets to its cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// It does.
    Reachable,
    /// It hangs on a fact the blueprint does not state.
    Depends,
    /// It does not.
    NotReachable,
}

impl Verdict {
    /// All of them, the best first.
    pub(super) const ALL: [Self; 3] = [Self::Reachable, Self::Depends, Self::NotReachable];

    /// As the legend has it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Reachable => "reachable",
            Self::Depends => "depends on a missing fact",
            Self::NotReachable => "not reachable",
        }
    }
}

/// Whether a client gets to a listener.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reach {
    /// Whether it does.
    pub(super) verdict: Verdict,
    /// `through …`, `depends on …` or `not reachable: …`; empty where nothing is between the two.
    pub(super) words: String,
}

impl Reach {
    /// In words, whatever there is to say.
    pub(super) fn told(&self) -> String {
        match (self.verdict, self.words.as_str()) {
            (verdict, "") => verdict.word().to_owned(),
            (Verdict::Reachable, way) => format!("reachable {way}"),
            (_, words) => words.to_owned(),
        }
    }
}

/// A connection. Several clients alike have one.
#[derive(Debug)]
pub(super) struct Wire {
    /// The client, and which of its ports.
    pub(super) from: (CardId, usize),
    /// The Kafka cluster, and which of its listeners.
    pub(super) to: (CardId, usize),
    /// Whether it gets there.
    pub(super) verdict: Verdict,
}

/// What a [`Tie`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TieKind {
    /// A peering both of whose halves exist.
    Peering,
    /// A peering of which only one half exists: nothing goes through.
    HalfPeering,
    /// A tunnel of clients that dial in.
    Tunnel,
}

impl TieKind {
    /// As the legend has it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Peering => "peering",
            Self::HalfPeering => "half a peering: nothing goes through",
            Self::Tunnel => "VPN tunnel",
        }
    }
}

/// One end of a [`Tie`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TieEnd {
    /// An area.
    Area(AreaId),
    /// A gateway.
    Card(CardId),
}

/// What joins two networks, or clients to one.
#[derive(Debug)]
pub(super) struct Tie {
    /// What it is.
    pub(super) kind: TieKind,
    /// What it is called and does: `peering hdi-aks, gateway of hdi-vnet`.
    pub(super) words: String,
    /// Its two ends, each with what stands beside it there.
    pub(super) ends: [(TieEnd, String); 2],
}

impl Drawing {
    /// Platform and environment.
    pub(super) fn title(&self) -> String {
        match &self.environment {
            Some(environment) => format!("{}, environment {environment}", self.name),
            None => self.name.clone(),
        }
    }

    /// The area at `id`.
    pub(super) fn area(&self, id: AreaId) -> &Area {
        &self.areas[id.0]
    }

    /// The card at `id`.
    pub(super) fn card(&self, id: CardId) -> &Card {
        &self.cards[id.0]
    }
}
