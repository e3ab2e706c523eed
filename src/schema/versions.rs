use std::fmt;
use std::str::FromStr;

use super::table;

/// A Kubernetes minor version: `Minor(1, 35)` is 1.35.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor(pub u16, pub u16);

/// The Kubernetes minors with a schema, oldest first.
pub const KUBERNETES: [Minor; 7] =
    [Minor(1, 30), Minor(1, 31), Minor(1, 32), Minor(1, 33), Minor(1, 34), Minor(1, 35), Minor(1, 36)];

/// The Strimzi releases with a schema, oldest first.
pub const STRIMZI: [&str; 2] = ["1.1.0", "1.2.0"];

/// The versions an object is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    kubernetes: u8,
    strimzi: u8,
}

impl Versions {
    /// A Kubernetes minor and a Strimzi release, both of those with a schema.
    pub fn new(kubernetes: Minor, strimzi: &str) -> Result<Self, UnsupportedVersion> {
        let minor = KUBERNETES.iter().position(|known| *known == kubernetes);
        let release = STRIMZI.iter().position(|known| *known == strimzi);
        match (minor, release) {
            (Some(minor), Some(release)) => Ok(Self { kubernetes: minor as u8, strimzi: release as u8 }),
            (None, _) => Err(UnsupportedVersion::Kubernetes(kubernetes)),
            (_, None) => Err(UnsupportedVersion::Strimzi(strimzi.to_owned())),
        }
    }

    /// The newest of both.
    pub fn newest() -> Self {
        Self { kubernetes: KUBERNETES.len() as u8 - 1, strimzi: STRIMZI.len() as u8 - 1 }
    }

    /// The Kubernetes minor.
    pub fn kubernetes(&self) -> Minor {
        KUBERNETES[usize::from(self.kubernetes)]
    }

    /// The Strimzi release.
    pub fn strimzi(&self) -> &'static str {
        STRIMZI[usize::from(self.strimzi)]
    }

    /// The column of a table that holds.
    pub(super) fn of(&self, product: table::Product) -> u8 {
        match product {
            table::Product::Kubernetes => self.kubernetes,
            table::Product::Strimzi => self.strimzi,
            table::Product::Operators => 0,
        }
    }

    /// The product and its version, as said to a user.
    pub(super) fn named(&self, product: table::Product) -> String {
        match product {
            table::Product::Kubernetes => format!("Kubernetes {}", self.kubernetes()),
            table::Product::Strimzi => format!("Strimzi {}", self.strimzi()),
            table::Product::Operators => "this operator".to_owned(),
        }
    }
}

impl fmt::Display for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl FromStr for Minor {
    type Err = ();

    /// `1.35`; a patch version (`1.35.4`) is read as its minor.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('.');
        let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or(());
        Ok(Self(number()?, number()?))
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
                (format!("Kubernetes `{minor}`"), KUBERNETES.iter().map(ToString::to_string).collect())
            }
            Self::Strimzi(release) => {
                (format!("Strimzi `{release}`"), STRIMZI.iter().map(ToString::to_string).collect())
            }
        };
        write!(f, "there is no schema for {what}; there is one for {}", known.join(", "))
    }
}

impl std::error::Error for UnsupportedVersion {}
