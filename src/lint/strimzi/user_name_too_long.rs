use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::TLS_USER_NAME_LIMIT;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("user-name-too-long", Severity::Error, include_str!("user_name_too_long.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPU01", "OBS-g04"],
    check: Check::Object(&[Kind::KafkaUser], check),
};

fn check<'a>(user: &'a Object, cx: &mut Cx<'a>) {
    let authentication = user.at("spec/authentication/type");
    let length = user.name.chars().count();
    let Some(kind) = authentication.filter(|kind| kind.as_str() == Some("tls")) else { return };
    if length <= TLS_USER_NAME_LIMIT {
        return;
    }
    let message = format!(
        "the name of {} has {length} characters, and a certificate takes {TLS_USER_NAME_LIMIT} of them",
        user.title()
    );
    cx.report(Place::name(user), message)
        .also(Place::Value(user, kind), "the name becomes that of a certificate")
        .help(format!("take a name of at most {TLS_USER_NAME_LIMIT} characters"));
}
