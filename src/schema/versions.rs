use std::fmt;

use super::{Added, table};
use crate::facts::kubernetes::{MINORS, Minor};
use crate::facts::strimzi::EMITTED;

/// The versions an object is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    kubernetes: u8,
    strimzi: u8,
    /// What is known beside them.
    pub added: Option<Added>,
}

impl Versions {
    /// A Kubernetes minor and a Strimzi release, both of those with a schema.
    pub fn new(kubernetes: Minor, strimzi: &str) -> Result<Self, UnsupportedVersion> {
        let minor = MINORS.iter().position(|known| *known == kubernetes);
        let release = EMITTED.iter().position(|known| *known == strimzi);
        match (minor, release) {
            (Some(minor), Some(release)) => {
                Ok(Self { kubernetes: minor as u8, strimzi: release as u8, added: None })
            }
            (None, _) => Err(UnsupportedVersion::Kubernetes(kubernetes)),
            (_, None) => Err(UnsupportedVersion::Strimzi(strimzi.to_owned())),
        }
    }

    /// The newest of both.
    pub fn newest() -> Self {
        Self { kubernetes: MINORS.len() as u8 - 1, strimzi: EMITTED.len() as u8 - 1, added: None }
    }

    /// The Kubernetes minor.
    pub fn kubernetes(&self) -> Minor {
        MINORS[usize::from(self.kubernetes)]
    }

    /// The Strimzi release.
    pub fn strimzi(&self) -> &'static str {
        EMITTED[usize::from(self.strimzi)]
    }

    /// The tables to look into, what was given before what is built in.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'static table::Table> + use<> {
        self.added.map(|added| added.0).into_iter().chain(&table::TABLES)
    }

    /// The column of a table that holds.
    pub(super) fn of(&self, product: table::Product) -> u8 {
        match product {
            table::Product::Kubernetes => self.kubernetes,
            table::Product::Strimzi => self.strimzi,
            table::Product::Operators | table::Product::Added => 0,
        }
    }

    /// The product and its version, as said to a user.
    pub(super) fn named(&self, product: table::Product) -> String {
        match product {
            table::Product::Kubernetes => format!("Kubernetes {}", self.kubernetes()),
            table::Product::Strimzi => format!("Strimzi {}", self.strimzi()),
            table::Product::Operators => "this operator".to_owned(),
            table::Product::Added => "the definition that was given".to_owned(),
        }
    }
}

/// A version without a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnsupportedVersion {
    /// A Kubernetes minor.
    Kubernetes(Minor),
    /// A Strimzi release.
    Strimzi(String),
}

impl fmt::Display for UnsupportedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, known): (String, Vec<String>) = match self {
            Self::Kubernetes(minor) => {
                (format!("Kubernetes `{minor}`"), MINORS.iter().map(ToString::to_string).collect())
            }
            Self::Strimzi(release) => {
                (format!("Strimzi `{release}`"), EMITTED.iter().map(ToString::to_string).collect())
            }
        };
        write!(f, "there is no schema for {what}; there is one for {}", known.join(", "))
    }
}

impl std::error::Error for UnsupportedVersion {}
