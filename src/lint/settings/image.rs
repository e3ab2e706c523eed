use crate::facts::kubernetes::ImageReference;

/// Whose image a broker runs from, which decides the variables its start script reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distribution {
    /// `apache/kafka`.
    Apache,
    /// `bitnami/kafka`.
    Bitnami,
    /// `confluentinc/cp-kafka`.
    Confluent,
    /// `wurstmeister/kafka`.
    Wurstmeister,
}

impl Distribution {
    /// Whose image it is, and the version of Kafka its tag says.
    #[must_use]
    pub fn of(image: &str) -> Option<(Self, Option<String>)> {
        let image = ImageReference::parse(image).ok()?;
        let tag = image.tag.unwrap_or_default();
        let mut parts = image.repository.rsplit('/');
        let (name, owner) = (parts.next()?, parts.next()?);
        let whose = match (owner, name) {
            ("apache", "kafka" | "kafka-native") => Self::Apache,
            ("bitnami" | "bitnamilegacy" | "bitnamisecure", "kafka") => Self::Bitnami,
            ("confluentinc", "cp-kafka" | "cp-server") => Self::Confluent,
            ("wurstmeister", "kafka") => Self::Wurstmeister,
            _ => return None,
        };
        let version = match whose {
            Self::Apache | Self::Bitnami => version(tag),
            Self::Confluent => version(tag).and_then(|platform| of_platform(&platform)),
            // The version of Scala stands before it: 2.13-2.8.1.
            Self::Wurstmeister => tag.split_once('-').and_then(|(_, kafka)| version(kafka)),
        };
        Some((whose, version))
    }

    /// What the variables it turns into settings begin with.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Bitnami => "KAFKA_CFG_",
            Self::Apache | Self::Confluent | Self::Wurstmeister => "KAFKA_",
        }
    }
}

/// `3.6.1` of `3.6.1-debian-11-r0`; `None` of `latest`.
fn version(tag: &str) -> Option<String> {
    let plain = tag.split('-').next()?;
    let numbers: Vec<&str> = plain.split('.').collect();
    let numeric =
        numbers.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (numbers.len() >= 2 && numeric).then(|| plain.to_owned())
}

/// The Kafka in a release of Confluent Platform. Source: its table of versions and interoperability.
fn of_platform(version: &str) -> Option<String> {
    let mut numbers = version.split('.').map(|part| part.parse::<u32>().ok());
    let kafka = match (numbers.next()??, numbers.next()??) {
        (5, minor @ 0..=5) => (2, minor),
        (6, minor @ 0..=2) => (2, minor + 6),
        (7, minor @ 0..=9) => (3, minor),
        (8, minor @ 0..=1) => (4, minor),
        _ => return None,
    };
    Some(format!("{}.{}", kafka.0, kafka.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_whose_image_it_is() {
        let of = |image| Distribution::of(image).map(|(whose, version)| (whose, version.unwrap_or_default()));
        assert_eq!(of("apache/kafka:4.1.0"), Some((Distribution::Apache, "4.1.0".into())));
        assert_eq!(
            of("docker.io/bitnami/kafka:3.6.1-debian-11-r0"),
            Some((Distribution::Bitnami, "3.6.1".into()))
        );
        assert_eq!(of("bitnami/kafka:latest"), Some((Distribution::Bitnami, String::new())));
        assert_eq!(of("confluentinc/cp-kafka:7.6.0"), Some((Distribution::Confluent, "3.6".into())));
        assert_eq!(of("confluentinc/cp-kafka:5.3.1"), Some((Distribution::Confluent, "2.3".into())));
        assert_eq!(of("wurstmeister/kafka:2.13-2.8.1"), Some((Distribution::Wurstmeister, "2.8.1".into())));
        for other in
            ["kafka", "quay.io/strimzi/kafka:1.2.0-kafka-4.3.1", "acme/kafka:4.1.0", "apache/kafka-ui:1"]
        {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
