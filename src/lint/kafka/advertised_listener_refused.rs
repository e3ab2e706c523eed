use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::settings::{Endpoint, Form, Line, Settings, endpoints, items};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "advertised-listener-refused",
        Severity::Error,
        include_str!("advertised_listener_refused.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST06", "KST07", "KST08", "KST09", "SD15"],
    check: Check::Settings(check),
};

const EVERYWHERE: &str = "0.0.0.0";

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    if settings.form == Form::Strimzi {
        return;
    }
    let (own, advertised) = (settings.line("listeners"), settings.line("advertised.listeners"));
    // Where nothing is advertised, what is listened on is.
    let told = advertised.or_else(|| own.filter(|_| settings.is_all() && is_broker(settings)));
    if let Some(line) = told {
        nowhere(settings, line, advertised.is_some(), cx);
    }
    if let (Some(own), Some(advertised)) = (own, advertised) {
        not_listened_on(settings, own, advertised, cx);
    }
    inter_broker(settings, told, cx);
    if let Some(line) = told {
        only_controllers(settings, line, cx);
    }
}

fn nowhere<'a>(settings: &Settings<'a>, line: &Line<'a>, is_advertised: bool, cx: &mut Cx<'a>) {
    let controllers = settings.list("controller.listener.names").unwrap_or_default();
    let meta = of(line).into_iter().filter(|endpoint| {
        let of_controllers = controllers.iter().any(|name| name.eq_ignore_ascii_case(endpoint.name));
        endpoint.host == EVERYWHERE && (is_advertised || !of_controllers)
    });
    for endpoint in meta {
        let message = if is_advertised {
            format!(
                "`{}` in {} of {} sends clients to `{EVERYWHERE}`, which is no address",
                endpoint.text,
                line.name(),
                settings.title
            )
        } else {
            format!(
                "`{}` in {} of {} is advertised as well, as `advertised.listeners` is not there, and `{EVERYWHERE}` is no address",
                endpoint.text,
                line.name(),
                settings.title
            )
        };
        let port = endpoint.port;
        // What a start script adds to a file is not in it.
        let severity = if is_advertised { Severity::Error } else { Severity::Warning };
        cx.report(line.at, message).severity(severity).help(if is_advertised {
            "write the name or address clients reach this broker by".to_owned()
        } else {
            format!("add `advertised.listeners={}://HOST:{port}` with the name clients reach this broker by, or leave the host out: `{}://:{port}`", endpoint.name, endpoint.name)
        });
    }
}

fn not_listened_on<'a>(settings: &Settings<'a>, own: &Line<'a>, advertised: &Line<'a>, cx: &mut Cx<'a>) {
    let (Some(_), names) = (&own.value, of(own)) else { return };
    for endpoint in of(advertised) {
        if names.iter().any(|own| own.name.eq_ignore_ascii_case(endpoint.name)) {
            continue;
        }
        let message = format!(
            "{} of {} advertises listener `{}`, which {} does not have",
            advertised.name(),
            settings.title,
            endpoint.name,
            own.name()
        );
        let near = nearest(endpoint.name, names.iter().map(|own| own.name));
        cx.report(advertised.at, message).also(own.at, "the listeners there are").help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("add `{}://:{}` to the listeners, or take it out here", endpoint.name, endpoint.port)
            }
        });
    }
}

fn inter_broker<'a>(settings: &Settings<'a>, told: Option<&Line<'a>>, cx: &mut Cx<'a>) {
    let Some(line) = settings.line("inter.broker.listener.name") else {
        return inter_broker_protocol(settings, told, cx);
    };
    if let Some(protocol) = settings.line("security.inter.broker.protocol") {
        let message =
            format!("{} and {} of {} exclude each other", line.name(), protocol.name(), settings.title);
        let help = format!("take {} out: the listener says its protocol", protocol.name());
        cx.report(protocol.key_at, message).also(line.key_at, "the listener").help(help);
    }
    let (Some(name), Some(told)) = (line.value.as_deref(), told) else { return };
    let (Some(_), there) = (&told.value, of(told)) else { return };
    if there.is_empty() || there.iter().any(|endpoint| endpoint.name.eq_ignore_ascii_case(name)) {
        return;
    }
    let message = format!(
        "{} of {} is `{name}`, and {} has no such listener",
        line.name(),
        settings.title,
        told.name()
    );
    let near = nearest(name, there.iter().map(|endpoint| endpoint.name));
    cx.report(line.at, message).also(told.at, "the listeners that are advertised").help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `{name}` to {}, or name one of its listeners", told.name()),
    });
}

/// Without a listener for other brokers, it is the one called after their protocol.
fn inter_broker_protocol<'a>(settings: &Settings<'a>, told: Option<&Line<'a>>, cx: &mut Cx<'a>) {
    const PROTOCOL: &str = "security.inter.broker.protocol";
    let Some(told) = told.filter(|_| settings.is_all() && is_broker(settings)) else { return };
    let Some(name) = (match settings.line(PROTOCOL) {
        Some(line) => line.value.as_deref(),
        None => Some("PLAINTEXT"),
    }) else {
        return;
    };
    let controllers = settings.list("controller.listener.names").unwrap_or_default();
    let mut there = of(told);
    there.retain(|endpoint| !controllers.iter().any(|own| own.eq_ignore_ascii_case(endpoint.name)));
    if there.is_empty() || there.iter().any(|endpoint| endpoint.name.eq_ignore_ascii_case(name)) {
        return;
    }
    let message = format!(
        "brokers talk to {} by listener `{name}`, as `inter.broker.listener.name` is not there, and {} has no such listener",
        settings.title,
        told.name()
    );
    cx.report(told.at, message)
        .help(format!("add `inter.broker.listener.name={}`, or another of its listeners", there[0].name));
}

fn only_controllers<'a>(settings: &Settings<'a>, told: &Line<'a>, cx: &mut Cx<'a>) {
    let Some(controllers) = settings
        .text("controller.listener.names")
        .filter(|_| settings.line("process.roles").is_some() && is_broker(settings))
    else {
        return;
    };
    let there = of(told);
    let of_controllers =
        |endpoint: &Endpoint<'_>| items(controllers).any(|name| name.eq_ignore_ascii_case(endpoint.name));
    if there.is_empty() || !there.iter().all(of_controllers) {
        return;
    }
    let message = format!(
        "{} of {} has listeners of controllers only, and a broker needs one of its own",
        told.name(),
        settings.title
    );
    cx.report(told.at, message).help("add a listener for clients, such as `PLAINTEXT://:9092`");
}

fn of<'l>(line: &'l Line<'_>) -> Vec<Endpoint<'l>> {
    endpoints(line.value.as_deref().unwrap_or_default()).filter_map(Result::ok).collect()
}

/// Whether the settings are those of a broker, be it a controller too.
fn is_broker(settings: &Settings<'_>) -> bool {
    match settings.line("process.roles") {
        Some(line) => line.value.as_deref().is_some_and(|roles| items(roles).any(|role| role == "broker")),
        None => settings.form == Form::File,
    }
}
