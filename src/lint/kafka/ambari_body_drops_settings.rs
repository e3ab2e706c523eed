use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Form, Settings};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "ambari-body-drops-settings",
        Severity::Error,
        include_str!("ambari_body_drops_settings.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Settings(check),
};

/// What every `kafka-broker` of a cluster has, without which no broker starts.
const NEEDED: [&str; 2] = ["zookeeper.connect", "log.dirs"];

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let Form::AmbariBody { head } = settings.form else { return };
    // Somebody's note that the rest belongs there.
    if settings.line("...").is_some() || NEEDED.iter().any(|key| settings.line(key).is_some()) {
        return;
    }
    let keys = settings.lines.len();
    let keys = if keys == 1 { "1 key".to_owned() } else { format!("{keys} keys") };
    let message = format!(
        "{} has {keys} and neither `{}` nor `{}`: the request replaces the whole configuration, and every other key is lost",
        settings.title, NEEDED[0], NEEDED[1]
    );
    cx.report(crate::lint::Place::Bytes(head), message)
        .help("read the configuration that is there, change these keys in it, and send all of it");
}
