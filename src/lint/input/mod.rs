//! What files are to each other: manifests, kustomizations with their patches, charts with their templates.

mod document;
mod kustomization;
mod layout;
mod masked;
pub(super) mod path;
pub(super) mod pattern;
mod read;
mod role;

pub(super) use document::is_nobodys;
pub use document::{Counts, objects, objects_written};
pub(super) use layout::Layout;
pub(super) use read::{FileRead, read};
