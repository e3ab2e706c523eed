use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Form, Settings, items, protocols};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "inter-broker-mechanism-off",
        Severity::Error,
        include_str!("inter_broker_mechanism_off.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST13"],
    check: Check::Settings(check),
};

const OWN: &str = "sasl.mechanism.inter.broker.protocol";
const ENABLED: &str = "sasl.enabled.mechanisms";

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    if settings.form == Form::Strimzi || !is_by_sasl(settings) {
        return;
    }
    let (own, enabled) = (settings.line(OWN), settings.line(ENABLED));
    let Some(at) = own.or(enabled) else { return };
    // What an image presets is not in its variables.
    if (own.is_none() || enabled.is_none()) && !settings.is_all() {
        return;
    }
    let said = |line: Option<&crate::lint::settings::Line<'a>>| match line {
        Some(line) => line.value.as_deref().map(str::to_owned),
        None => Some("GSSAPI".to_owned()),
    };
    let (Some(mechanism), Some(list)) = (said(own), said(enabled)) else { return };
    if items(&list).any(|one| one == mechanism) {
        return;
    }
    let message = format!(
        "brokers of {} talk to each other with `{mechanism}`, which `{ENABLED}` does not have",
        settings.title
    );
    let help = match own {
        Some(_) => format!("add `{mechanism}` to `{ENABLED}`"),
        None => format!("add `{OWN}` with one of `{list}`: without it the brokers take `GSSAPI`"),
    };
    cx.report(at.at, message).help(help);
}

fn is_by_sasl(settings: &Settings<'_>) -> bool {
    let name = settings.text("inter.broker.listener.name");
    let map = settings.text("listener.security.protocol.map").unwrap_or_default();
    let of_listener = name.map(|name| {
        let mapped = protocols(map).filter_map(Result::ok).find(|(own, _)| own.eq_ignore_ascii_case(name));
        mapped.map_or(name, |(_, protocol)| protocol)
    });
    let protocol = of_listener.or_else(|| settings.text("security.inter.broker.protocol"));
    protocol.is_some_and(|protocol| protocol.to_ascii_uppercase().starts_with("SASL_"))
}
