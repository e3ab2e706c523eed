use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject, moved};
use crate::object::{Gvk, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-api-group", Severity::Error, include_str!("unknown_api_group.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::Other], check),
};

/// The groups without a dot: a custom resource must have one.
const PLAIN: [&str; 5] = ["apps", "autoscaling", "batch", "extensions", "policy"];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Gvk { group, version, kind } = &object.gvk;
    if group.is_empty() || group.contains('.') || PLAIN.contains(&group.as_str()) {
        return;
    }
    // Many tools have files of their own that look like objects; a kind of Kubernetes is none of theirs.
    let Some(near) = nearest(group, PLAIN) else { return };
    let meant = Gvk { group: near.to_owned(), version: version.clone(), kind: kind.clone() };
    if Kind::of(&meant) != Kind::Other {
        let message = format!("there is no API group `{group}`, which `{kind}` is said to be in");
        let fix = moved(object, &meant.api_version(), cx.targets);
        cx.report(Place::at(object, "apiVersion"), message).help(format!("did you mean `{near}`?")).fix(fix);
    }
}
