//! What Connect, Bridge and MirrorMaker 2 share: the way they log in, their pods, metrics and secrets.

mod login;
mod metrics;
mod pods;
mod secrets;

pub(super) use login::login;
pub(super) use metrics::{monitor, reporter};
pub(super) use pods::{Pods, rack};
pub(super) use secrets::{Opened, open};
