//! Path and bytes: an ordered tree of files, and reading and safely writing one.
//!
//! [`Artifacts`] is what a build makes; [`write()`] brings a folder to hold exactly that, [`compare`] says how the
//! folder differs, and [`read()`] takes a folder back in. `.streamwright.lock` in the folder lists what was written,
//! one sorted `sha256  path` line each (`sha256sum -c` reads it): only these files are ever replaced or removed.

mod digest;
mod disk;
mod error;
mod guard;
mod lock;
mod path;
mod read;
mod scope;
mod survey;
mod tree;
mod update;
mod write;

#[cfg(test)]
mod tests;

pub use error::{Action, Reason, Refusal, WriteError};
pub use lock::{LockError, LockProblem};
pub use path::{ArtifactPath, LOCK_FILE, PathError, PathProblem};
pub use read::{ReadError, read};
pub use scope::Scope;
pub use tree::{Artifact, Artifacts};
pub use write::{Difference, DifferenceKind, Options, Removed, Report, compare, write};
