use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::ANNOTATIONS_LIMIT;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Said, Subject, Targets};
use crate::object::{Node, Object};
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("value-out-of-limits", Severity::Error, include_str!("value_out_of_limits.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL01", "OBS-a01", "OBS-a02", "OBS-f04", "OBS-h15", "OBS-i01", "K8S09", "K8S10"],
    check: Check::Several(&[
        Check::Structure(check),
        Check::Object(&[], annotations),
        Check::Object(&[Kind::ConfigMap, Kind::Secret], data),
    ]),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::OutOfRange { .. } | Problem::Size { .. })
        .then(|| Said::of(violation))
}

/// How much a ConfigMap or Secret may hold, in bytes.
const DATA_LIMIT: usize = 1024 * 1024;

fn annotations<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = object.at("metadata/annotations") else { return };
    let size = size(node, true, |text| text.len());
    if size > ANNOTATIONS_LIMIT {
        let message = format!(
            "annotations of {} hold {size} bytes, and may hold {ANNOTATIONS_LIMIT} with their names",
            object.title()
        );
        cx.report(Place::Key(object, node), message).help("put large texts into a ConfigMap");
    }
}

fn data<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let secret = Kind::of(&object.gvk) == Kind::Secret;
    let decoded = |text: &str| {
        let letters = text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=').count();
        letters * 3 / 4
    };
    let plain = |text: &str| text.len();
    let of = |path: &str, length: &dyn Fn(&str) -> usize| {
        object.at(path).map_or(0, |node| size(node, false, length))
    };
    let size = if secret {
        of("data", &decoded) + of("stringData", &plain)
    } else {
        of("data", &plain) + of("binaryData", &decoded)
    };
    if size > DATA_LIMIT {
        let message = format!("{} holds {size} bytes, and may hold {DATA_LIMIT}", object.title());
        let place = if object.at("data").is_some() { "data" } else { "kind" };
        cx.report(Place::at(object, place), message)
            .help("divide it, or put large files into an image or a volume");
    }
}

fn size(node: &Node, keys: bool, length: impl Fn(&str) -> usize) -> usize {
    let entries = node.as_map().map(|map| map.entries.as_slice()).unwrap_or_default();
    let value = |node: &Node| node.as_str().map_or(0, &length);
    entries.iter().map(|entry| value(&entry.value) + if keys { entry.key.text.len() } else { 0 }).sum()
}

#[cfg(test)]
mod tests {
    use crate::lint::{Context, Input, Selection, Settlement, Targets, manifests};
    use crate::source::MemoryFiles;

    fn said(text: String) -> Vec<String> {
        let files = MemoryFiles::new().with("a.yaml", text);
        let context = Context { targets: Targets::newest(), platform: None };
        let input = Input { names: vec!["a.yaml".into()], given: None, files: &files, today: None };
        let mut settlement = Settlement::of_nothing(&Selection::default());
        let judged = manifests(&input, &context, &mut settlement);
        judged.diagnostics.iter().map(|diagnostic| diagnostic.code.id.to_owned()).collect()
    }

    #[test]
    fn a_mebibyte_is_the_most_of_data_and_a_quarter_of_it_of_annotations() {
        let map = |size: usize| {
            format!(
                "{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a}}, data: {{k: \"{}\"}}}}",
                "x".repeat(size)
            )
        };
        assert_eq!(said(map(1024 * 1024)), Vec::<String>::new());
        assert_eq!(said(map(1024 * 1024 + 1)), ["value-out-of-limits"]);
        let noted = |size: usize| {
            let text = "x".repeat(size);
            format!(
                "{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, annotations: {{a/b: \"{text}\"}}}}}}"
            )
        };
        assert_eq!(said(noted(256 * 1024 - 3)), Vec::<String>::new());
        assert_eq!(said(noted(256 * 1024 - 2)), ["value-out-of-limits"]);
        // Three quarters of base64 is what it stands for.
        let secret = format!(
            "{{apiVersion: v1, kind: Secret, metadata: {{name: a}}, data: {{k: {}}}}}",
            "QUJD".repeat(349_525)
        );
        assert_eq!(said(secret), Vec::<String>::new());
    }
}
