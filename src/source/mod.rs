//! Text and places in it, and the hands to work on much of it. Knows nothing of YAML.
//!
//! A [`Span`] is a byte range in one [`Source`]; it stays a pair of numbers until somebody must show it to a
//! person, who alone needs lines and columns.

mod files;
mod map;
mod origin;
mod span;
mod unified;
pub mod workers;

pub use files::{DiskFiles, Files, MemoryFiles, ReadError};
pub use map::{Position, Source, SourceMap};
pub use origin::{Derivation, Origin};
pub use span::{Again, Moved, SourceId, Span};
pub use unified::unified;
