//! The list of outputs: pure, total, ordered. No file system, no clock.

mod manifests;

pub use manifests::{manifests, stream};

use crate::artifact::{Artifact, Artifacts, PathError};
use crate::plan::Plan;

/// Every file of a build.
///
/// # Errors
/// When two environments, clusters or objects would share a path, or a name makes no path.
pub fn emit(plans: &[Plan]) -> Result<Artifacts, PathError> {
    let mut artifacts = Artifacts::new();
    for plan in plans {
        for (path, text) in manifests(plan) {
            artifacts.insert(&path, Artifact::new(text))?;
        }
    }
    Ok(artifacts)
}
