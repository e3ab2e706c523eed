use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Form, Settings, endpoints};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "advertised-port-differs",
        Severity::Warning,
        include_str!("advertised_port_differs.md"),
    ),
    subject: Subject::Kafka,
    // A load balancer or a node port may stand between.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD02"],
    check: Check::Settings(check),
};

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    if settings.form == Form::Strimzi {
        return;
    }
    let (Some(own), Some(told)) = (settings.line("listeners"), settings.line("advertised.listeners")) else {
        return;
    };
    let (Some(listens), Some(advertised)) = (own.value.as_deref(), told.value.as_deref()) else { return };
    for endpoint in endpoints(advertised).filter_map(Result::ok) {
        let mut named = endpoints(listens)
            .filter_map(Result::ok)
            .filter(|of| of.name.eq_ignore_ascii_case(endpoint.name));
        if let Some(other) = named.next().filter(|other| other.port != endpoint.port && other.port != 0) {
            let message = format!(
                "{} sends clients of `{}` to port {}, and the broker listens on {}",
                settings.title, endpoint.name, endpoint.port, other.port
            );
            cx.report(told.at, message).also(own.at, "where it listens").help(format!(
                "write {} in both, unless something in between turns one into the other",
                endpoint.port
            ));
        }
    }
}
