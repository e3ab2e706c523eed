//! The grammars of names. Source: `k8s.io/apimachinery/pkg/util/validation`.

use std::fmt;

/// What is wrong with a name. Its text completes "`x` …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// There is nothing.
    Empty,
    /// Too many characters.
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A character that is not allowed anywhere.
    BadCharacter {
        /// The first of them.
        character: char,
        /// How many characters stand before it.
        at: usize,
        /// What is allowed.
        allowed: &'static str,
    },
    /// A first character that is allowed only further on.
    BadStart {
        /// That character.
        character: char,
        /// What it must start with.
        allowed: &'static str,
    },
    /// A last character that is allowed only before.
    BadEnd {
        /// That character.
        character: char,
        /// What it must end with.
        allowed: &'static str,
    },
    /// Two dots side by side, or a part of a subdomain that starts or ends with `-`.
    BadPart {
        /// That part.
        part: String,
    },
    /// A port name without a letter.
    NoLetter,
    /// A port name with `--`.
    DoubleHyphen,
    /// A label key with more than one `/`.
    ManySlashes,
    /// An environment variable called `.` or starting with `..`.
    Dots,
}

impl fmt::Display for NameProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("is empty"),
            Self::TooLong { length, limit } => {
                write!(out, "has {length} characters; at most {limit} are allowed")
            }
            Self::BadCharacter { character, allowed, .. } => {
                write!(out, "has the character {character:?}; {allowed} are allowed")
            }
            Self::BadStart { character, allowed } => {
                write!(out, "starts with `{character}` instead of {allowed}")
            }
            Self::BadEnd { character, allowed } => {
                write!(out, "ends with `{character}` instead of {allowed}")
            }
            Self::BadPart { part } if part.is_empty() => out.write_str("has an empty part beside a `.`"),
            Self::BadPart { part } => {
                write!(
                    out,
                    "has the part `{part}`, which does not start and end with a lower-case letter or digit"
                )
            }
            Self::NoLetter => out.write_str("has no letter"),
            Self::DoubleHyphen => out.write_str("has `--`"),
            Self::ManySlashes => out.write_str("has more than one `/`"),
            Self::Dots => out.write_str("is `.` or starts with `..`"),
        }
    }
}

const LOWER: &str = "lower-case letters, digits and `-`";
const LOWER_DOTTED: &str = "lower-case letters, digits, `-` and `.`";
const WORD: &str = "letters, digits, `-`, `_` and `.`";
const LOWER_EDGE: &str = "a lower-case letter or digit";
const WORD_EDGE: &str = "a letter or digit";

/// What a character is, of those that stand in names.
mod class {
    pub(super) const LOWER: u8 = 1;
    pub(super) const UPPER: u8 = 2;
    pub(super) const DIGIT: u8 = 4;
    pub(super) const HYPHEN: u8 = 8;
    pub(super) const DOT: u8 = 16;
    pub(super) const UNDERSCORE: u8 = 32;

    pub(super) const LABEL: u8 = LOWER | DIGIT | HYPHEN;
    pub(super) const WORD: u8 = LOWER | UPPER | DIGIT | HYPHEN | DOT | UNDERSCORE;

    /// By byte.
    static OF: [u8; 256] = {
        let mut of = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            of[byte] = match byte as u8 {
                b'a'..=b'z' => LOWER,
                b'A'..=b'Z' => UPPER,
                b'0'..=b'9' => DIGIT,
                b'-' => HYPHEN,
                b'.' => DOT,
                b'_' => UNDERSCORE,
                _ => 0,
            };
            byte += 1;
        }
        of
    };

    pub(super) fn of(byte: u8) -> u8 {
        OF[usize::from(byte)]
    }
}

/// Which classes of characters stand where.
struct Grammar {
    limit: usize,
    inside: u8,
    allowed: &'static str,
    start: (u8, &'static str),
    end: (u8, &'static str),
}

impl Grammar {
    fn problem(&self, name: &str) -> Option<NameProblem> {
        let [first, .., last] = *name.as_bytes() else { return self.slowly(name) };
        // Every name and label of every object comes by here: most have nothing wrong with them.
        let mut right = class::of(first) & self.start.0 != 0
            && class::of(last) & self.end.0 != 0
            && name.len() <= self.limit;
        for byte in name.as_bytes() {
            right &= class::of(*byte) & self.inside != 0;
        }
        if right { None } else { self.slowly(name) }
    }

    /// Character by character: what is wrong, and where.
    fn slowly(&self, name: &str) -> Option<NameProblem> {
        let of = |c: char| u8::try_from(c).map_or(0, class::of);
        let (Some(first), Some(last)) = (name.chars().next(), name.chars().next_back()) else {
            return Some(NameProblem::Empty);
        };
        if let Some((at, character)) = name.chars().enumerate().find(|(_, c)| of(*c) & self.inside == 0) {
            return Some(NameProblem::BadCharacter { character, at, allowed: self.allowed });
        }
        if of(first) & self.start.0 == 0 {
            return Some(NameProblem::BadStart { character: first, allowed: self.start.1 });
        }
        if of(last) & self.end.0 == 0 {
            return Some(NameProblem::BadEnd { character: last, allowed: self.end.1 });
        }
        let length = name.chars().count();
        (length > self.limit).then_some(NameProblem::TooLong { length, limit: self.limit })
    }
}

const LOWER_AT_EDGE: (u8, &str) = (class::LOWER | class::DIGIT, LOWER_EDGE);

/// A DNS-1123 label, as the names of Namespaces, containers and volumes: at most 63.
pub fn dns_label(name: &str) -> Option<NameProblem> {
    let (inside, edge) = (class::LABEL, LOWER_AT_EDGE);
    Grammar { limit: 63, inside, allowed: LOWER, start: edge, end: edge }.problem(name)
}

/// A DNS-1123 subdomain, as the names of most objects: labels joined by dots, at most 253 in all.
pub fn dns_subdomain(name: &str) -> Option<NameProblem> {
    let (inside, edge) = (class::LABEL | class::DOT, LOWER_AT_EDGE);
    let whole = Grammar { limit: 253, inside, allowed: LOWER_DOTTED, start: edge, end: edge }.problem(name);
    whole.or_else(|| {
        let bad = |part: &&str| part.is_empty() || part.starts_with('-') || part.ends_with('-');
        name.split('.').find(bad).map(|part| NameProblem::BadPart { part: part.to_string() })
    })
}

/// A DNS-1035 label, as the names of Services before Kubernetes 1.37: a label that starts with a letter.
pub fn dns_1035_label(name: &str) -> Option<NameProblem> {
    Grammar {
        limit: 63,
        inside: class::LABEL,
        allowed: LOWER,
        start: (class::LOWER, "a lower-case letter"),
        end: LOWER_AT_EDGE,
    }
    .problem(name)
}

/// The name of a port of a container or Service (IANA_SVC_NAME): at most 15, with a letter, without `--`.
pub fn port_name(name: &str) -> Option<NameProblem> {
    let (inside, edge) = (class::LABEL, LOWER_AT_EDGE);
    Grammar { limit: 15, inside, allowed: LOWER, start: edge, end: edge }
        .problem(name)
        .or_else(|| name.contains("--").then_some(NameProblem::DoubleHyphen))
        .or_else(|| (!name.contains(|c: char| c.is_ascii_lowercase())).then_some(NameProblem::NoLetter))
}

fn word(name: &str) -> Option<NameProblem> {
    let edge = (class::LOWER | class::UPPER | class::DIGIT, WORD_EDGE);
    Grammar { limit: 63, inside: class::WORD, allowed: WORD, start: edge, end: edge }.problem(name)
}

/// The value of a label, which may be empty: at most 63.
pub fn label_value(value: &str) -> Option<NameProblem> {
    if value.is_empty() { None } else { word(value) }
}

/// The key of a label or annotation: a name of at most 63, after a DNS subdomain and `/` if one is given.
pub fn label_key(key: &str) -> Option<NameProblem> {
    match key.split_once('/') {
        None => word(key),
        Some((_, name)) if name.contains('/') => Some(NameProblem::ManySlashes),
        Some((prefix, name)) => dns_subdomain(prefix).or_else(|| word(name)),
    }
}

/// The name of an environment variable as every supported minor takes it (`[-._a-zA-Z][-._a-zA-Z0-9]*`).
pub fn env_var_name(name: &str) -> Option<NameProblem> {
    if name == "." || name.starts_with("..") {
        return Some(NameProblem::Dots);
    }
    Grammar {
        limit: usize::MAX,
        inside: class::WORD,
        allowed: WORD,
        start: (class::WORD & !class::DIGIT, "a letter, `_`, `-` or `.`"),
        end: (class::WORD, WORD),
    }
    .problem(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for good in ["a", "kafka", "1a", "a-b-1", &"a".repeat(63)] {
            assert_eq!(dns_label(good), None, "{good}");
        }
        assert_eq!(dns_label(""), Some(NameProblem::Empty));
        assert!(matches!(dns_label("Kafka"), Some(NameProblem::BadCharacter { character: 'K', at: 0, .. })));
        assert!(matches!(dns_label("a.b"), Some(NameProblem::BadCharacter { character: '.', at: 1, .. })));
        assert!(matches!(dns_label("-a"), Some(NameProblem::BadStart { character: '-', .. })));
        assert!(matches!(dns_label("a-"), Some(NameProblem::BadEnd { character: '-', .. })));
        assert_eq!(dns_label(&"a".repeat(64)), Some(NameProblem::TooLong { length: 64, limit: 63 }));
        assert!(dns_label("café").is_some());
    }

    #[test]
    fn subdomains() {
        for good in ["a", "a.b", "orders.v1-2", &"a".repeat(253)] {
            assert_eq!(dns_subdomain(good), None, "{good}");
        }
        assert_eq!(dns_subdomain("a..b"), Some(NameProblem::BadPart { part: String::new() }));
        assert_eq!(dns_subdomain("a-.b"), Some(NameProblem::BadPart { part: "a-".to_string() }));
        assert!(dns_subdomain("a_b").is_some() && dns_subdomain(".a").is_some());
        assert!(matches!(dns_subdomain(&"a".repeat(254)), Some(NameProblem::TooLong { .. })));
    }

    #[test]
    fn services_start_with_a_letter() {
        assert_eq!(dns_1035_label("web-1"), None);
        assert!(matches!(dns_1035_label("1web"), Some(NameProblem::BadStart { character: '1', .. })));
    }

    #[test]
    fn ports() {
        for good in ["http", "tcp-clientstls", "a1", "1-a"] {
            assert_eq!(port_name(good), None, "{good}");
        }
        assert_eq!(port_name("kafka-interbroker"), Some(NameProblem::TooLong { length: 17, limit: 15 }));
        assert_eq!(port_name("a--b"), Some(NameProblem::DoubleHyphen));
        assert_eq!(port_name("8080"), Some(NameProblem::NoLetter));
        assert!(port_name("-a").is_some() && port_name("a_b").is_some() && port_name("").is_some());
    }

    #[test]
    fn label_keys_and_values() {
        for good in ["", "a", "A_b.c-1", &"a".repeat(63)] {
            assert_eq!(label_value(good), None, "{good}");
        }
        assert!(label_value("a b").is_some() && label_value("_a").is_some() && label_value("a.").is_some());
        for good in ["app", "app.kubernetes.io/name", "strimzi.io/cluster", "a/B_c"] {
            assert_eq!(label_key(good), None, "{good}");
        }
        assert_eq!(label_key("a/b/c"), Some(NameProblem::ManySlashes));
        assert!(label_key("/a").is_some() && label_key("a/").is_some() && label_key("A.b/c").is_some());
    }

    #[test]
    fn environment_variables() {
        for good in ["KAFKA_BROKER", "_x", "a.b", "-a", "a-", "a_"] {
            assert_eq!(env_var_name(good), None, "{good}");
        }
        assert!(matches!(env_var_name("1A"), Some(NameProblem::BadStart { character: '1', .. })));
        assert!(matches!(env_var_name("A B"), Some(NameProblem::BadCharacter { character: ' ', at: 1, .. })));
        assert_eq!(env_var_name("..a"), Some(NameProblem::Dots));
        assert_eq!(env_var_name(""), Some(NameProblem::Empty));
    }
}
