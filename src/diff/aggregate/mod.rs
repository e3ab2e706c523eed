//! What findings mean together.

mod lost;
mod restarts;
mod steps;
mod stop;
mod storage;

pub(super) use lost::lost;
pub(super) use restarts::restarts;
pub(super) use steps::{steps, way_back};
pub(super) use stop::stop;
pub(super) use storage::storage;
