use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{WindowProblem, maintenance_window, meant_window};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("window-never-open", Severity::Error, include_str!("window_never_open.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP24", "OPE03"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let windows = object.at("spec/maintenanceTimeWindows").and_then(Node::as_list).unwrap_or_default();
    for node in windows.iter().filter(|node| !judged_in_blueprint(object, node)) {
        let Some((window, problem)) = node.as_str().and_then(|text| Some((text, maintenance_window(text)?)))
        else {
            continue;
        };
        let message = format!("the maintenance window `{window}` of {} {problem}", object.title());
        // Some reconciliation may fall into the second.
        let severity = match problem {
            WindowProblem::Seconds => Severity::Warning,
            _ => Severity::Error,
        };
        let help = match meant_window(window) {
            Some(meant) => format!("write `{meant}`, in GMT: every second of the time it is open"),
            None => "write seconds, minutes, hours, day of the month, month and day of the week, in GMT: \
                     `* * 2-3 ? * SUN` is two hours on Sundays"
                .to_owned(),
        };
        cx.report(Place::Value(object, node), message).severity(severity).help(help);
    }
}
