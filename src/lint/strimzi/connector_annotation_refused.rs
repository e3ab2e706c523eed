use crate::diagnostic::{Code, Severity};
use crate::lint::view::annotation;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "connector-annotation-refused",
        Severity::Warning,
        include_str!("connector_annotation_refused.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPC23", "OPC24"],
    check: Check::Object(&[Kind::KafkaConnector, Kind::KafkaMirrorMaker2], check),
};

const RESTART: &str = "strimzi.io/restart";
const RESTART_OF_MIRROR: &str = "strimzi.io/restart-connector";
const OFFSETS: &str = "strimzi.io/connector-offsets";
const OF_CONNECTOR: &str = "strimzi.io/mirrormaker-connector";

/// How a connector may be restarted besides.
const HOW: [&str; 2] = ["includetasks", "onlyfailed"];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    if let Some((node, text)) = written(object, OFFSETS).filter(|(_, text)| !is_deed(text)) {
        let message =
            format!("`{OFFSETS}: {text}` of {} is none of `list`, `alter` and `reset`", object.title());
        cx.report(Place::Value(object, node), message).help("write one of them, or take the annotation out");
    }
    if Kind::of(&object.gvk) == Kind::KafkaConnector { connector(object, cx) } else { mirror(object, cx) }
}

fn written<'a>(object: &'a Object, key: &str) -> Option<(&'a Node, &'a str)> {
    annotation(object, key).and_then(|node| Some((node, node.as_str()?)))
}

fn is_deed(text: &str) -> bool {
    matches!(text, "list" | "alter" | "reset" | "none")
}

fn connector<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some((node, text)) = written(object, RESTART) else { return };
    // What is blank or says `false` is no wish for a restart.
    if text.trim().is_empty() || text.contains("false") {
        return;
    }
    let words: Vec<String> = text.split(',').map(|word| word.trim().to_ascii_lowercase()).collect();
    let plain = words.iter().filter(|word| *word == "true").count();
    let how = words.iter().filter(|word| HOW.contains(&word.as_str())).count();
    if plain + how == words.len() && (plain == 0 || how == 0) {
        return;
    }
    let message =
        format!("`{RESTART}: {text}` of {} is not understood, and nothing is restarted", object.title());
    cx.report(Place::Value(object, node), message)
        .help("write `true` alone, or `includeTasks`, `onlyFailed` or both with a comma between them");
}

fn mirror<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let (offsets, of) = (annotation(object, OFFSETS), annotation(object, OF_CONNECTOR));
    let lonely = match (offsets, of) {
        (Some(node), None) => Some((node, OFFSETS, OF_CONNECTOR)),
        (None, Some(node)) => Some((node, OF_CONNECTOR, OFFSETS)),
        _ => None,
    };
    if let Some((node, has, lacks)) = lonely {
        let message =
            format!("{} has the annotation `{has}` and not `{lacks}`: nothing is done", object.title());
        let help = if lacks == OFFSETS {
            format!("add `{lacks}: list`, `alter` or `reset`")
        } else {
            format!(
                "add `{lacks}` with the name of the connector, `<source>-><target>.MirrorSourceConnector`"
            )
        };
        cx.report(Place::Value(object, node), message).help(help);
    }
    let Some((node, text)) = written(object, RESTART_OF_MIRROR) else { return };
    let mut parts = text.split(':');
    let (name, how, more) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let known = |word: &str| HOW.contains(&word.trim().to_ascii_lowercase().as_str());
    let right = name.contains("->") && more.is_none() && how.is_none_or(|how| how.split(',').all(known));
    if !right && !text.trim().is_empty() {
        let message = format!(
            "`{RESTART_OF_MIRROR}: {text}` of {} is not understood, and nothing is restarted",
            object.title()
        );
        cx.report(Place::Value(object, node), message).help(
            "write the name of the connector, `<source>-><target>.MirrorSourceConnector`, and after a colon `includeTasks`, \
             `onlyFailed` or both with a comma between them",
        );
    }
}
