//! Hits to findings: words, values and places.

use super::change::{Change, Kind, Subject};
use super::file_pair::FilePair;
use super::finding::{Finding, Question, Resource, Shown};
use super::fingerprint::fingerprint;
use super::hit::Hit;
use super::outcome::Changed;
use super::pair::Pair;
use super::platform::Platform;
use super::shown::{self, Root};
use super::side::Side;
use super::{Severity, fill, text};
use std::collections::BTreeMap;

/// What findings are made from.
pub(super) struct World<'w, 's> {
    pub(super) sides: [&'w Side; 2],
    pub(super) pairs: &'w [Pair<'s>],
    pub(super) platforms: &'w [Platform<'s>],
    pub(super) files: &'w [FilePair<'s>],
    pub(super) by_id: Vec<&'w Change<'s>>,
}

impl<'w, 's> World<'w, 's> {
    pub(super) fn new(
        sides: [&'w Side; 2],
        pairs: &'w [Pair<'s>],
        platforms: &'w [Platform<'s>],
        files: &'w [FilePair<'s>],
    ) -> Self {
        let by_id = pairs.iter().flat_map(|p| &p.changes);
        let by_id = by_id.chain(platforms.iter().flat_map(|p| &p.changes));
        let by_id = by_id.chain(files.iter().flat_map(|p| &p.changes)).collect();
        Self { sides, pairs, platforms, files, by_id }
    }

    pub(super) fn resource(&self, subject: Subject) -> Resource {
        match subject {
            Subject::Pair(at) => {
                let member = self.pairs[at].member();
                Resource {
                    environment: member.environment.clone(),
                    cluster: member.cluster.clone(),
                    kind: member.object.gvk.kind.clone(),
                    namespace: member.object.namespace.clone(),
                    name: member.object.name.clone(),
                }
            }
            Subject::Platform(at) => Resource {
                environment: self.platforms[at].environment.to_owned(),
                kind: "Blueprint".into(),
                name: self.platforms[at].after.blueprint.metadata.name.value.0.clone(),
                ..Resource::default()
            },
            Subject::File(at) => {
                Resource { kind: "File".into(), name: self.files[at].path.to_owned(), ..Resource::default() }
            }
        }
    }

    fn roots(&self, subject: Subject) -> [Option<Root<'_>>; 2] {
        match subject {
            Subject::Pair(at) => {
                let pair = &self.pairs[at];
                [pair.before, pair.after].map(|member| member.map(Root::of))
            }
            Subject::Platform(at) => self.platforms[at].trees.map(|tree| Some(tree.into())),
            Subject::File(_) => [None, None],
        }
    }

    fn shown(&self, change: &Change<'_>, kind: &str) -> Shown {
        let mut shown = shown::shown(change, kind, self.roots(change.subject), self.sides);
        if let Subject::File(at) = change.subject {
            let file = &self.files[at];
            shown.path = file.path.to_owned();
            shown.at_before =
                file.before.and_then(|file| file.span).map(|span| self.sides[0].placed(span, None));
            shown.at_after =
                file.after.and_then(|file| file.span).map(|span| self.sides[1].placed(span, None));
        }
        shown
    }

    pub(super) fn finding(&self, mut hit: Hit) -> Finding {
        let resource = self.resource(hit.subject);
        let changes: Vec<&Change<'_>> = hit.changes.iter().map(|id| self.by_id[*id]).collect();
        let shown: Vec<Shown> = changes.iter().map(|change| self.shown(change, &resource.kind)).collect();
        let print = fingerprint(hit.row.id, &resource, &changes);
        let first = shown.first();
        let value = |value: Option<&String>| value.map_or("nothing", String::as_str).to_owned();
        let mut hole = |name, text: String| _ = hit.holes.entry(name).or_insert(text);
        hole("name", resource.name.clone());
        hole("title", resource.title());
        hole("kubectl", resource.kubectl());
        hole("path", first.map_or_else(String::new, |shown| shown.path.clone()));
        hole("before", value(first.and_then(|shown| shown.before.as_ref())));
        hole("after", value(first.and_then(|shown| shown.after.as_ref())));
        let path = changes.first().map(|change| &change.path);
        hole("item", path.and_then(|path| path.item()).unwrap_or_default().to_owned());
        hole("key", path.map_or("", |path| path.last()).to_owned());
        Finding {
            row: hit.row,
            effects: hit.effects.unwrap_or_else(|| hit.row.effects.clone()),
            severity: hit.severity.unwrap_or(hit.row.severity),
            what: fill::filled(hit.row.what, &hit.holes),
            remedy: hit.row.remedy.map(|text| fill::filled(text, &hit.holes)).filter(|text| !text.is_empty()),
            depends: hit.row.depends.filter(|_| !hit.decided).map(|depends| Question {
                on: fill::filled(depends.on, &hit.holes),
                ask: fill::filled(depends.ask, &hit.holes),
            }),
            notes: hit.notes.iter().map(|note| fill::one(note)).collect(),
            resource,
            changes: shown,
            fingerprint: print,
            stopped: None,
            acknowledged: None,
            subject: hit.subject,
            pods: hit.pods,
        }
    }

    /// Everything that differs, with the worst of what is said of it.
    pub(super) fn resources(&self, findings: &[Finding], texts: bool) -> Vec<Changed> {
        let mut worst: BTreeMap<Subject, Severity> = BTreeMap::new();
        for finding in findings {
            let seen = worst.entry(finding.subject).or_insert(Severity::None);
            *seen = (*seen).max(finding.severity);
        }
        let pairs = self.pairs.iter().enumerate().map(|(at, pair)| (Subject::Pair(at), &pair.changes));
        let platforms = self.platforms.iter().enumerate();
        let platforms = platforms.map(|(at, platform)| (Subject::Platform(at), &platform.changes));
        let files = self.files.iter().enumerate().map(|(at, file)| (Subject::File(at), &file.changes));
        let changed = pairs.chain(platforms).chain(files).filter(|(_, changes)| !changes.is_empty());
        let changed = changed.map(|(subject, changes)| {
            let resource = self.resource(subject);
            let whole = changes.first().filter(|change| change.path.0.is_empty());
            let pair = match subject {
                Subject::Pair(at) => Some(&self.pairs[at]),
                Subject::Platform(_) | Subject::File(_) => None,
            };
            let [before, after] = [pair.and_then(|p| p.before), pair.and_then(|p| p.after)]
                .map(|member| member.filter(|_| texts).map(|member| text::text(&member.object)));
            let renamed = pair.filter(|pair| pair.renamed).and_then(|pair| pair.before);
            Changed {
                kind: whole.map_or(Kind::Changed, |change| change.kind),
                renamed_from: renamed.map(|member| member.object.title()),
                changes: changes.iter().map(|change| self.shown(change, &resource.kind)).collect(),
                severity: worst.get(&subject).copied().unwrap_or(Severity::None),
                before,
                after,
                resource,
            }
        });
        changed.collect()
    }
}
