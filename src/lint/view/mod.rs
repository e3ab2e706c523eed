//! Parts of foreign objects that many rules look at, read without trusting that they are as they should be.

mod listener;
mod pod;
mod selector;
mod service;

pub use listener::{Listener, listeners};
pub use pod::{Pod, containers, pod};
pub use selector::{Mismatch, mismatch, selected, selects};
pub use service::{Headless, headless, ports};
