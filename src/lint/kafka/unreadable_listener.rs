use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::meant_port;
use crate::lint::settings::{Line, Settings, endpoints, items};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unreadable-listener", Severity::Error, include_str!("unreadable_listener.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST01", "KST02"],
    check: Check::Settings(check),
};

const LISTENERS: [&str; 2] = ["listeners", "advertised.listeners"];
const ADDRESSES: [&str; 2] = ["controller.quorum.voters", "controller.quorum.bootstrap.servers"];

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    for line in LISTENERS.iter().filter_map(|key| settings.line(key)) {
        for found in endpoints(line.value.as_deref().unwrap_or_default()) {
            match found {
                Ok(endpoint) => port(settings, line, endpoint.text, endpoint.port, cx),
                Err(text) => {
                    let message = format!(
                        "`{text}` in {} of {} is not a listener Kafka can read",
                        line.name(),
                        settings.title
                    );
                    cx.report(line.at, message).help("write `NAME://HOST:PORT`, such as `PLAINTEXT://:9092`");
                }
            }
        }
    }
    for line in ADDRESSES.iter().filter_map(|key| settings.line(key)) {
        for text in items(line.value.as_deref().unwrap_or_default()) {
            let number = text.rsplit_once(':').and_then(|(_, number)| number.parse().ok());
            number.into_iter().for_each(|number| port(settings, line, text, number, cx));
        }
    }
}

fn port<'a>(settings: &Settings<'a>, line: &Line<'a>, text: &str, port: i64, cx: &mut Cx<'a>) {
    if (0..=i64::from(u16::MAX)).contains(&port) {
        return;
    }
    let message = format!(
        "`{text}` in {} of {} has port {port}, and ports end at {}",
        line.name(),
        settings.title,
        u16::MAX
    );
    cx.report(line.at, message).help(match meant_port(port.into()) {
        Some(meant) => format!("did you mean {meant}?"),
        None => "take a port from 1 to 65535".to_owned(),
    });
}
