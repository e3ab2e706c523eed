use crate::diagnostic::{Code, Severity};
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use crate::yaml::Value;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unfilled-placeholder", Severity::Warning, include_str!("unfilled_placeholder.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["SD07"],
    check: Check::Object(&[], check),
};

/// Words nobody means.
const WORDS: [&str; 8] = [
    "clustername",
    "changeme",
    "change_me",
    "change-me",
    "replaceme",
    "replace_me",
    "replace-me",
    "to be filled",
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    match Kind::of(&object.gvk) {
        // Their texts are programs, pages and certificates, with brackets of their own.
        Kind::ConfigMap | Kind::Secret => {}
        kind if kind != Kind::Pod && !Kind::WORKLOADS.contains(&kind) => {
            object.at("spec").into_iter().for_each(|spec| walk(object, spec, 0, cx));
        }
        _ => workload(object, cx),
    }
}

/// Of a pod the image and the variables: its arguments may be a shell's.
fn workload<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for container in pod(object).into_iter().flat_map(|pod| containers(pod.spec)) {
        if let Some(image) = container.get("image") {
            judge(object, image, cx);
        }
        for variable in container.get("env").and_then(Node::as_list).into_iter().flatten() {
            variable.get("value").into_iter().for_each(|value| judge(object, value, cx));
        }
    }
}

fn walk<'a>(object: &'a Object, node: &'a Node, depth: usize, cx: &mut Cx<'a>) {
    // What is deeper is a schema or a template of something else.
    const DEEPEST: usize = 12;
    match &node.value {
        Value::Map(map) if depth < DEEPEST => {
            map.entries.iter().for_each(|entry| walk(object, &entry.value, depth + 1, cx));
        }
        Value::List(items) if depth < DEEPEST => {
            items.iter().for_each(|item| walk(object, item, depth + 1, cx))
        }
        Value::String(_) => judge(object, node, cx),
        _ => {}
    }
}

fn judge<'a>(object: &'a Object, node: &'a Node, cx: &mut Cx<'a>) {
    let Some(found) = node.as_str().and_then(placeholder) else { return };
    let message = format!("`{found}` of {} is still to be filled in", object.title());
    cx.report(Place::Value(object, node), message).help("write what is meant in its place");
}

/// The placeholder in a value: `<acrName>` on its own or as part of a name, or a word that says so.
fn placeholder(value: &str) -> Option<&str> {
    let text = value.trim();
    let plain = text.trim_start_matches('[').trim_end_matches(']').trim();
    if WORDS.iter().any(|word| plain.eq_ignore_ascii_case(word)) {
        return Some(text);
    }
    let (_, rest) = text.split_once('<')?;
    let (inside, after) = rest.split_once('>')?;
    let letters = |c: char| c.is_ascii_alphanumeric() || " _-".contains(c);
    let named = inside.starts_with(|c: char| c.is_ascii_alphabetic())
        && inside.chars().all(letters)
        && inside.len() <= 40;
    // Markup closes what it opens, and text with blanks around it is prose.
    let one_word = !text.replacen(&format!("<{inside}>"), "", 1).contains([' ', '<', '>', '\n', '(', '|']);
    (named && one_word && !after.starts_with('=')).then(|| {
        let start = text.find('<').unwrap_or(0);
        &text[start..start + inside.len() + 2]
    })
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn a_placeholder_is_a_name_in_brackets_or_a_word() {
        for (value, found) in [
            ("<acrName>.azurecr.io/app:1", "<acrName>"),
            ("<your password>", "<your password>"),
            ("[to be filled]", "[to be filled]"),
            ("CLUSTERNAME", "CLUSTERNAME"),
            ("changeme", "changeme"),
        ] {
            assert_eq!(placeholder(value), Some(found), "{value}");
        }
        for value in [
            "a < b > c",
            "<b>x</b>",
            "^(?P<name>.+)$",
            "1 <x>",
            "todo",
            "exchangeme",
            "<",
            "<>",
            "<1>",
            "a <b> c",
            "kafka<type=(.+)><>Count",
        ] {
            assert_eq!(placeholder(value), None, "{value}");
        }
    }
}
