use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Endpoint, Line, Settings, endpoints};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listeners-clash", Severity::Error, include_str!("listeners_clash.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST03", "KST04"],
    check: Check::Settings(check),
};

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    for key in ["listeners", "advertised.listeners"] {
        let Some(line) = settings.line(key) else { continue };
        let all: Vec<Endpoint<'_>> =
            endpoints(line.value.as_deref().unwrap_or_default()).filter_map(Result::ok).collect();
        for (at, one) in all.iter().enumerate() {
            let before = &all[..at];
            if let Some(other) = before.iter().find(|other| other.port == one.port)
                && key == "listeners"
                && one.port != 0
                && !are_both_families(&all, one.port)
            {
                let what = format!("`{}` and `{}` share port {}", other.text, one.text, one.port);
                say(settings, line, &what, "give each listener a port of its own", cx);
            } else if let Some(other) = before.iter().find(|other| same_name(other, one)) {
                let what = format!("`{}` and `{}` have one name", other.text, one.text);
                let help = "give each listener a name of its own, and the protocol of each in `listener.security.protocol.map`";
                say(settings, line, &what, help, cx);
            }
        }
    }
}

fn say<'a>(settings: &Settings<'a>, line: &Line<'a>, what: &str, help: &str, cx: &mut Cx<'a>) {
    let message = format!("{what} in {} of {}", line.name(), settings.title);
    cx.report(line.at, message).help(help);
}

fn same_name(one: &Endpoint<'_>, other: &Endpoint<'_>) -> bool {
    one.name.eq_ignore_ascii_case(other.name)
}

/// Kafka lets one port stand twice: for an address of each family.
fn are_both_families(all: &[Endpoint<'_>], port: i64) -> bool {
    let mut hosts = all.iter().filter(|of| of.port == port).map(|of| of.host);
    match (hosts.next(), hosts.next(), hosts.next()) {
        (Some(one), Some(other), None) => {
            let four = |host: &str| host.parse::<std::net::Ipv4Addr>().is_ok();
            let six = |host: &str| host.parse::<std::net::Ipv6Addr>().is_ok();
            (four(one) && six(other)) || (six(one) && four(other))
        }
        _ => false,
    }
}
