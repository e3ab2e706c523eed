//! Whatever becomes of what we write ourselves, lint neither panics nor points outside of it.

use crate::folder::{Folder, read, trees};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use streamwright::lint::{Context, Input, Selection, Settlement, Targets, manifests};
use streamwright::source::MemoryFiles;
use streamwright::yaml::{Node, Value, write_documents};

static GOLDEN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder: Folder = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("golden"));
    folder.into_iter().collect()
});

/// Lints files together, of which one may be a kustomization.
fn survive(files: Vec<(String, Vec<u8>)>) {
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let memory =
        files.into_iter().fold(MemoryFiles::new(), |memory, (name, bytes)| memory.with(&name, bytes));
    let selection = Selection { pedantic: true, ..Selection::default() };
    let input = Input { names, given: None, files: &memory, today: Some("2027-01-01") };
    let context = Context { targets: Targets::newest(), platform: None };
    let judged = manifests(&input, &context, &mut Settlement::of_nothing(&selection));
    for label in judged.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        let source = judged.sources.get(label.span.source);
        assert!(source.text().get(label.span.range()).is_some(), "{}: {label:?}", source.name());
    }
}

/// Every node of a tree, itself first.
fn nodes(node: &Node<()>) -> Vec<&Node<()>> {
    let below: Vec<&Node<()>> = match &node.value {
        Value::Map(map) => map.entries.iter().flat_map(|entry| nodes(&entry.value)).collect(),
        Value::List(items) => items.iter().flat_map(nodes).collect(),
        _ => Vec::new(),
    };
    [node].into_iter().chain(below).collect()
}

/// The tree with its node of that number, the root being 0, replaced.
fn replaced(node: &Node<()>, number: &mut usize, by: &Node<()>) -> Node<()> {
    if *number == 0 {
        *number = usize::MAX;
        return by.clone();
    }
    *number = number.saturating_sub(1);
    let mut changed = node.clone();
    match &mut changed.value {
        Value::Map(map) => {
            map.entries.iter_mut().for_each(|entry| entry.value = replaced(&entry.value, number, by));
        }
        Value::List(items) => items.iter_mut().for_each(|item| *item = replaced(item, number, by)),
        _ => {}
    }
    changed
}

type Pick = prop::sample::Index;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_byte_is_too_strange(
        picked in prop::collection::vec((any::<Pick>(), any::<Pick>(), 0usize..9, prop::collection::vec(any::<u8>(), 0..9)), 1..5),
    ) {
        let files = picked.into_iter().map(|(file, at, gone, new)| {
            let (name, text) = &GOLDEN[file.index(GOLDEN.len())];
            let mut bytes = text.clone().into_bytes();
            let at = at.index(bytes.len());
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, new);
            (name.clone(), bytes)
        });
        survive(files.collect());
    }

    #[test]
    fn no_value_stands_where_it_cannot(
        picked in prop::collection::vec((any::<Pick>(), any::<Pick>(), any::<Pick>(), any::<Pick>()), 1..5),
    ) {
        let files = picked.into_iter().map(|(file, at, other, from)| {
            let (name, text) = &GOLDEN[file.index(GOLDEN.len())];
            let (_, other) = &GOLDEN[other.index(GOLDEN.len())];
            let (own, others) = (trees(text), trees(other));
            let foreign: Vec<&Node<()>> = others.iter().flat_map(nodes).collect();
            let mut number = at.index(nodes(&own[0]).len());
            let changed = replaced(&own[0], &mut number, foreign[from.index(foreign.len())]);
            (name.clone(), write_documents([&changed]).into_bytes())
        });
        survive(files.collect());
    }

    #[test]
    fn no_line_is_missed(
        picked in prop::collection::vec((any::<Pick>(), any::<Pick>(), 0usize..4, any::<Pick>()), 1..5),
    ) {
        let files = picked.into_iter().map(|(file, at, what, to)| {
            let (name, text) = &GOLDEN[file.index(GOLDEN.len())];
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let at = at.index(lines.len());
            let line = lines.remove(at);
            let to = to.index(lines.len() + 1).min(lines.len());
            match what {
                0 => {}
                1 => lines.insert(to, line),
                2 => lines.insert(at, format!("  {line}")),
                _ => lines.splice(at..at, [line.clone(), line]).for_each(drop),
            }
            (name.clone(), lines.join("\r\n").into_bytes())
        });
        survive(files.collect());
    }
}

#[test]
fn fifty_megabytes_are_read() {
    let mut text = String::from("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n  text: \"");
    text.push_str(&"much ado about nothing ".repeat((50 << 20) / 23));
    text.push_str("\"\n  more: 1\n");
    survive(vec![("big.yaml".into(), text.into_bytes())]);
}
