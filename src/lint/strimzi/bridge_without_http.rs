use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("bridge-without-http", Severity::Error, include_str!("bridge_without_http.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPB01", "OBS-i02"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::KafkaBridge).filter(|member| !member.patched) {
        let bridge = member.object;
        let Some(spec) = bridge.at("spec").filter(|spec| spec.as_map().is_some()) else { continue };
        if spec.get("http").is_some_and(|http| !http.is_null()) {
            continue;
        }
        let message = format!("{} has no `http`: the operator refuses it", bridge.title());
        cx.report(Place::Key(bridge, spec), message).help("add `http: {port: 8080}` to `spec`");
    }
}
