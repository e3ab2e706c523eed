//! What would mend a finding, and mending it.
//!
//! A rule says what it means ([`Fix`]): this scalar becomes that, this key is called so. From that and the text follow
//! the bytes that change, and nothing else of the layout does; from that and the tree follows what the text must mean
//! afterwards, which [`mend`] compares with what it then reads.

mod fix;
mod mend;
mod patch;
mod proof;
#[cfg(test)]
mod tests;
mod violation;

pub use fix::Fix;
pub use mend::{Mended, Rewritten, mend};
pub(super) use patch::resolve;
pub(super) use violation::{fix as of_violation, moved};
