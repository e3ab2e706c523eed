use super::{Rule, blueprint, kafka, kubernetes, network, set, strimzi, structure, text};
use crate::diagnostic::{CODES, Code};

/// Every rule, subject by subject; each subject's folder has its own list.
pub static RULES: &[&[&Rule]] = &[
    text::RULES,
    structure::RULES,
    kubernetes::RULES,
    strimzi::RULES,
    kafka::RULES,
    set::RULES,
    network::RULES,
    blueprint::RULES,
];

/// Every rule there is.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|subject| subject.iter().copied())
}

/// Everything that can be said of an input: what stops a compilation, and the rules.
pub fn vocabulary() -> impl Iterator<Item = &'static Code> {
    CODES.iter().copied().chain(rules().map(|rule| &rule.code))
}
