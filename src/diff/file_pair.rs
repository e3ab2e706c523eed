use super::change::{Change, Kind, Subject};
use super::noise::Noise;
use super::path::Path;
use super::side::{File, Side};
use std::collections::{BTreeMap, BTreeSet};

/// A file without objects, as it was and as it is to be.
#[derive(Debug)]
pub struct FilePair<'s> {
    /// Where it lies.
    pub path: &'s str,
    /// As it was; `None` for one that is new.
    pub before: Option<&'s File>,
    /// As it is to be; `None` for one that is gone.
    pub after: Option<&'s File>,
    /// One change without values where the two differ.
    pub changes: Vec<Change<'s>>,
}

/// Pairs the files of two sides. What follows from the objects differs where they do: that is only worth a word where
/// they do not, which is what `objects_differ` says.
pub(super) fn files<'s>(
    [before, after]: [&'s Side; 2],
    objects_differ: bool,
    noise: &mut BTreeMap<Noise, usize>,
) -> Vec<FilePair<'s>> {
    let paths: BTreeSet<&String> = before.files.keys().chain(after.files.keys()).collect();
    let mut pairs = Vec::new();
    for path in paths {
        let (old, new) = (before.files.get(path), after.files.get(path));
        let derived = old.or(new).is_some_and(|file| file.derived);
        let kind = match (old, new) {
            // A blueprint has no folder its derived files could lie in.
            (None, Some(_)) if derived && before.compiled => continue,
            (Some(_), None) if derived && after.compiled => continue,
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            (Some(old), Some(new)) if old.bytes == new.bytes => continue,
            _ => Kind::Changed,
        };
        if derived && objects_differ {
            *noise.entry(Noise::Derived).or_default() += 1;
            continue;
        }
        let subject = Subject::File(pairs.len());
        let change = Change { id: 0, subject, path: Path::default(), kind, before: None, after: None };
        pairs.push(FilePair { path, before: old, after: new, changes: vec![change] });
    }
    pairs
}
