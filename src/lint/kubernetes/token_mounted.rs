use crate::diagnostic::{Code, Severity};
use crate::lint::view::pod;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("token-mounted", Severity::Info, include_str!("token_mounted.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["K8S63"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object).filter(|_| !patched) else { continue };
        // An account of its own is one that may ask the API server something.
        let account =
            ["serviceAccountName", "serviceAccount"].iter().find_map(|key| pod.spec.get(key)?.as_str());
        let own = account.is_some_and(|name| name != "default");
        if own || pod.spec.get("automountServiceAccountToken").and_then(Node::as_bool).is_some() {
            continue;
        }
        let message = format!(
            "pods of {} get a token of the account `default` for the API server, which nothing here says they need",
            object.title()
        );
        cx.report(Place::Key(object, pod.spec), message)
            .help("write `automountServiceAccountToken: false` into the pod's `spec`");
    }
}
