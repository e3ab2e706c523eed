//! Which volume has the metadata log, before and after.

use super::storage::Allowed;
use super::volume::Volume;

/// The move of the metadata log from one volume to another; `renumbered` are volumes that only got another id.
pub(super) fn moved<'a>(
    before: Option<Volume<'a>>,
    after: Option<Volume<'a>>,
    renumbered: &[(Option<i128>, Option<i128>)],
) -> Option<Allowed<'a>> {
    let (before, after) = (before?, after?);
    let same = before.id == after.id || renumbered.contains(&(before.id, after.id));
    (!same && before.kind() == after.kind()).then_some(Allowed::Metadata(before, after))
}
