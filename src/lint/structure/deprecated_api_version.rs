use crate::diagnostic::{Code, Severity};
use crate::facts::removed_api;
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject, moved};
use crate::object::Object;
use crate::schema;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("deprecated-api-version", Severity::Warning, include_str!("deprecated_api_version.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S58"],
    check: Check::Object(&[], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    // Most objects are of a version that stays.
    if !object.gvk.version.contains(['a', 'b']) {
        return;
    }
    let (api_version, kind) = (object.gvk.api_version(), &object.gvk.kind);
    let Some(going) = removed_api(&api_version, kind) else { return };
    let target = match going.product {
        "Strimzi" => cx.targets.schema.strimzi().to_owned(),
        _ => cx.targets.schema.kubernetes().to_string(),
    };
    if going.is_deprecated_in(&target) && !going.is_removed_in(&target) {
        let message = format!(
            "`{kind}` in `{api_version}` goes in {} {}; it is deprecated since {}",
            going.product, going.removed, going.deprecated
        );
        let stays = schema::stable(&object.gvk.group, kind, &cx.targets.schema);
        let fix = stays.map(|stays| moved(object, stays, cx.targets));
        let finding = cx.report(Place::at(object, "apiVersion"), message);
        finding.help(match stays {
            Some(stays) => format!("write `apiVersion: {stays}` before the upgrade"),
            None => "move to a version that stays before the upgrade".to_owned(),
        });
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}
