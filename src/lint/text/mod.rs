//! Text before it means anything: files that cannot be read, comments that keep findings silent.

pub(super) mod bad_allow;
pub(super) mod unreadable_file;
pub(super) mod unused_allow;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[&bad_allow::RULE, &unreadable_file::RULE, &unused_allow::RULE];
