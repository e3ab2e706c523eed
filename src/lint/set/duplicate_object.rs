use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};
use crate::source::SourceId;
use crate::yaml::same_json;
use std::collections::{BTreeMap, HashMap};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("duplicate-object", Severity::Error, include_str!("duplicate_object.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S28", "K8S29", "K8S30", "K8S31", "K8S32"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // Of what a blueprint becomes the plan itself has said so, by the parts it comes from.
    if set.scope == Scope::Plan {
        return;
    }
    let mut seen: HashMap<_, Member<'a>> = HashMap::new();
    // Only what lies beside each other in files is counted by them.
    let files = if matches!(set.scope, Scope::Folder | Scope::Chart) { files(set) } else { BTreeMap::new() };
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
    // What cannot be changed cannot be applied over the other.
    let fixed = fixed(first.object, second.object);
    let then = match &fixed {
        Some((path, ..)) => {
            format!(
                "where both are applied the second is refused, since `{}` cannot change",
                path.replace('/', ".")
            )
        }
        None => "where both are applied, the last one holds".to_owned(),
    };
    let found = cx.report(Place::name(second.object), format!("{what} here a second time: {then}"));
    if let Some((_, now, then)) = fixed {
        found
            .also(Place::Key(second.object, now), "this cannot change")
            .also(Place::Key(first.object, then), "from this");
    }
    found
        .severity(severity)
        .also(Place::name(first.object), "the first one")
        .help("keep one of them, or give them different names or namespaces");
}

/// What the API server does not let change in an object that is there.
const FIXED: &[(Kind, &[&str])] = &[
    (
        Kind::StatefulSet,
        &["spec/serviceName", "spec/selector", "spec/podManagementPolicy", "spec/volumeClaimTemplates"],
    ),
    (Kind::Deployment, &["spec/selector"]),
    (Kind::DaemonSet, &["spec/selector"]),
    (Kind::ReplicaSet, &["spec/selector"]),
    (Kind::Job, &["spec/selector", "spec/template"]),
    (Kind::Service, &["spec/clusterIP", "spec/loadBalancerClass"]),
    (
        Kind::PersistentVolumeClaim,
        &["spec/accessModes", "spec/storageClassName", "spec/volumeName", "spec/volumeMode"],
    ),
    (Kind::StorageClass, &["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"]),
];

/// Such a field that both have, with other values.
fn fixed<'a>(first: &'a Object, second: &'a Object) -> Option<(&'static str, &'a Node, &'a Node)> {
    let (_, paths) = FIXED.iter().find(|(kind, _)| *kind == Kind::of(&second.gvk))?;
    paths.iter().find_map(|path| {
        let (now, then) = (second.at(path)?, first.at(path)?);
        (!now.is_null() && !then.is_null() && !same_json(now, then)).then_some((*path, now, then))
    })
}
