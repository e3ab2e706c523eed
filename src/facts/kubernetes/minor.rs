//! The Kubernetes minors manifests are emitted for and checked against.

use std::fmt;
use std::str::FromStr;

/// `major.minor`, compared as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

/// The supported minors, oldest first.
pub const MINORS: [Minor; 7] = [
    Minor { major: 1, minor: 30 },
    Minor { major: 1, minor: 31 },
    Minor { major: 1, minor: 32 },
    Minor { major: 1, minor: 33 },
    Minor { major: 1, minor: 34 },
    Minor { major: 1, minor: 35 },
    Minor { major: 1, minor: 36 },
];

impl Minor {
    /// The minor of `1.35`, `v1.35` or `1.35.2`; `None` for anything else.
    pub fn parse(written: &str) -> Option<Self> {
        let mut parts = written.strip_prefix('v').unwrap_or(written).split('.');
        let mut number = || {
            let part = parts.next()?;
            let plain =
                part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            plain.then(|| part.parse().ok()).flatten()
        };
        let found = Self { major: number()?, minor: number()? };
        let patch = parts.next();
        let rest = parts.next();
        let whole = rest.is_none()
            && patch.is_none_or(|patch| !patch.is_empty() && patch.bytes().all(|b| b.is_ascii_digit()));
        whole.then_some(found)
    }

    /// Whether it is one of [`MINORS`].
    pub fn is_supported(self) -> bool {
        MINORS.contains(&self)
    }
}

impl FromStr for Minor {
    type Err = ();

    fn from_str(written: &str) -> Result<Self, ()> {
        Self::parse(written).ok_or(())
    }
}

impl fmt::Display for Minor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_what_people_write() {
        let found = Minor { major: 1, minor: 35 };
        for written in ["1.35", "v1.35", "1.35.2"] {
            assert_eq!(Minor::parse(written), Some(found), "{written}");
        }
        for other in ["1", "1.", "1.35.", "1.35.2.3", "1.35-gke", "01.35", "1.+5", "", "latest"] {
            assert_eq!(Minor::parse(other), None, "{other}");
        }
        assert_eq!(found.to_string(), "1.35");
    }

    #[test]
    fn thirty_to_thirty_six() {
        assert!(MINORS.is_sorted());
        assert!(Minor::parse("1.30").unwrap().is_supported() && Minor::parse("1.36").unwrap().is_supported());
        assert!(
            !Minor::parse("1.29").unwrap().is_supported() && !Minor::parse("1.37").unwrap().is_supported()
        );
    }
}
