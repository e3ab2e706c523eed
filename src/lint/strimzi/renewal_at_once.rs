use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("renewal-at-once", Severity::Error, include_str!("renewal_at_once.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP23"],
    check: Check::Object(&[Kind::Kafka], check),
};

/// What holds where nobody says otherwise. Source: `CertificateAuthority` of Strimzi 1.2.0.
const VALIDITY_DAYS: i128 = 365;
const RENEWAL_DAYS: i128 = 30;

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for key in ["clusterCa", "clientsCa"] {
        let Some(authority) = object.at(&format!("spec/{key}")) else { continue };
        let days = |key, otherwise| match authority.get(key).filter(|node| !node.is_null()) {
            Some(node) => Some((node.as_int()?, Some(node))),
            None => Some((otherwise, None)),
        };
        let (Some((validity, valid)), Some((renewal, renewed))) =
            (days("validityDays", VALIDITY_DAYS), days("renewalDays", RENEWAL_DAYS))
        else {
            continue;
        };
        let Some(written) = renewed.or(valid).filter(|_| renewal >= validity) else { continue };
        report(object, key, (validity, valid), renewal, written, cx);
    }
}

fn report<'a>(
    object: &'a Object,
    key: &str,
    (validity, valid): (i128, Option<&'a Node>),
    renewal: i128,
    written: &'a Node,
    cx: &mut Cx<'a>,
) {
    let message = format!(
        "certificates of `{key}` of {} are valid for {validity} days and renewed {renewal} days before their end, which is \
         at once and again at every look",
        object.title()
    );
    let help = match validity / 3 {
        third if third < 1 => "write a `validityDays` well above `renewalDays`".to_owned(),
        third => format!("write `renewalDays: {}`, or a longer `validityDays`", third.min(RENEWAL_DAYS)),
    };
    let finding = cx.report(Place::Value(object, written), message).help(help);
    if let Some(node) = valid.filter(|node| !std::ptr::eq(*node, written)) {
        finding.also(Place::Value(object, node), "as long as they are valid");
    }
}
