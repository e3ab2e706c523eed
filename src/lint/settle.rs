use super::allow::{Allow, allows};
use super::ignored::{Ignored, Spot};
use super::text::{bad_allow, expired_ignore, unused_allow, unused_ignore};
use super::{Selection, rules, vocabulary};
use crate::blueprint::{Level, Named, RepositoryLint, Val};
use crate::diagnostic::{Code, Diagnostic, Severity, Sink, UNKNOWN_CHOICE};
use crate::facts::near::nearest;
use crate::source::{SourceId, SourceMap, Span};
use crate::topology::Topology;
use crate::yaml::{Limits, Reader, parse};

/// What keeps findings silent or gives them another level, and which of it was of use.
#[derive(Debug, Default)]
pub struct Settlement {
    selection: Selection,
    allows: Vec<(Allow, bool)>,
    ignored: Vec<(Ignored, bool)>,
    /// Where objects begin and end, and their titles, in order.
    objects: Vec<(Span, String)>,
    /// Whether only a part is judged of what the ignores speak of: one that was of no use may be of use elsewhere.
    pub partly: bool,
}

impl Settlement {
    /// For findings in manifests: what the repository's configuration says, whose files are named from where `prefix`
    /// leads to from its root. What names no rule is said.
    #[must_use]
    pub fn of_repository(section: &RepositoryLint, prefix: &str, asked: &Selection, sink: &mut Sink) -> Self {
        let mut settlement = Self { selection: asked.clone(), ..Self::default() };
        settlement.levels(&section.levels, sink);
        for (name, ignore) in section.ignore.iter() {
            if is_of_use(&ignore.rule, name, sink) {
                let own = Ignored::of_files(&ignore.value, name, prefix);
                settlement.ignored.push((own, false));
            }
        }
        settlement
    }

    /// For findings in manifests, without a configuration.
    #[must_use]
    pub fn of_nothing(asked: &Selection) -> Self {
        Self { selection: asked.clone(), ..Self::default() }
    }

    /// Adds the comments of manifests, and where their objects are, in the order of the files.
    pub(super) fn add(&mut self, found: Vec<Allow>, objects: impl FnOnce() -> Vec<(Span, String)>) {
        self.allows.extend(found.into_iter().map(|allow| (allow, false)));
        if !self.ignored.is_empty() {
            self.objects = objects();
        }
    }

    /// For findings about a blueprint: its section `lint`, and the comments in it. What names no rule is said.
    #[must_use]
    pub fn of_blueprint(
        topologies: &[Topology],
        source: Option<SourceId>,
        sources: &SourceMap,
        asked: &Selection,
        sink: &mut Sink,
    ) -> Self {
        let mut settlement = Self { selection: asked.clone(), ..Self::default() };
        let mark = source.filter(|id| sources.get(*id).text().contains("# streamwright:"));
        let sections: Vec<_> = topologies.iter().filter_map(|t| t.blueprint.lint.as_ref()).collect();
        if mark.is_none() && sections.is_empty() {
            return settlement;
        }
        let Some(id) = source else { return settlement };
        // What is wrong with the text was said when it was compiled.
        let stream = parse(id, sources, &Limits::default(), Reader::Kubernetes, &mut Sink::new());
        let mut found = Vec::new();
        for document in &stream.documents {
            allows(&document.comments, sources.get(id), &mut found);
        }
        settlement.allows = found.into_iter().map(|allow| (allow, false)).collect();
        let root = stream.documents.first().map(|document| &document.root);
        for section in sections {
            settlement.levels(&section.levels, sink);
            for (name, ignore) in section.ignore.iter() {
                if !is_of_use(&ignore.rule, name, sink) {
                    continue;
                }
                let own = Ignored::of(&ignore.value, name, ignore.key_span(), root);
                // Environments inherit the section, and one ignore is one.
                if !settlement.ignored.iter().any(|(other, _)| *other == own) {
                    settlement.ignored.push((own, false));
                }
            }
        }
        settlement
    }

    fn levels(&mut self, levels: &Named<Val<Level>>, sink: &mut Sink) {
        for (rule, level) in levels.iter() {
            let code = known(rule, "lint/levels", level.key_span(), sink);
            if code.is_some_and(|code| !is_hard(code, "lint/levels", level.key_span(), sink)) {
                self.selection.levels.entry(rule.to_owned()).or_insert(severity(level.value.value));
            }
        }
    }

    /// Which rules run.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Takes away what is to be silent and levels the rest. `today` as `2027-06-30`; without it no time runs out.
    #[must_use]
    pub fn apply(&mut self, said: Sink, sources: &SourceMap, today: Option<&str>) -> Sink {
        let mut rest = Sink::new();
        for diagnostic in said.into_sorted() {
            if !self.silences(&diagnostic, sources, today) {
                rest.push(self.selection.levelled(diagnostic));
            }
        }
        rest
    }

    fn silences(&mut self, diagnostic: &Diagnostic, sources: &SourceMap, today: Option<&str>) -> bool {
        let Some(span) = diagnostic.span().filter(|_| !diagnostic.code.hard) else { return false };
        let line = sources.position(span).line;
        let allow = self.allows.iter_mut().find(|(allow, _)| {
            allow.span.source == span.source
                && allow.wrong.is_none()
                && allow.lines.contains(&line)
                && allow.rules.iter().any(|rule| rule == diagnostic.code.id)
        });
        let before =
            self.objects.partition_point(|(own, _)| (own.source, own.start) <= (span.source, span.start));
        let around = self.objects[..before].last();
        let spot = Spot {
            span,
            file: sources.get(span.source).name(),
            object: around.filter(|(own, _)| own.source == span.source).map(|(_, title)| title.as_str()),
        };
        let ignored = self
            .ignored
            .iter_mut()
            .find(|(ignored, _)| !ignored.is_over(today) && ignored.holds(diagnostic.code.id, &spot));
        match (allow, ignored) {
            (Some((_, used)), _) | (None, Some((_, used))) => {
                *used = true;
                true
            }
            (None, None) => false,
        }
    }

    /// Says what was to keep something silent and did not. Only after everything was asked.
    pub fn close(&self, today: Option<&str>, sink: &mut Sink) {
        // A rule that was not asked has not had the chance to be allowed anything.
        let asked =
            |id: &str| rules().find(|rule| rule.code.id == id).is_none_or(|rule| self.selection.runs(rule));
        let code = |id: &str| vocabulary().find(|code| code.id == id);
        let mut say = |rule: &'static super::Rule, diagnostic: Diagnostic| {
            if self.selection.runs(rule) {
                sink.push(self.selection.levelled(diagnostic));
            }
        };
        for (allow, used) in &self.allows {
            let unknown = allow.rules.iter().find(|rule| code(rule).is_none());
            let hard = allow.rules.iter().find(|rule| code(rule).is_some_and(|code| code.hard));
            if allow.wrong.is_some() || unknown.is_some() || hard.is_some() {
                say(&bad_allow::RULE, bad_allow::diagnostic(allow, unknown, hard));
            } else if !used && allow.rules.iter().all(|rule| asked(rule)) {
                say(&unused_allow::RULE, unused_allow::diagnostic(allow));
            }
        }
        for (ignored, used) in &self.ignored {
            if ignored.is_over(today) {
                say(&expired_ignore::RULE, expired_ignore::diagnostic(ignored));
            } else if !used && !self.partly && asked(&ignored.rule) {
                say(&unused_ignore::RULE, unused_ignore::diagnostic(ignored));
            }
        }
    }
}

/// Whether an ignore names a rule that can be left unsaid; said where it does not.
fn is_of_use(rule: &Val<String>, name: &str, sink: &mut Sink) -> bool {
    let place = format!("lint/ignore/{name}");
    let code = known(&rule.value, &place, rule.span(), sink);
    code.is_some_and(|code| !is_hard(code, &place, rule.span(), sink))
}

/// The code of that id; said where there is none.
fn known(id: &str, place: &str, span: Option<Span>, sink: &mut Sink) -> Option<&'static Code> {
    let found = vocabulary().find(|code| code.id == id);
    if found.is_none() {
        let message = format!("`{place}` names the rule `{id}`, and there is none of that name");
        let help = match nearest(id, vocabulary().map(|code| code.id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`streamwright explain` lists what there is".to_owned(),
        };
        sink.push(at(span, message).help(help));
    }
    found
}

/// Whether nothing changes the level of a code; said where somebody tries.
fn is_hard(code: &Code, place: &str, span: Option<Span>, sink: &mut Sink) -> bool {
    if code.hard {
        let message =
            format!("`{place}` names `{}`, which keeps its level: what it finds cannot work", code.id);
        sink.push(at(span, message).help("mend what it finds, and take the entry out"));
    }
    code.hard
}

fn at(span: Option<Span>, message: String) -> Diagnostic {
    match span {
        Some(span) => Diagnostic::new(&UNKNOWN_CHOICE, span, message),
        None => Diagnostic::without_place(&UNKNOWN_CHOICE, message),
    }
}

fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Error => Some(Severity::Error),
        Level::Warning => Some(Severity::Warning),
        Level::Info => Some(Severity::Info),
        Level::Off => None,
    }
}
