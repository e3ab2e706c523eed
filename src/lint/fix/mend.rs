use super::proof::holds;
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::lint::Judged;
use crate::source::{Files, ReadError};
use std::collections::{BTreeMap, BTreeSet};

/// One fix may make room for another, which lies over it; more rounds than this only a fix that mends nothing asks for.
const ROUNDS: usize = 10;

/// What came of mending.
pub struct Mended {
    /// What is found when all is mended that can be.
    pub judged: Judged,
    /// The texts that changed, by the names of their files.
    pub texts: BTreeMap<String, Rewritten>,
    /// How many findings were mended, by the ids of their rules.
    pub mended: BTreeMap<&'static str, usize>,
}

/// A text that changed. A mark at its beginning is in neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// As it was.
    pub before: String,
    /// As it is to be.
    pub after: String,
}

/// Mends what can be, in the files that are `given`, and judges again until nothing changes; nothing is written.
///
/// A fix that does not leave its text as it means to, every comment in its place, is not made.
pub fn mend(
    safety: Safety,
    given: &BTreeSet<String>,
    files: &(dyn Files + Sync),
    judge: &mut dyn FnMut(&(dyn Files + Sync)) -> Judged,
) -> Mended {
    let mut over = Over { files, texts: BTreeMap::new() };
    let mut judged = judge(&over);
    let mut mended = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (name, (before, fixes)) in by_file(&judged, safety, given) {
            let (after, made) = rewrite(name, before, &fixes);
            if made.is_empty() || after == before {
                continue;
            }
            changed = true;
            made.iter().for_each(|diagnostic| *mended.entry(diagnostic.code.id).or_default() += 1);
            let text = over.texts.entry(name.to_owned());
            text.or_insert_with(|| Rewritten { before: before.to_owned(), after: String::new() }).after =
                after;
        }
        if !changed {
            break;
        }
        judged = judge(&over);
    }
    over.texts.retain(|_, text| text.before != text.after);
    Mended { judged, texts: over.texts, mended }
}

type Mendable<'j> = (&'j Diagnostic, &'j Fix);

/// The fixes that may be made at once, in the order of their places, with the text of each file.
fn by_file<'j>(
    judged: &'j Judged,
    safety: Safety,
    given: &BTreeSet<String>,
) -> BTreeMap<&'j str, (&'j str, Vec<Mendable<'j>>)> {
    let mut files: BTreeMap<&str, (&str, Vec<Mendable<'_>>)> = BTreeMap::new();
    for diagnostic in &judged.diagnostics {
        let Some(fix) = diagnostic.fix.as_deref().filter(|fix| fix.safety <= safety) else { continue };
        let Some(first) = fix.patches.first() else { continue };
        let source = judged.sources.get(first.span.source);
        if given.contains(source.name()) {
            let file = files.entry(source.name()).or_insert_with(|| (source.text(), Vec::new()));
            file.1.push((diagnostic, fix));
        }
    }
    for (_, fixes) in files.values_mut() {
        fixes.sort_by_key(|(_, fix)| fix.patches.first().map(|patch| patch.span));
        let mut end = None;
        fixes.retain(|(_, fix)| {
            let (first, last) = (&fix.patches[0], &fix.patches[fix.patches.len() - 1]);
            // Two that only touch may still mean one line.
            let free = end.is_none_or(|end| end < first.span.start);
            if free {
                end = Some(last.span.end);
            }
            free
        });
    }
    files
}

/// The text with all of the fixes, or with those that leave it as they mean to.
fn rewrite<'j>(name: &str, before: &str, fixes: &[Mendable<'j>]) -> (String, Vec<&'j Diagnostic>) {
    let after = patched(before, fixes);
    if holds(name, before, &after, fixes.iter().map(|(_, fix)| *fix)) {
        return (after, fixes.iter().map(|(diagnostic, _)| *diagnostic).collect());
    }
    match fixes.len() {
        0 | 1 => (before.to_owned(), Vec::new()),
        more => {
            // One bad fix keeps none of the others from being made; the second half waits for the next round.
            let (first, rest) = fixes.split_at(more / 2);
            let (after, made) = rewrite(name, before, first);
            if made.is_empty() { rewrite(name, before, rest) } else { (after, made) }
        }
    }
}

fn patched(text: &str, fixes: &[Mendable<'_>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for patch in fixes.iter().flat_map(|(_, fix)| &fix.patches) {
        let range = patch.span.range();
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&patch.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Files, some of which have another text by now.
struct Over<'f> {
    files: &'f (dyn Files + Sync),
    texts: BTreeMap<String, Rewritten>,
}

impl Files for Over<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.after.clone().into_bytes()),
            None => self.files.read(path),
        }
    }
}
