//! Reading back by comparing says yes only where the real reader does, and to all that we write ourselves.

mod readers;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use readers::mutate::mutate;
use readers::random::Random;
use readers::sloppy::Sloppy;
use readers::trees::{any_tree, runner};
use readers::{hostile, list, map, read, text};
use std::path::{Path, PathBuf};
use streamwright::examples::stories;
use streamwright::pipeline::{Input, compile};
use streamwright::yaml::{Limits, Mark, Node, Value, reads_as, same_json, write};

/// What is said of many texts; a yes of ours that is none of the real reader's ends the test.
#[derive(Default)]
struct Asked {
    yes: usize,
    no: usize,
}

impl Asked {
    fn ask<O>(&mut self, text: &str, node: &Node<O>) -> bool {
        let same = reads_as(text, node);
        if !same {
            self.no += 1;
            return false;
        }
        self.yes += 1;
        let (stream, found) = read(text);
        assert!(found.is_empty(), "{text}\n{found:?}");
        let [document] = stream.documents.as_slice() else {
            panic!("{text}\n{} documents", stream.documents.len())
        };
        assert!(same_json(&document.root, node), "{text}");
        true
    }
}

/// The string wherever one can stand.
fn around(s: &str) -> Node<()> {
    map([
        ("value".to_owned(), text(s)),
        ("items".to_owned(), list([text(s), list([text(s), text("x")]), map([("in".to_owned(), text(s))])])),
        (s.to_owned(), text("x")),
        (s.to_owned() + "2", map([("a".to_owned(), text(s))])),
    ])
}

/// Whether the text is written in a way that is left to the real reader.
fn left_to_the_parser<O>(node: &Node<O>, depth: usize) -> bool {
    depth > 40
        || match &node.value {
            Value::List(items) => items.iter().any(|item| left_to_the_parser(item, depth + 1)),
            Value::Map(map) => map
                .entries
                .iter()
                .any(|e| 6 * e.key.text.chars().count() > 900 || left_to_the_parser(&e.value, depth + 1)),
            _ => false,
        }
}

#[test]
fn everything_we_write_is_understood() {
    let mut asked = Asked::default();
    for s in &hostile::strings(30_000) {
        for tree in [around(s), text(s)] {
            let written = write(&tree);
            let same = asked.ask(&written, &tree);
            assert!(same || left_to_the_parser(&tree, 0), "{s:?}\n{written}");
        }
    }
    assert!(asked.no < 100, "{} of {} were left to the parser", asked.no, asked.yes);
    let check = |tree: Node<()>| {
        prop_assert!(reads_as(&write(&tree), &tree), "{}", write(&tree));
        Ok(())
    };
    runner(3000).run(&any_tree(), check).unwrap_or_else(|e| panic!("{e}"));
}

/// Every manifest of the golden folders: its text and its tree.
fn goldens() -> Vec<(String, Node<Mark>)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a golden folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                // A template of a chart is no YAML until Helm has filled it in.
                if path.file_name().is_none_or(|name| name != "charts") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "yaml") {
                let written = std::fs::read_to_string(&path).expect("a manifest");
                let (mut stream, refused) = read(&written);
                assert!(refused.is_empty() && stream.documents.len() == 1, "{path:?}: {refused:?}");
                found.push((written, stream.documents.remove(0).root));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(found.len() > 100, "{} manifests", found.len());
    found
}

#[test]
fn the_goldens_and_the_stories_are_understood() {
    for (written, tree) in goldens() {
        assert!(Asked::default().ask(&written, &tree), "{written}");
    }
    let mut asked = Asked::default();
    for story in stories() {
        let files = story.files();
        let input = Input { name: story.name.to_owned(), bytes: story.bytes.to_vec(), files: &files };
        let compiled = compile(input);
        for (_, _, placed) in compiled.plans.iter().flat_map(|plan| plan.objects()) {
            let written = write(&placed.object.node);
            assert!(asked.ask(&written, &placed.object.node), "{}\n{written}", placed.object.title());
        }
    }
    assert!(asked.yes > 100, "{} objects", asked.yes);
}

#[test]
fn a_text_that_was_changed_never_gets_a_wrong_yes() {
    let mut random = Random::new(11);
    let mut asked = Asked::default();
    let mut against = |random: &mut Random, written: &str, tree: &Node<()>, rounds: usize| {
        for _ in 0..rounds {
            let mut changed = mutate(random, written);
            if random.one_in(4) && !changed.is_empty() {
                changed = mutate(random, &changed);
            }
            asked.ask(&changed, tree);
            // What the change means to the real reader is the tree that a wrong yes would be nearest to.
            let (mut stream, _) = read(&changed);
            if let Some(document) = stream.documents.pop() {
                asked.ask(&changed, &document.root);
            }
        }
    };
    for (written, tree) in goldens() {
        against(&mut random, &written, &tree.map_origin(&mut |_| ()), 100);
    }
    for s in hostile::strings(2000) {
        let tree = around(&s);
        against(&mut random, &write(&tree), &tree, 8);
        against(&mut random, &write(&text(&s)), &text(&s), 4);
    }
    assert!(asked.yes > 5_000 && asked.no > 5_000, "{} yes, {} no", asked.yes, asked.no);
}

#[test]
fn a_writer_that_does_not_care_never_gets_a_wrong_yes() {
    let mut random = Random::new(12);
    let mut asked = Asked::default();
    for s in hostile::strings(20_000) {
        for tree in [around(&s), text(&s)] {
            let written = Sloppy::write(&mut random, &tree);
            asked.ask(&written, &tree);
        }
    }
    let (mut trees, any) = (runner(0), any_tree());
    for _ in 0..3000 {
        let tree = any.new_tree(&mut trees).expect("a tree").current();
        asked.ask(&Sloppy::write(&mut random, &tree), &tree);
    }
    assert!(asked.yes > 5_000 && asked.no > 5_000, "{} yes, {} no", asked.yes, asked.no);
}

#[test]
fn what_stands_outside_the_narrow_style_is_no() {
    let one = |value: &str| map([("a".to_owned(), text(value))]);
    for (written, tree) in [
        ("a: 'b'\n", one("b")),
        ("{a: b}\n", one("b")),
        ("a:  b\n", one("b")),
        ("a: b # c\n", one("b")),
        ("# c\na: b\n", one("b")),
        ("---\na: b\n", one("b")),
        ("a: b", one("b")),
        ("a: b\n\n", one("b")),
        ("a: !!str b\n", one("b")),
        ("a:\n  b\n", one("b")),
        ("a: b\n...\n", one("b")),
        ("a: >\n  b\n", one("b\n")),
        ("a: |-\n  b \n", one("b ")),
        ("a: |-\n   b\n", one("b")),
        ("a:\n    b: c\n", map([("a".to_owned(), map([("b".to_owned(), text("c"))]))])),
        ("a: \"\\/\"\n", one("/")),
        ("a: \"\\x+1\"\n", one("\u{1}")),
    ] {
        assert!(!reads_as(written, &tree), "{written}");
    }
    // These are mistakes, and would be ours.
    for (written, tree) in [
        ("a: null\n", one("null")),
        ("a: 1\n", one("1")),
        ("a: b: c\n", one("b: c")),
        ("a: b\n c\n", one("b\n c")),
        ("a: |\n  b\n", one("b")),
        ("a: |-\n  b\n", one("b\n")),
        ("a: \"b\n", one("b")),
        ("<<: b\n", map([("<<".to_owned(), text("b"))])),
        ("... b\n", text("... b")),
        ("--- b\n", text("--- b")),
        ("a:\n  b: c\n", map([("a".to_owned(), list([])), ("b".to_owned(), text("c"))])),
        ("a:\n  b: c\n", map([("a".to_owned(), map([])), ("b".to_owned(), text("c"))])),
        ("a: b\na: b\n", map([("a".to_owned(), text("b")), ("a".to_owned(), text("b"))])),
    ] {
        assert!(!reads_as(written, &tree), "{written}");
        let (stream, found) = read(written);
        let same = stream.documents.len() == 1 && same_json(&stream.documents[0].root, &tree);
        assert!(!same || !found.is_empty(), "{written}");
    }
    let nested = |levels: usize| (0..levels).fold(text("x"), |inner, _| list([inner]));
    assert!(reads_as(&write(&nested(40)), &nested(40)));
    assert!(!reads_as(&write(&nested(Limits::default().depth + 1)), &nested(Limits::default().depth + 1)));
}
