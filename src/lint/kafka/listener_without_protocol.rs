use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::settings::{Form, Line, Settings, endpoints, items, protocols};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "listener-without-protocol",
        Severity::Error,
        include_str!("listener_without_protocol.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST05"],
    check: Check::Settings(check),
};

const MAP: &str = "listener.security.protocol.map";
const PROTOCOLS: [&str; 4] = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"];

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let map = settings.line(MAP);
    if let Some(map) = map {
        entries(settings, map, cx);
    }
    // What an image puts there itself is not in the variables.
    if map.is_none() && !settings.is_all() {
        return;
    }
    let Some(text) = map.map_or(Some(""), |map| map.value.as_deref()) else { return };
    let known: Vec<&str> = match map {
        Some(_) => protocols(text).filter_map(Result::ok).map(|(name, _)| name).collect(),
        None => PROTOCOLS.to_vec(),
    };
    let Some(of_controllers) = (match settings.line("controller.listener.names") {
        Some(line) => line.value.as_deref(),
        None => Some(""),
    }) else {
        return;
    };
    // Controllers speak plainly without a map, as long as no listener is called after another protocol.
    let plain = map.is_none() && !names(settings, of_controllers).any(is_protected);
    of_controllers_elsewhere(settings, map, of_controllers, plain, &known, cx);
    for line in ["listeners", "advertised.listeners"].iter().filter_map(|key| settings.line(key)) {
        for endpoint in endpoints(line.value.as_deref().unwrap_or_default()).filter_map(Result::ok) {
            let name = endpoint.name;
            let implied = plain && items(of_controllers).any(|own| own.eq_ignore_ascii_case(name));
            if implied || known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                continue;
            }
            let message = format!(
                "no security protocol is defined for listener `{name}` in {} of {}",
                line.name(),
                settings.title
            );
            let key = written(settings);
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!(
                    "did you mean `{near}`? Otherwise add `{name}:SSL` or another protocol to `{key}`"
                ),
                None => format!("add `{name}:SSL` or another protocol to `{key}`"),
            };
            cx.report(line.at, message).help(help);
            break;
        }
    }
}

/// A broker that is no controller has none of their listeners, and connects to them all the same.
fn of_controllers_elsewhere<'a>(
    settings: &Settings<'a>,
    map: Option<&Line<'a>>,
    of_controllers: &str,
    plain: bool,
    known: &[&str],
    cx: &mut Cx<'a>,
) {
    if plain || settings.text("process.roles").is_none_or(|roles| roles.trim() != "broker") {
        return;
    }
    let Some(line) = settings.line("controller.listener.names") else { return };
    let missing = |name: &&str| !known.iter().any(|known| known.eq_ignore_ascii_case(name));
    let Some(name) = items(of_controllers).find(missing) else { return };
    let message = format!(
        "no security protocol is defined for `{name}`, the listener by which {} reaches its controllers",
        settings.title
    );
    let key = written(settings);
    cx.report(map.map_or(line.at, |map| map.at), message)
        .help(format!("add `{name}:SSL`, or the protocol the controllers have, to `{key}`"));
}

fn names<'s>(settings: &'s Settings<'_>, of_controllers: &'s str) -> impl Iterator<Item = &'s str> {
    let listeners = endpoints(settings.text("listeners").unwrap_or_default());
    items(of_controllers).chain(listeners.filter_map(Result::ok).map(|endpoint| endpoint.name))
}

fn is_protected(name: &str) -> bool {
    PROTOCOLS.iter().any(|known| *known != "PLAINTEXT" && known.eq_ignore_ascii_case(name))
}

fn entries<'a>(settings: &Settings<'a>, map: &Line<'a>, cx: &mut Cx<'a>) {
    for entry in protocols(map.value.as_deref().unwrap_or_default()) {
        let message = match entry {
            Ok((_, protocol)) if PROTOCOLS.iter().any(|known| known.eq_ignore_ascii_case(protocol)) => {
                continue;
            }
            Ok((name, protocol)) => {
                format!(
                    "`{protocol}`, the protocol of `{name}` in {} of {}, is none Kafka has",
                    map.name(),
                    settings.title
                )
            }
            Err(text) => format!("`{text}` in {} of {} names no protocol", map.name(), settings.title),
        };
        let near = entry.ok().and_then(|(_, protocol)| nearest(&protocol.to_ascii_uppercase(), PROTOCOLS));
        cx.report(map.at, message).help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "write `NAME:PROTOCOL` with `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`".to_owned()
            }
        });
    }
}

/// The key of the map as it has to be written there.
fn written(settings: &Settings<'_>) -> String {
    match settings.form {
        Form::Variables(whose) => format!("{}LISTENER_SECURITY_PROTOCOL_MAP", whose.prefix()),
        Form::Strimzi
        | Form::File
        | Form::Mounted
        | Form::Ambari
        | Form::AmbariEnv
        | Form::AmbariBody { .. } => MAP.to_owned(),
    }
}
