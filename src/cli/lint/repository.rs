//! What `.streamwright/config.yaml` says about lint.

use super::Failure;
use super::Screen;
use crate::blueprint::RepositoryLint;
use crate::cli::config::{self, Config};
use std::path::{Path, PathBuf};

/// The section, and the way between the root of the repository and here.
#[derive(Debug, Default)]
pub(super) struct Repository {
    pub(super) section: Option<RepositoryLint>,
    /// From here to the root: `../..`.
    pub(super) up: PathBuf,
    /// From the root to here: `deploy/prod`.
    pub(super) down: String,
    /// Whether there is a configuration at all, whatever it says.
    pub(super) root: Option<PathBuf>,
}

/// Reads it, where there is one.
pub(super) fn read(screen: &Screen) -> Result<Repository, Failure> {
    let here = std::env::current_dir()
        .map_err(|e| Failure::new(format!("cannot tell what the current folder is: {e}")))?;
    let Some(root) = config::root(&here) else { return Ok(Repository::default()) };
    let below = here.strip_prefix(&root).unwrap_or(Path::new(""));
    let up: PathBuf = std::iter::repeat_n("..", below.components().count()).collect();
    let down = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let name = up.join(config::FILE).display().to_string();
    let Config { lint, .. } = config::read(&root.join(config::FILE), &name, screen.err_look())?;
    Ok(Repository { section: lint, up, down, root: Some(root) })
}
