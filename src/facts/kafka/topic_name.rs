//! Kafka's rule for topic names (`org.apache.kafka.common.internals.Topic`).

use std::fmt;

const LONGEST: usize = 249;

/// What is wrong with a topic name. Its text completes "topic name `x` …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TopicNameProblem {
    /// There is nothing.
    Empty,
    /// The names `.` and `..` are refused.
    Dots,
    /// More than 249 characters.
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// A character other than ASCII letters, digits, `.`, `_` and `-`.
    BadCharacter {
        /// The first of them.
        character: char,
        /// How many characters stand before it.
        at: usize,
    },
}

impl fmt::Display for TopicNameProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("is empty"),
            Self::Dots => out.write_str("is `.` or `..`, which Kafka refuses"),
            Self::TooLong { length } => write!(out, "has {length} characters; Kafka takes at most {LONGEST}"),
            Self::BadCharacter { character, .. } => {
                write!(out, "has the character {character:?}; letters, digits, `.`, `_` and `-` are allowed")
            }
        }
    }
}

/// What is wrong with `name` as the name of a topic.
pub fn topic_name(name: &str) -> Option<TopicNameProblem> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if name.is_empty() {
        return Some(TopicNameProblem::Empty);
    }
    if name == "." || name == ".." {
        return Some(TopicNameProblem::Dots);
    }
    if let Some((at, character)) = name.chars().enumerate().find(|(_, c)| !allowed(*c)) {
        return Some(TopicNameProblem::BadCharacter { character, at });
    }
    (name.len() > LONGEST).then_some(TopicNameProblem::TooLong { length: name.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_kafka() {
        for name in ["orders.v1", "Orders_v1", "__consumer_offsets", "a-b", "1", &"a".repeat(249)] {
            assert_eq!(topic_name(name), None, "{name}");
        }
        assert_eq!(topic_name(""), Some(TopicNameProblem::Empty));
        assert_eq!(topic_name(".."), Some(TopicNameProblem::Dots));
        assert_eq!(topic_name("a b"), Some(TopicNameProblem::BadCharacter { character: ' ', at: 1 }));
        assert_eq!(topic_name("ordérs"), Some(TopicNameProblem::BadCharacter { character: 'é', at: 3 }));
        assert_eq!(topic_name(&"a".repeat(250)), Some(TopicNameProblem::TooLong { length: 250 }));
    }
}
