use super::settings::Settings;
use super::{Cx, Kind, Set, Targets};
use crate::diagnostic::Code;
use crate::object::Object;
use crate::schema::Violation;
use crate::topology::Topology;
use std::fmt;

/// One thing that can be wrong, and the function that finds it.
pub struct Rule {
    /// Id, severity and page.
    pub code: Code,
    /// What it looks at.
    pub subject: Subject,
    /// Whether it is said without being asked for.
    pub certainty: Certainty,
    /// The version of this program that brought it.
    pub since: &'static str,
    /// The rows of researched facts it stands for: `K8S20`, `SD31`.
    pub facts: &'static [&'static str],
    /// What finds it.
    pub check: Check,
}

/// What of a rule's findings can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixable {
    /// Some, without guessing.
    Safe,
    /// Some, as was likely meant.
    Unsafe,
}

impl Fixable {
    /// The flag of `lint` that mends.
    #[must_use]
    pub fn flag(self) -> &'static str {
        match self {
            Self::Safe => "--fix",
            Self::Unsafe => "--unsafe-fixes",
        }
    }
}

impl Rule {
    /// What of its findings can be mended: its page shows each way under `Fixed`, and the tests try it.
    #[must_use]
    pub fn fixable(&self) -> Option<Fixable> {
        let (_, fixed) = self.code.page.split_once("\n## Fixed\n")?;
        let fixed = fixed.split("\n## ").next().unwrap_or_default();
        let safe = fixed
            .split("```yaml")
            .skip(1)
            .any(|block| !block.lines().next().unwrap_or_default().split(' ').any(|word| word == "unsafe"));
        Some(if safe { Fixable::Safe } else { Fixable::Unsafe })
    }
}

/// What a rule looks at; also the folder it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Text before it means anything: comments, duplicate keys, what cannot be read.
    Text,
    /// The blueprint itself.
    Blueprint,
    /// Networks, ranges, routes.
    Network,
    /// Whether an object fits the schema of its kind.
    Structure,
    /// An object of Kubernetes itself.
    Kubernetes,
    /// A custom resource of Strimzi.
    Strimzi,
    /// Configuration of Kafka, wherever it stands.
    Kafka,
    /// Objects that do not fit together.
    Set,
}

/// How sure a rule is of what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// What it says follows from the files and from published facts alone.
    Provable,
    /// It may be meant so: said with `--pedantic` only.
    Pedantic,
}

/// How a rule finds what it finds.
pub enum Check {
    /// It is found by the engine itself.
    Engine,
    /// It has something to say about what the schema of a kind refuses; the first rule with words has the word.
    Structure(StructureCheck),
    /// It looks at each object of these kinds on its own; at every object where no kind is named.
    Object(&'static [Kind], ObjectCheck),
    /// It looks at the objects that are applied together.
    Set(SetCheck),
    /// It looks at the settings of a broker or controller, wherever they stand.
    Settings(SettingsCheck),
    /// It looks in several ways.
    Several(&'static [Check]),
    /// It looks at the platform of one environment of a blueprint.
    Platform(PlatformCheck),
}

/// See [`Check::Structure`].
pub type StructureCheck = fn(&Violation, &Object, &Targets) -> Option<Said>;
/// See [`Check::Object`].
pub type ObjectCheck = for<'a> fn(&'a Object, &mut Cx<'a>);
/// See [`Check::Set`].
pub type SetCheck = for<'a> fn(&Set<'a>, &mut Cx<'a>);
/// See [`Check::Settings`].
pub type SettingsCheck = for<'a> fn(&Settings<'a>, &mut Cx<'a>);
/// See [`Check::Platform`].
pub type PlatformCheck = for<'a> fn(&'a Topology, &mut Cx<'a>);

/// A message with its help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Said {
    /// In the words of the schema.
    #[must_use]
    pub fn of(violation: &Violation) -> Self {
        Self { message: violation.problem.to_string(), help: violation.problem.help() }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Blueprint => "blueprint",
            Self::Network => "network",
            Self::Structure => "structure",
            Self::Kubernetes => "kubernetes",
            Self::Strimzi => "strimzi",
            Self::Kafka => "kafka",
            Self::Set => "set",
        })
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Provable => "provable",
            Self::Pedantic => "pedantic",
        })
    }
}
