//! Formats of comparisons: what programs read keeps to its schema, what people read breaks by no name.

#[path = "impact/sides.rs"]
mod sides;

use serde_json::{Value, json};
use sides::{cases, side};
use std::path::Path;
use streamwright::diff::{Options, Outcome, diff};
use streamwright::report::Look;
use streamwright::report::diff::{Format, render, schema};

#[test]
fn the_schema_file_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/diff.schema.json");
    let fresh = format!("{:#}\n", schema());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("schemas/ can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == fresh,
        "schemas/diff.schema.json is stale: run `BLESS=1 cargo test --test diff_formats`"
    );
}

/// The schema with no key beside those it describes.
fn closed() -> Value {
    fn close(schema: &mut Value) {
        if let Value::Object(keywords) = schema {
            if keywords.contains_key("properties") {
                keywords.entry("additionalProperties").or_insert(json!(false));
            }
            keywords.values_mut().for_each(close);
        }
    }
    let mut schema = schema();
    close(&mut schema);
    schema
}

/// Objects whose every text is meant to break a format.
fn hostile(count: usize) -> Outcome {
    const NAME: &str =
        "a`b|c\\n<script>alert(1)</script>@everyone #1 \\u001b[31m ![x](http://x) ]]> </details> <!-- ";
    let text = |value: &str| {
        (0..count)
            .map(|at| {
                format!(
                    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: \"{NAME}{at}\", namespace: \"{NAME}\"}}\n\
                     spec: {{replicas: 1, template: {{spec: {{containers: [{{name: \"{NAME}\", image: \"{NAME}{value}\"}}]}}}}}}\n---\n"
                )
            })
            .collect::<String>()
    };
    let side = |label, value| side("hostile", label, &text(value));
    diff(side("before `<b>@you", "1"), side("after", "2"), &Options { texts: true, ..Options::default() })
}

fn outcomes() -> Vec<(String, Outcome)> {
    let mut all: Vec<(String, Outcome)> =
        cases().into_iter().map(|case| (case.file.clone(), case.outcome())).collect();
    all.push(("hostile".into(), hostile(3)));
    all
}

#[test]
fn json_keeps_to_its_schema() {
    let closed = closed();
    let validator = jsonschema::validator_for(&closed).expect("the schema is one");
    for (name, outcome) in outcomes() {
        let document: Value =
            serde_json::from_str(&render(Format::Json, &outcome, Look::PLAIN)).expect("JSON");
        let wrong: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}

#[test]
fn a_page_has_only_our_tags_and_loads_nothing() {
    const OURS: &[&str] = &[
        "!doctype", "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p",
        "code", "ul", "ol", "li", "dl", "dt", "dd", "div", "input", "label", "output", "article", "span",
        "table", "tr", "th", "td", "br", "details", "summary", "strong", "script",
    ];
    const EMPTY: &[&str] = &["!doctype", "meta", "input", "br"];
    for (name, outcome) in outcomes() {
        let page = render(Format::Html, &outcome, Look::PLAIN);
        // Our own style and script are no text of anybody's.
        let (head, rest) = page.split_once("<style>").expect("a style");
        let (_, rest) = rest.split_once("</style>").expect("its end");
        let (body, script) = rest.rsplit_once("<script>").expect("a script");
        let (_, end) = script.split_once("</script>").expect("its end");
        let mut open: Vec<&str> = Vec::new();
        for text in [head, body, end] {
            for tag in text.split('<').skip(1) {
                let word = tag.trim_start_matches('/').split([' ', '>', '\n']).next().unwrap_or_default();
                assert!(OURS.contains(&word), "{name}: <{word}>");
                let attributes = tag.split('>').next().unwrap_or_default();
                assert!(!attributes.contains(" src=") && !attributes.contains(" href="), "{name}: <{tag}");
                if tag.starts_with('/') {
                    assert_eq!(open.pop(), Some(word), "{name}: </{word}>");
                } else if !EMPTY.contains(&word) {
                    open.push(word);
                }
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn a_comment_fits_and_mentions_nobody() {
    for count in [1, 400, 3000] {
        let text = render(Format::Markdown, &hostile(count), Look::PLAIN);
        assert!(text.chars().count() < 65_536, "{count}: {}", text.chars().count());
        assert!(text.starts_with("<!-- streamwright -->\n"));
        assert_eq!(text.matches("<details>").count(), text.matches("\n</details>\n").count(), "{count}");
        // Outside of code spans nothing of a name is obeyed; inside of them GitHub obeys nothing.
        let outside = outside_of_code(&text);
        for obeyed in ["@everyone", "<script", "![x]", " #1"] {
            assert!(!outside.contains(obeyed), "{count}: {obeyed}");
        }
    }
}

/// The text without its code spans, read as CommonMark does: a run of backticks ends at the next run as long.
fn outside_of_code(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(at) = rest.find('`') {
            if rest[..at].ends_with('\\') {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
            out.push_str(&rest[..at]);
            let fence = rest[at..].chars().take_while(|c| *c == '`').count();
            let inside = &rest[at + fence..];
            let close = inside
                .match_indices(&"`".repeat(fence))
                .map(|(end, _)| end)
                .find(|end| !inside[end + fence..].starts_with('`') && !inside[..*end].ends_with('`'));
            rest = match close {
                Some(end) => &inside[end + fence..],
                None => {
                    out.push_str(inside);
                    ""
                }
            };
        }
        out.push_str(rest);
        out.push('\n');
    }
    out
}

#[test]
fn annotations_are_one_line_each() {
    for (name, outcome) in outcomes() {
        for line in render(Format::GitHub, &outcome, Look::PLAIN).lines() {
            assert!(
                ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn a_terminal_obeys_nothing_of_the_input() {
    let text = render(Format::Human, &hostile(2), Look::PLAIN);
    assert!(!text.contains('\u{1b}'));
    let colored = render(Format::Human, &hostile(2), Look { color: true, ..Look::PLAIN });
    let without: String =
        colored.split("\u{1b}[").map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    assert!(colored.contains("\u{1b}[") && !without.contains('\u{1b}'));
}
