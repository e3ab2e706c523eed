use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::{Direction, Kamelet, connector_options, kamelet_of_class};
use crate::facts::near::nearest;
use crate::lint::view::{Connector, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kamelet-option-ignored", Severity::Warning, include_str!("kamelet_option_ignored.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::KafkaConnector], check),
};

const KAMELET: &str = "camel.kamelet.";

/// The two whose options are known to the last; what does not belong to the kamelet is the same for all.
const SOURCE: &str = "org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector";
const SINK: &str = "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let connector = Connector::of(object);
    let Some((_, class)) = connector.class else { return };
    let Some(kamelet) = kamelet_of_class(class) else { return };
    let told = judged_in_blueprint(object, &object.node) && connector_options(class).next().is_some();
    for line in connector.lines().filter(|_| !told) {
        let key = line.key.text.as_str();
        match key.strip_prefix(KAMELET) {
            Some(rest) => own(connector, kamelet, key, rest, &line.value, cx),
            None if key.starts_with("camel.") => common(object, kamelet, key, &line.value, cx),
            None => {}
        }
    }
}

fn own<'a>(
    connector: Connector<'a>,
    kamelet: &Kamelet,
    key: &str,
    rest: &str,
    node: &'a Node,
    cx: &mut Cx<'a>,
) {
    let object = connector.object;
    let prefix = kamelet.prefix();
    let Some(option) = rest.strip_prefix(kamelet.name).and_then(|rest| rest.strip_prefix('.')) else {
        let message = format!("`{key}` of {} is not read: its kamelet is `{}`", object.title(), kamelet.name);
        let last = rest.rsplit('.').next().unwrap_or(rest);
        cx.report(Place::Key(object, node), message).help(match kamelet.has(last) {
            true => format!("write `{prefix}{last}`"),
            false => format!("its options begin with `{prefix}`"),
        });
        return;
    };
    let Some(near) = kamelet.nearest(option).filter(|_| !kamelet.has(option)) else { return };
    // That the one meant is missing says more, and is said elsewhere.
    if !kamelet.required.contains(&near) || connector.has(&format!("{prefix}{near}")) {
        let message =
            format!("`{key}` of {} is not read: the kamelet has no option `{option}`", object.title());
        cx.report(Place::Key(object, node), message).help(format!("did you mean `{prefix}{near}`?"));
    }
}

fn common<'a>(object: &'a Object, kamelet: &Kamelet, key: &str, node: &'a Node, cx: &mut Cx<'a>) {
    let class = if kamelet.direction() == Direction::Sink { SINK } else { SOURCE };
    let known =
        || connector_options(class).map(|option| option.name).filter(|name| name.starts_with("camel."));
    let Some(near) = nearest(key, known()).filter(|_| known().all(|name| name != key)) else { return };
    let message = format!("`{key}` of {} is not read: Camel has no such option", object.title());
    cx.report(Place::Key(object, node), message).help(format!("did you mean `{near}`?"));
}
