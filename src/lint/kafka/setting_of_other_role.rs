use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Form, Settings};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("setting-of-other-role", Severity::Warning, include_str!("setting_of_other_role.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST23", "KST24"],
    check: Check::Settings(check),
};

const POLICIES: [&str; 2] = ["create.topic.policy.class.name", "alter.config.policy.class.name"];
const OF_NEW_TOPICS: [&str; 2] = ["num.partitions", "default.replication.factor"];

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    // The operator writes one configuration for all roles.
    if settings.form == Form::Strimzi || settings.text("process.roles") != Some("broker") {
        return;
    }
    for line in POLICIES.iter().filter_map(|key| settings.line(key)) {
        let message = format!(
            "{} of {} does nothing: controllers ask the policy, and this node is a broker alone",
            line.name(),
            settings.title
        );
        cx.report(line.key_at, message)
            .help("write it into the settings of the controllers, and take it out here");
    }
    for line in OF_NEW_TOPICS.iter().filter_map(|key| settings.line(key)) {
        let message = format!(
            "{} of {} belongs to controllers, and this node is a broker alone: Kafka 5.0 will ignore it here",
            line.name(),
            settings.title
        );
        cx.report(line.key_at, message)
            .severity(Severity::Info)
            .help("write it into the settings of the controllers as well");
    }
}
