use crate::diagnostic::{Code, Severity};
use crate::facts::near::distance;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject, labels};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("misspelled-label", Severity::Warning, include_str!("misspelled_label.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

/// The bytes one letter takes at most.
const LONGEST_LETTER: usize = 4;

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, kind, .. } in set.members() {
        if !matches!(kind, Kind::Service | Kind::PodDisruptionBudget) && !Kind::WORKLOADS.contains(&kind) {
            continue;
        }
        let Some(own) = object.at("metadata/labels").and_then(Node::as_map) else { continue };
        for entry in &own.entries {
            let (key, Some(label)) = (entry.key.text.as_str(), entry.value.as_str()) else { continue };
            let meant = object.name.as_str();
            // Most labels are as they should be: the name of the object decides that before anything is looked up.
            let near = label != meant && label.len().abs_diff(meant.len()) <= LONGEST_LETTER;
            if !near || of_its_pods(object, key) != Some(meant) || !is_slip(label, meant) {
                continue;
            }
            if is_used(set, key, label) {
                continue;
            }
            let message = format!(
                "{} has the label `{key}: {label}`, and its pods `{key}: {meant}`: who looks for one does not find the other",
                object.title()
            );
            cx.report(Place::Value(object, &entry.value), message).help(format!("did you mean `{meant}`?"));
        }
    }
}

/// The value a Service or workload expects its pods to have.
fn of_its_pods<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    let kind = Kind::of(&object.gvk);
    let map = match kind {
        Kind::Service => object.at("spec/selector")?,
        Kind::PodDisruptionBudget => object.at("spec/selector/matchLabels")?,
        _ if Kind::WORKLOADS.contains(&kind) => object.at("spec/template/metadata/labels")?,
        _ => return None,
    };
    map.get(key)?.as_str()
}

/// One letter wrong in a word that is long enough; numbers tell siblings apart, and one is not many.
fn is_slip(written: &str, meant: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let plural = |one: &str, many: &str| many.strip_suffix('s') == Some(one);
    meant.len() > 5
        && !plural(written, meant)
        && !plural(meant, written)
        && distance(written, meant, 1) == Some(1)
        && letters(written) != letters(meant)
}

/// Whether another object is called so, has the label or selects it.
fn is_used(set: &Set<'_>, key: &str, label: &str) -> bool {
    let mut seen = 0;
    for Member { object, .. } in set.members() {
        let maps = [
            "metadata/labels",
            "spec/selector",
            "spec/selector/matchLabels",
            "spec/template/metadata/labels",
        ];
        let having = maps.iter().filter_map(|path| labels(object.at(path)));
        seen += having.filter(|labels| labels.contains(&(key, label))).count()
            + usize::from(object.name == label);
    }
    seen > 1
}
