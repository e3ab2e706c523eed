//! Versions of Kafka's metadata.

use crate::facts::strimzi::versions;
use std::cmp::Ordering;

/// A metadata version: `4.3-IV0`, or `4.3` for the last of 4.3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) major: u32,
    pub(super) minor: u32,
    step: Option<u32>,
    /// As written.
    pub(super) text: String,
}

impl Level {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (version, step) = match text.split_once("-IV") {
            Some((version, step)) => (version, Some(step.parse().ok()?)),
            None => (text, None),
        };
        let (major, minor) = version.split_once('.')?;
        let minor = minor.split('.').next()?;
        Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()?, step, text: text.to_owned() })
    }
}

/// The short form means the last step, whichever that is: it is neither above nor below one of its own version.
impl PartialOrd for Level {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let steps = match (self.step, other.step) {
            (Some(own), Some(other)) => own.cmp(&other),
            _ => Ordering::Equal,
        };
        Some((self.major, self.minor).cmp(&(other.major, other.minor)).then(steps))
    }
}

/// The metadata version that a Kafka version goes to by itself.
pub(super) fn newest_of(kafka: &str) -> Option<Level> {
    let known = versions().iter().rev().find_map(|strimzi| strimzi.metadata_version(kafka));
    Level::read(known.unwrap_or(kafka))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_forms() {
        let level = |text| Level::read(text).unwrap();
        assert!(level("4.2-IV1") < level("4.3-IV0"));
        assert!(level("4.2-IV0") < level("4.2-IV1"));
        assert_eq!(level("4.2").partial_cmp(&level("4.2-IV1")), Some(Ordering::Equal));
        assert_eq!(newest_of("4.3.1").unwrap().text, "4.3-IV0");
        assert_eq!(newest_of("4.0.0").unwrap().text, "4.0");
        assert!(Level::read("next").is_none());
    }
}
