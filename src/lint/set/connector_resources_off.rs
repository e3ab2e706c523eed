use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::USE_CONNECTOR_RESOURCES;
use crate::lint::view::{annotation, cluster_label};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("connector-resources-off", Severity::Error, include_str!("connector_resources_off.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP39", "OPC20", "OBS-h03"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A kustomization may annotate whatever it names.
    if set.reshaped {
        return;
    }
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let Some((label, name)) = cluster_label(object).and_then(|label| Some((label, label.as_str()?)))
        else {
            continue;
        };
        let mut connects = set.beside(Kind::KafkaConnect, name, object);
        let (Some(connect), None, false) = (connects.next(), connects.next(), patched) else { continue };
        let written = annotation(connect.object, USE_CONNECTOR_RESOURCES);
        let off = match written {
            None => true,
            Some(node) => node.as_str().is_some_and(|text| !text.eq_ignore_ascii_case("true")),
        };
        if !off || connect.patched {
            continue;
        }
        let message = format!(
            "{} is ignored: {} has no `{USE_CONNECTOR_RESOURCES}: \"true\"`",
            object.title(),
            connect.object.title()
        );
        let place = written.map_or_else(
            || Place::at(connect.object, "metadata/annotations"),
            |node| Place::Value(connect.object, node),
        );
        cx.report(Place::Value(object, label), message).also(place, "the annotation belongs here").help(format!(
            "annotate the KafkaConnect with `{USE_CONNECTOR_RESOURCES}: \"true\"`; connectors made by its REST interface \
             are then deleted"
        ));
    }
}
