use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Member, Place, Rule, Scope, Set, Subject};
use crate::source::SourceId;
use crate::yaml::same_json;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("duplicate-object", Severity::Error, include_str!("duplicate_object.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let mut seen: BTreeMap<_, Member<'a>> = BTreeMap::new();
    let files = files(set);
    let mut choices: BTreeMap<_, (Member<'a>, Member<'a>, usize)> = BTreeMap::new();
    for member in set.members().filter(|member| !member.object.name.is_empty()) {
        let object = member.object;
        let key = (&*object.gvk.group, &*object.gvk.kind, object.namespace.as_deref(), &*object.name);
        let Some(first) = seen.insert(key, member) else { continue };
        match set.scope {
            Scope::Kustomization | Scope::Plan => report(first, member, Severity::Error, 0, cx),
            Scope::Folder | Scope::Chart if first.file == member.file => {
                report(first, member, Severity::Warning, 0, cx);
            }
            // Files beside each other are often choices; of three nobody applies all.
            Scope::Folder | Scope::Chart => {
                if files[&(&*object.gvk.kind, &*object.name)].1 < 3
                    && !same_json(&first.object.node, &object.node)
                {
                    let entry = choices.entry((first.file, member.file)).or_insert((first, member, 0));
                    entry.2 += 1;
                }
            }
        }
    }
    // Once for two files is enough.
    for (first, second, count) in choices.into_values() {
        report(first, second, Severity::Info, count - 1, cx);
    }
}

/// How many files have an object of a kind and name.
fn files<'a>(set: &Set<'a>) -> BTreeMap<(&'a str, &'a str), (Option<SourceId>, usize)> {
    let mut files: BTreeMap<_, (Option<SourceId>, usize)> = BTreeMap::new();
    // The members of a file stand together.
    for Member { object, file, .. } in set.members() {
        let (last, count) = files.entry((&*object.gvk.kind, &*object.name)).or_default();
        if *count == 0 || *last != file {
            (*last, *count) = (file, *count + 1);
        }
    }
    files
}

fn report<'a>(first: Member<'a>, second: Member<'a>, severity: Severity, more: usize, cx: &mut Cx<'a>) {
    let title = second.object.title();
    let what = match more {
        0 => format!("{title} is"),
        1 => format!("{title} and another object are"),
        more => format!("{title} and {more} other objects are"),
    };
    let message = format!("{what} here a second time: where both are applied, the last one holds");
    cx.report(Place::name(second.object), message)
        .severity(severity)
        .also(Place::name(first.object), "the first one")
        .help("keep one of them, or give them different names or namespaces");
}
