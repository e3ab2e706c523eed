use crate::diagnostic::{Code, Severity};
use crate::lint::settings::{Form, Line, Settings, endpoints, items};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kraft-roles-contradict", Severity::Error, include_str!("kraft_roles_contradict.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST10", "KST11", "KST12"],
    check: Check::Settings(check),
};

const NAMES: &str = "controller.listener.names";
const VOTERS: &str = "controller.quorum.voters";
const JOIN: &str = "controller.quorum.auto.join.enable";
const BOOTSTRAP: &str = "controller.quorum.bootstrap.servers";

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    // The operator writes all of these itself.
    if settings.form == Form::Strimzi {
        return;
    }
    two_numbers(settings, cx);
    let Some(roles) = settings.line("process.roles") else { return };
    let Some(text) = roles.value.as_deref() else { return };
    let (broker, controller) =
        (items(text).any(|role| role == "broker"), items(text).any(|role| role == "controller"));
    if !broker && !controller {
        return;
    }
    listeners(settings, roles, broker, controller, cx);
    if !broker {
        between_brokers(settings, roles, cx);
    }
    if !controller
        && let Some(line) = settings.line(JOIN).filter(|_| settings.text(JOIN).is_some_and(is_true))
    {
        let message = format!(
            "{} of {} is for controllers, and {} is not one",
            line.name(),
            settings.title,
            roles.name()
        );
        cx.report(line.at, message)
            .also(roles.at, "its roles")
            .help("take it out here, and write it to the controllers");
    }
    voters(settings, roles, controller, cx);
}

/// Both are the number of the node.
fn two_numbers<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let (Some(node), Some(broker)) = (settings.line("node.id"), settings.line("broker.id")) else { return };
    let (Some(one), Some(other)) = (settings.number("node.id"), settings.number("broker.id")) else { return };
    if one != other {
        let message =
            format!("{} of {} is {other}, and {} is {one}", broker.name(), settings.title, node.name());
        let help = format!("take {} out: {} is its name since KRaft", broker.name(), node.name());
        cx.report(broker.at, message).also(node.at, "the other number").help(help);
    }
}

/// A controller alone knows no other brokers.
fn between_brokers<'a>(settings: &Settings<'a>, roles: &Line<'a>, cx: &mut Cx<'a>) {
    let Some(line) = settings.line("inter.broker.listener.name") else { return };
    let (Some(name), Some(own)) = (line.value.as_deref(), settings.text(NAMES)) else { return };
    if items(own).any(|own| own.eq_ignore_ascii_case(name)) {
        let message = format!(
            "{} of {} is `{name}`, a listener of controllers, and {} is `controller` alone",
            line.name(),
            settings.title,
            roles.name()
        );
        cx.report(line.at, message).also(roles.at, "its roles").help(format!("take {} out", line.name()));
    }
}

fn is_true(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("true")
}

fn listeners<'a>(settings: &Settings<'a>, roles: &Line<'a>, broker: bool, controller: bool, cx: &mut Cx<'a>) {
    let names = settings.line(NAMES);
    if names.is_none() && settings.is_all() {
        let message = format!("{} has {}, and `{NAMES}` is not there", settings.title, roles.name());
        let help = format!("add `{NAMES}=CONTROLLER`, and a listener of that name to the controllers");
        cx.report(roles.key_at, message).help(help).severity(Severity::Warning);
    }
    let Some(names) = names else { return };
    let Some(own) = names.value.as_deref() else { return };
    let Some(line) = settings.line("listeners") else { return };
    let Some(text) = line.value.as_deref() else { return };
    let there: Vec<&str> = endpoints(text).filter_map(Result::ok).map(|endpoint| endpoint.name).collect();
    let is_own = |name: &str| items(own).any(|own| own.eq_ignore_ascii_case(name));
    if controller {
        for missing in items(own).filter(|own| !there.iter().any(|name| name.eq_ignore_ascii_case(own))) {
            let message = format!(
                "{} of {} names `{missing}`, and {} has no such listener",
                names.name(),
                settings.title,
                line.name()
            );
            let help = format!("add `{missing}://:9093` to {}", line.name());
            cx.report(names.at, message).also(line.at, "the listeners there are").help(help);
        }
    }
    let wrong = |name: &&&str| if broker { !controller && is_own(name) } else { !is_own(name) };
    for name in there.iter().filter(wrong) {
        let message = match broker {
            true => format!(
                "{} of {} has `{name}`, which is a listener of controllers, and {} is `broker` alone",
                line.name(),
                settings.title,
                roles.name()
            ),
            false => format!(
                "{} of {} has `{name}`, which {} does not name, and {} is `controller` alone",
                line.name(),
                settings.title,
                names.name(),
                roles.name()
            ),
        };
        let help = match broker {
            true => format!("take `{name}` out of {}: only controllers listen there", line.name()),
            false => format!("take `{name}` out of {}: clients are served by brokers", line.name()),
        };
        cx.report(line.at, message).also(names.at, "the listeners of controllers").help(help);
    }
}

fn voters<'a>(settings: &Settings<'a>, roles: &Line<'a>, controller: bool, cx: &mut Cx<'a>) {
    let (voters, bootstrap) = (settings.line(VOTERS), settings.line(BOOTSTRAP));
    if voters.is_none() && bootstrap.is_none() && settings.is_all() {
        let message = format!(
            "{} has {}, and neither `{BOOTSTRAP}` nor `{VOTERS}` is there",
            settings.title,
            roles.name()
        );
        let help = format!("add `{BOOTSTRAP}=HOST:9093` with the controllers of the cluster");
        cx.report(roles.key_at, message).help(help).severity(Severity::Warning);
    }
    let Some(voters) = voters else { return };
    let (Some(text), Some(id)) = (voters.value.as_deref(), settings.number("node.id")) else { return };
    let numbers: Option<Vec<i64>> =
        items(text).map(|voter| voter.split_once('@')?.0.trim().parse().ok()).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else { return };
    if numbers.contains(&id) == controller {
        return;
    }
    let message = match controller {
        true => format!("{} of {} does not have {id}, which is a controller", voters.name(), settings.title),
        false => format!("{} of {} has {id}, which is no controller", voters.name(), settings.title),
    };
    let help = match controller {
        true => format!("add `{id}@HOST:9093`, or give this node the number of one of the voters"),
        false => format!("add `controller` to {}, or take {id} out of the voters", roles.name()),
    };
    cx.report(voters.at, message).also(roles.at, "its roles").help(help);
}
