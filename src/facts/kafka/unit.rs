//! The unit a Kafka key says it is in.

/// The unit named by the ending of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "units name themselves")]
pub enum Unit {
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Bytes,
}

impl Unit {
    /// How many milliseconds one of these has; `None` for bytes.
    pub fn milliseconds(self) -> Option<u64> {
        match self {
            Self::Milliseconds => Some(1),
            Self::Seconds => Some(1_000),
            Self::Minutes => Some(60_000),
            Self::Hours => Some(3_600_000),
            Self::Bytes => None,
        }
    }
}

/// The unit of a key, by its ending `.ms`, `.seconds`, `.minutes`, `.hours` or `.bytes`; `None` for every
/// other key, which takes a bare number.
pub fn unit_of(key: &str) -> Option<Unit> {
    match key.rsplit_once('.')?.1 {
        "ms" => Some(Unit::Milliseconds),
        "seconds" => Some(Unit::Seconds),
        "minutes" => Some(Unit::Minutes),
        "hours" => Some(Unit::Hours),
        "bytes" => Some(Unit::Bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ending_counts() {
        assert_eq!(unit_of("retention.ms"), Some(Unit::Milliseconds));
        assert_eq!(unit_of("offsets.retention.minutes"), Some(Unit::Minutes));
        assert_eq!(unit_of("log.retention.hours"), Some(Unit::Hours));
        assert_eq!(unit_of("quota.window.size.seconds"), Some(Unit::Seconds));
        assert_eq!(unit_of("max.message.bytes"), Some(Unit::Bytes));
        for key in [
            "log.cleaner.io.max.bytes.per.second",
            "num.partitions",
            "bytes",
            "log.cleaner.dedupe.buffer.size",
        ] {
            assert_eq!(unit_of(key), None, "{key}");
        }
        assert_eq!(Unit::Hours.milliseconds(), Some(3_600_000));
        assert_eq!(Unit::Bytes.milliseconds(), None);
    }
}
