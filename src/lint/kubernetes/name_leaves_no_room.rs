use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::{POD_NAME_LIMIT, STATEFUL_SET_NAME_LIMIT};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("name-leaves-no-room", Severity::Error, include_str!("name_leaves_no_room.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S04", "K8S05", "K8S06", "K8S07"],
    check: Check::Several(&[
        Check::Object(&[Kind::StatefulSet], stateful_set),
        Check::Object(&[Kind::CronJob], cron_job),
        Check::Object(&[Kind::Deployment], deployment),
    ]),
};

/// Each Job of a CronJob has eleven characters more.
const CRON_JOB_NAME_LIMIT: usize = 52;

fn stateful_set<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let long = object.name.chars().count();
    if long > STATEFUL_SET_NAME_LIMIT {
        let message = format!(
            "{} has a name of {long} characters: with the hash of its revision that is no label of its pods any more",
            object.title()
        );
        cx.report(Place::name(object), message)
            .help(format!("take a name of at most {STATEFUL_SET_NAME_LIMIT} characters"));
        return;
    }
    let number = |path| object.at(path).and_then(Node::as_int);
    let last = number("spec/ordinals/start").unwrap_or(0) + number("spec/replicas").unwrap_or(1) - 1;
    let pod = format!("{}-{last}", object.name);
    if last > 0 && pod.chars().count() > POD_NAME_LIMIT {
        let message = format!("pod `{pod}` of {} has more than {POD_NAME_LIMIT} characters", object.title());
        cx.report(Place::name(object), message).help("take a shorter name");
    }
}

fn cron_job<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let long = object.name.chars().count();
    if long > CRON_JOB_NAME_LIMIT {
        let message =
            format!("{} has a name of {long} characters, and its Jobs add 11 to it", object.title());
        cx.report(Place::name(object), message)
            .help(format!("take a name of at most {CRON_JOB_NAME_LIMIT} characters"));
    }
}

/// A name that is made has at most 63 characters: 10 of the hash of the ReplicaSet, 5 of the pod, two hyphens.
const DEPLOYMENT_NAME_LIMIT: usize = 46;

fn deployment<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let long = object.name.chars().count();
    if long > DEPLOYMENT_NAME_LIMIT {
        let message = format!(
            "{} has a name of {long} characters: the names of its pods are cut, and may end before the hash of their \
             ReplicaSet does",
            object.title()
        );
        cx.report(Place::name(object), message)
            .severity(Severity::Info)
            .help(format!("take a name of at most {DEPLOYMENT_NAME_LIMIT} characters"));
    }
}
