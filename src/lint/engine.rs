use super::input::{Counts, is_nobodys};
use super::settings::Settings;
use super::settings::ambari::Ambari;
use super::settings::properties::Property;
use super::{
    Check, Context, Cx, Finding, Kind, ObjectCheck, PlatformCheck, Rule, Said, Selection, Set, SetCheck,
    SettingsCheck,
};
use super::{StructureCheck, Targets, finding, fix, rules, settings};
use crate::diagnostic::{Diagnostic, Label};
use crate::facts::successor;
use crate::lint::view::has_filled_in;
use crate::object::{Object, Pointer};
use crate::schema::{self, Outcome, Problem, Violation};
use crate::source::{SourceId, workers};
use crate::topology::Topology;

/// The rules that run, by what they look at.
pub(super) struct Engine {
    structure: Vec<(&'static Rule, StructureCheck)>,
    objects: Vec<Vec<(&'static Rule, ObjectCheck)>>,
    sets: Vec<(&'static Rule, SetCheck)>,
    platforms: Vec<(&'static Rule, PlatformCheck)>,
    settings: Vec<(&'static Rule, SettingsCheck)>,
}

impl Engine {
    pub(super) fn new(selection: &Selection) -> Self {
        let mut engine = Self {
            structure: Vec::new(),
            objects: vec![Vec::new(); Kind::COUNT],
            sets: Vec::new(),
            platforms: Vec::new(),
            settings: Vec::new(),
        };
        for rule in rules().filter(|rule| selection.runs(rule)) {
            engine.take(rule, &rule.check);
        }
        engine
    }

    fn take(&mut self, rule: &'static Rule, check: &'static Check) {
        match check {
            Check::Engine => {}
            Check::Structure(check) => self.structure.push((rule, *check)),
            Check::Object([], check) => self.objects.iter_mut().for_each(|of| of.push((rule, *check))),
            Check::Object(kinds, check) => {
                kinds.iter().for_each(|kind| self.objects[*kind as usize].push((rule, *check)));
            }
            Check::Set(check) => self.sets.push((rule, *check)),
            Check::Platform(check) => self.platforms.push((rule, *check)),
            Check::Settings(check) => self.settings.push((rule, *check)),
            Check::Several(checks) => checks.iter().for_each(|check| self.take(rule, check)),
        }
    }

    /// What the rules about single objects find in one.
    pub(super) fn object<'a>(&self, object: &'a Object, context: &'a Context<'a>) -> Vec<Finding<'a>> {
        let rules = &self.objects[Kind::of(&object.gvk) as usize];
        let Some((first, _)) = rules.first() else { return Vec::new() };
        let mut cx = Cx::new(context, first);
        for (rule, check) in rules {
            cx.run(rule, |cx| check(object, cx));
        }
        cx.into_findings()
    }

    /// What the rules about settings find in those an object brings, `text` being the file it was read from.
    pub(super) fn settings<'a>(
        &self,
        object: &'a Object,
        text: Option<&str>,
        context: &'a Context<'a>,
    ) -> Vec<Finding<'a>> {
        let Some((first, _)) = self.settings.first() else { return Vec::new() };
        let mut cx = Cx::new(context, first);
        for settings in settings::of_object(object, text, &cx) {
            self.judge_settings(&settings, &mut cx);
        }
        cx.into_findings()
    }

    /// What the same rules find in a file that is nothing but settings.
    pub(super) fn properties<'a>(
        &self,
        name: &str,
        lines: &'a [Property],
        ambari: &'a [Ambari],
        source: SourceId,
        context: &'a Context<'a>,
    ) -> Vec<Finding<'a>> {
        let Some((first, _)) = self.settings.first() else { return Vec::new() };
        let mut cx = Cx::new(context, first);
        if !lines.is_empty() {
            self.judge_settings(&settings::of_file(name, lines, source, &context.targets), &mut cx);
        }
        for of in ambari {
            self.judge_settings(&settings::of_ambari(name, of, source, &context.targets), &mut cx);
        }
        cx.into_findings()
    }

    fn judge_settings<'a>(&self, settings: &Settings<'a>, cx: &mut Cx<'a>) {
        for (rule, check) in &self.settings {
            cx.run(rule, |cx| check(settings, cx));
        }
    }

    /// What the schema of its kind refuses in an object nobody has checked yet.
    pub(super) fn structure(
        &self,
        object: &Object,
        targets: &Targets,
        patched: bool,
        counts: &mut Counts,
    ) -> Vec<Diagnostic> {
        let violations = match schema::check(&object.node, &targets.schema) {
            Outcome::Checked(violations) if !is_nobodys(&object.gvk) => violations,
            _ => {
                let kind = format!("{} {}", object.gvk.api_version(), object.gvk.kind);
                *counts.unknown.entry(kind).or_default() += 1;
                return Vec::new();
            }
        };
        let (filled_in, violations): (Vec<_>, Vec<_>) =
            violations.into_iter().partition(|violation| is_filled_in_there(object, violation));
        counts.filled_in += filled_in.len();
        let mut told = self.told(&violations, object, targets, patched, "");
        // What is of a version that is gone has the mistakes it had, and those of the move.
        let api_version = object.gvk.api_version();
        let gone = matches!(
            violations.as_slice(),
            [Violation { problem: Problem::UnknownVersion { .. } | Problem::UnknownKind { .. }, .. }]
        );
        let now = gone.then(|| successor(&api_version, &object.gvk.kind)).flatten();
        if let Some(now) = now
            && let Some(mut violations) = schema::check_as(&object.node, now, &targets.schema)
        {
            violations.retain(|violation| !is_filled_in_there(object, violation));
            told.extend(once(self.told(&violations, object, targets, patched, &format!(" in `{now}`"))));
        }
        told
    }

    /// What is said of what a schema refuses.
    fn told(
        &self,
        violations: &[Violation],
        object: &Object,
        targets: &Targets,
        patched: bool,
        behind: &str,
    ) -> Vec<Diagnostic> {
        violations
            .iter()
            .filter(|violation| !(patched && may_be_patched(&violation.problem)))
            .filter(|violation| !is_misspelt(violation, violations))
            .filter_map(|violation| {
                let said = |(rule, check): &(&'static Rule, StructureCheck)| {
                    Some((*rule, check(violation, object, targets)?))
                };
                let (rule, Said { message, help }) = self.structure.iter().find_map(said)?;
                let message = worded(object, violation, &message) + behind;
                let way = Pointer::parse(&violation.pointer).unwrap_or_default();
                let key = matches!(violation.problem, Problem::UnknownField { .. });
                let diagnostic = match finding::span_of(&object.node, &way, key) {
                    Some(span) => Diagnostic::new(&rule.code, span, message),
                    None => Diagnostic::without_place(&rule.code, message),
                };
                let fix = fix::of_violation(violation, object, targets).and_then(fix::Fix::written);
                Some(Diagnostic { fix: fix.map(Box::new), ..diagnostic.maybe_help(help) })
            })
            .collect()
    }

    /// What the rules about objects that are applied together find.
    pub(super) fn set<'a>(&self, set: &Set<'a>, context: &'a Context<'a>) -> Vec<Finding<'a>> {
        let threads = workers::count(set.members().count());
        let found = workers::each_in_turn(&self.sets, threads, |(rule, check)| {
            let mut cx = Cx::new(context, rule);
            cx.run(rule, |cx| check(set, cx));
            cx.into_findings()
        });
        found.into_iter().flatten().collect()
    }

    /// What the rules about whole platforms find.
    pub(super) fn platform<'a>(&self, topology: &'a Topology, context: &'a Context<'a>) -> Vec<Finding<'a>> {
        let Some((first, _)) = self.platforms.first() else { return Vec::new() };
        let mut cx = Cx::new(context, first);
        for (rule, check) in &self.platforms {
            cx.run(rule, |cx| check(topology, cx));
        }
        cx.into_findings()
    }
}

/// The message with the object it is about, and the field where the problem does not name it.
fn worded(object: &Object, violation: &Violation, message: &str) -> String {
    let title = object.title();
    match violation.problem {
        Problem::UnknownVersion { .. } | Problem::UnknownKind { .. } => message.to_owned(),
        Problem::UnknownField { .. } | Problem::MissingField { .. } => format!("{title}: {message}"),
        _ if violation.pointer.is_empty() => format!("{title}: {message}"),
        _ => format!("`{}` of {title}: {message}", violation.pointer.trim_start_matches('/')),
    }
}

/// What a move asks for in many places is one thing to do.
fn once(told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in told {
        let same = |other: &&mut Diagnostic| {
            other.code.id == diagnostic.code.id && other.message == diagnostic.message
        };
        match (kept.iter_mut().find(same), diagnostic.span()) {
            (Some(first), Some(span)) => first.labels.push(Label { span, text: "and here".into() }),
            (Some(_), None) => {}
            (None, _) => kept.push(diagnostic),
        }
    }
    kept
}

/// Whether a field is missing because it is there under nearly its name, which is said of that name.
fn is_misspelt(missing: &Violation, all: &[Violation]) -> bool {
    let Problem::MissingField { name: wanted, .. } = &missing.problem else { return false };
    all.iter().any(|other| match &other.problem {
        Problem::UnknownField { near: Some(near), .. } => {
            near == wanted && other.pointer.rsplit_once('/').is_some_and(|(map, _)| map == missing.pointer)
        }
        _ => false,
    })
}

/// Whether what a schema refuses is not the value that will be applied.
fn is_filled_in_there(object: &Object, violation: &Violation) -> bool {
    let of_value = !matches!(
        violation.problem,
        Problem::UnknownField { .. }
            | Problem::MissingField { .. }
            | Problem::UnknownVersion { .. }
            | Problem::UnknownKind { .. }
    );
    let way = Pointer::parse(&violation.pointer).unwrap_or_default();
    of_value && way.walk(&object.node).last().is_some_and(|node| has_filled_in(node))
}

/// What is missing in a file may be what a patch adds.
fn may_be_patched(problem: &Problem) -> bool {
    matches!(problem, Problem::MissingField { .. } | Problem::ExactlyOne { .. } | Problem::Condition(_))
}
