use crate::facts::kafka::ConfigTable;
use crate::facts::kubernetes::{MINORS, Minor};
use crate::facts::strimzi;
use crate::schema::Versions;
use std::fmt;

/// The versions objects are judged for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets {
    /// Kubernetes and Strimzi.
    pub schema: Versions,
    /// Kafka: `4.3.1`.
    pub kafka: String,
    /// Whether somebody said which Kafka it is, rather than nobody.
    pub kafka_is_stated: bool,
}

impl Targets {
    /// The newest of each that is known.
    #[must_use]
    pub fn newest() -> Self {
        let schema = Versions::newest();
        let kafka = strimzi::version(schema.strimzi()).map_or("", |known| known.default_kafka);
        Self { schema, kafka: kafka.to_owned(), kafka_is_stated: false }
    }

    /// As written on a command line or in a file: `1.34`, `1.2`, `4.3.1`; the newest for what is not said.
    ///
    /// # Errors
    /// Which one is not known, and which ones are, as a sentence with its help.
    pub fn read(
        kubernetes: Option<&str>,
        strimzi: Option<&str>,
        kafka: Option<&str>,
    ) -> Result<Self, (String, String)> {
        let newest = Self::newest();
        let minor = match kubernetes {
            None => newest.schema.kubernetes(),
            Some(written) => Minor::parse(written).filter(|minor| minor.is_supported()).ok_or_else(|| {
                let known: Vec<String> = MINORS.iter().map(Minor::to_string).collect();
                unknown("Kubernetes", written, &known)
            })?,
        };
        let release = match strimzi {
            None => newest.schema.strimzi(),
            Some(written) => strimzi::emitted(written)
                .map(|known| known.version)
                .ok_or_else(|| unknown("Strimzi", written, &strimzi::EMITTED.map(str::to_owned)))?,
        };
        let schema = Versions::new(minor, release).map_err(|e| (e.to_string(), String::new()))?;
        let kafka_is_stated = kafka.is_some();
        let kafka = match kafka {
            None => strimzi::version(release).map_or("", |known| known.default_kafka).to_owned(),
            Some(written) if ConfigTable::for_version(written).is_some() => written.to_owned(),
            Some(written) => {
                return Err(unknown("Kafka", written, &ConfigTable::VERSIONS.map(str::to_owned)));
            }
        };
        Ok(Self { schema, kafka, kafka_is_stated })
    }
}

fn unknown(product: &str, written: &str, known: &[String]) -> (String, String) {
    let known: Vec<String> = known.iter().map(|version| format!("`{version}`")).collect();
    (format!("nothing is known of {product} `{written}`"), format!("known are {}", known.join(", ")))
}

impl fmt::Display for Targets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kubernetes, strimzi) = (self.schema.kubernetes(), self.schema.strimzi());
        write!(f, "Kubernetes {kubernetes}, Strimzi {strimzi}, Kafka {}", self.kafka)
    }
}
