use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Form, Settings};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kafka-env-unguarded", Severity::Warning, include_str!("kafka_env_unguarded.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["SD14"],
    check: Check::Settings(check),
};

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let Some(line) = settings.line("content").filter(|_| settings.form == Form::AmbariEnv) else { return };
    let Some(text) = line.value.as_deref() else { return };
    // A block that guards itself chooses among the addresses.
    let guarded = text.contains("hostname -I") || text.contains("ip addr") || text.contains("streamwright");
    if !text.contains("advertised.listeners") || !text.contains("hostname -i") || guarded {
        return;
    }
    let message = format!(
        "`content` of {} advertises whatever `hostname -i` says: with several addresses, or the loopback one, brokers do not start or send clients to themselves",
        settings.title
    );
    cx.report(line.key_at, message)
        .help("`streamwright patch kafka-env` puts a block in its place that takes the address inside the brokers' subnet");
}
