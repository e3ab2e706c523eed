use crate::diagnostic::{Code, Severity};
use crate::lint::view::pod;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("restart-policy-refused", Severity::Error, include_str!("restart_policy_refused.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S25"],
    check: Check::Object(
        &[Kind::StatefulSet, Kind::Deployment, Kind::DaemonSet, Kind::ReplicaSet, Kind::Job, Kind::CronJob],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    let ends = matches!(Kind::of(&object.gvk), Kind::Job | Kind::CronJob);
    let taken = if ends { "`OnFailure` or `Never`" } else { "`Always`" };
    let Some(node) =
        pod.spec.get("restartPolicy").filter(|node| !node.is_null() && node.as_str() != Some(""))
    else {
        if ends {
            let (title, kind) = (object.title(), &object.gvk.kind);
            let message = format!(
                "no `restartPolicy` in {title}: without it is `Always`, and the pods of a {kind} take {taken}"
            );
            cx.report(Place::Key(object, pod.spec), message)
                .help("write `restartPolicy: OnFailure`, or `Never`");
        }
        return;
    };
    // Any other word is refused by the schema.
    let Some(written @ ("Always" | "OnFailure" | "Never")) = node.as_str() else { return };
    if ends != (written == "Always") {
        return;
    }
    let message = format!(
        "`restartPolicy: {written}` in {}: the pods of a {} take {taken}",
        object.title(),
        object.gvk.kind
    );
    cx.report(Place::Value(object, node), message).help(format!("write {taken}"));
}
