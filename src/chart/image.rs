//! An image as four values, and back.

use crate::facts::kubernetes::ImageReference;
use crate::object::{Node, text};

/// Registry, repository, tag and digest; `None` for what is no reference.
pub(super) fn parts(image: &Node) -> Option<[(&'static str, Node); 4]> {
    let written = image.as_str()?;
    let found = ImageReference::parse(written).ok()?;
    let part = |part: Option<&str>| text(part.unwrap_or_default(), &image.origin);
    Some([
        ("registry", part(found.registry)),
        ("repository", part(Some(found.repository))),
        ("tag", part(found.tag)),
        ("digest", part(found.digest)),
    ])
}

/// The reference the parts make.
pub(super) fn whole(registry: &str, repository: &str, tag: &str, digest: &str) -> String {
    let mut image = String::new();
    if !registry.is_empty() {
        image.push_str(registry);
        image.push('/');
    }
    image.push_str(repository);
    if !tag.is_empty() {
        image.push(':');
        image.push_str(tag);
    }
    if !digest.is_empty() {
        image.push('@');
        image.push_str(digest);
    }
    image
}
