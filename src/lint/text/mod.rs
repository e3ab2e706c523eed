//! Text before it means anything: files that cannot be read, comments that keep findings silent.

pub(super) mod bad_allow;
pub(super) mod expired_ignore;
pub(super) mod unreadable_file;
pub(super) mod unused_allow;
pub(super) mod unused_ignore;
pub(super) mod values_dropped;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &bad_allow::RULE,
    &expired_ignore::RULE,
    &unreadable_file::RULE,
    &unused_allow::RULE,
    &unused_ignore::RULE,
    &values_dropped::RULE,
];
