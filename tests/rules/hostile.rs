//! Whatever is put into a file, the rules neither panic nor point outside of it.

use crate::example::examples;
use proptest::prelude::*;
use streamwright::lint::{Context, Input, Selection, Settlement, Targets, manifests, rules};
use streamwright::source::MemoryFiles;

/// Every file of every example.
fn texts() -> Vec<String> {
    let pages = rules().flat_map(|rule| ["Fires", "Passes"].map(|section| (rule, section)));
    pages
        .flat_map(|(rule, section)| examples(rule, section))
        .flat_map(|e| e.files)
        .map(|(_, text)| text)
        .collect()
}

/// What mistakes are made of.
const WORDS: &[&str] = &[
    "null",
    "~",
    "[]",
    "{}",
    "''",
    "-1",
    "0",
    "99999999999999999999",
    "1e400",
    "\"\"",
    "kafka",
    "None",
    "true",
    "- ",
    "a: b",
    "\n---\n",
    "*a",
    "&a",
    "<<",
    "{{",
    "\u{feff}",
    "\t",
    ":",
    "é",
    "- - -",
    "strimzi.io/cluster",
    "10.0.0.0/33",
];

fn survive(files: Vec<String>) {
    let mut memory = MemoryFiles::new();
    let mut names = Vec::new();
    for (number, text) in files.iter().enumerate() {
        let name = format!("{number}.yaml");
        memory = memory.with(&name, text.as_str());
        names.push(name);
    }
    let selection = Selection { pedantic: true, ..Selection::default() };
    let input = Input { names, given: None, files: &memory, today: Some("2027-01-01") };
    let context = Context { targets: Targets::newest(), platform: None };
    let judged = manifests(&input, &context, &mut Settlement::of_nothing(&selection));
    for diagnostic in &judged.diagnostics {
        assert!(!diagnostic.message.is_empty(), "{diagnostic:?}");
        for label in &diagnostic.labels {
            let text = judged.sources.get(label.span.source).text();
            assert!(text.get(label.span.range()).is_some(), "{diagnostic:?} points outside of {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mistake_in_a_value_is_too_much(
        picked in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
    ) {
        let texts = texts();
        let files = picked.into_iter().map(|(text, line, word)| {
            let text = &texts[text.index(texts.len())];
            let at = line.index(text.lines().count().max(1));
            let changed = text.lines().enumerate().map(|(number, line)| match line.split_once(": ") {
                // The value of one line, or all of it where it has none.
                Some((key, _)) if number == at => format!("{key}: {}", WORDS[word.index(WORDS.len())]),
                None if number == at => WORDS[word.index(WORDS.len())].to_owned(),
                _ => line.to_owned(),
            });
            changed.collect::<Vec<_>>().join("\n")
        });
        survive(files.collect());
    }

    #[test]
    fn no_text_is_too_strange(
        text in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, any::<prop::sample::Index>()), 1..8),
    ) {
        let texts = texts();
        let mut bytes: Vec<char> = texts[text.index(texts.len())].chars().collect();
        for (at, gone, word) in cuts {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, WORDS[word.index(WORDS.len())].chars());
        }
        survive(vec![bytes.into_iter().collect()]);
    }
}

#[test]
fn depth_and_aliases_end_in_a_finding() {
    survive(vec!["[".repeat(100_000)]);
    let deep = (0..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    survive(vec![deep]);
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (from, to) in ('a'..'i').zip('b'..'j') {
        bomb += &format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 9].join(", "));
    }
    survive(vec![format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: bomb}}\ndata:\n{}",
        bomb.replace("\n", "\n  ")
    )]);
}
