//! The output depends on what the blueprint means, and on nothing else.

use streamwright::examples::{Example, stories};
use streamwright::pipeline::{Input, compile};
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::{Limits, Mark, Node, Reader, Value, parse, write};

/// Path and bytes of every file, in order.
fn built(example: &Example, name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let files = example.files();
    let compiled = compile(Input { name: name.to_owned(), bytes: bytes.to_vec(), files: &files });
    let said: Vec<&str> = compiled.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(compiled.verified.bugs, [""; 0], "{name}");
    let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{name}: {said:?}"));
    artifacts.iter().map(|(path, artifact)| (path.to_string(), artifact.bytes.clone())).collect()
}

/// A small generator, so that a failure comes back with its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }
}

fn shuffle(node: &mut Node<Mark>, dice: &mut Dice) {
    match &mut node.value {
        Value::Map(map) => {
            for i in (1..map.entries.len()).rev() {
                map.entries.swap(i, dice.below(i + 1));
            }
            map.entries.iter_mut().for_each(|entry| shuffle(&mut entry.value, dice));
        }
        Value::List(items) => items.iter_mut().for_each(|item| shuffle(item, dice)),
        _ => {}
    }
}

#[test]
fn the_order_of_keys_and_the_look_of_the_text_change_nothing() {
    let mut files = 0;
    for example in stories() {
        let expected = built(&example, example.name, example.bytes);
        files += expected.len();
        let text = std::str::from_utf8(example.bytes).expect("UTF-8");
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(example.name, text));
        let mut sink = streamwright::diagnostic::Sink::new();
        let stream = parse(id, &sources, &Limits::default(), Reader::Blueprint, &mut sink);
        for seed in 0..20 {
            let mut root = stream.documents[0].root.clone();
            shuffle(&mut root, &mut Dice(seed));
            let shuffled = write(&root);
            let found = built(&example, example.name, shuffled.as_bytes());
            for ((path, bytes), (other, others)) in expected.iter().zip(&found) {
                assert_eq!(path, other, "{} with seed {seed}", example.name);
                let (bytes, others) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(others));
                assert_eq!(bytes, others, "{path} of {} with seed {seed}:\n{shuffled}", example.name);
            }
            assert_eq!(expected.len(), found.len(), "{} with seed {seed}", example.name);
        }
    }
    assert!(files > 60, "all stories together build to {files} files");
}

#[test]
fn windows_line_ends_and_another_name_change_nothing() {
    for example in stories() {
        let text = std::str::from_utf8(example.bytes).expect("UTF-8");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let expected = built(&example, example.name, example.bytes);
        assert_eq!(
            built(&example, "C:\\elsewhere\\other.yaml", windows.as_bytes()),
            expected,
            "{}",
            example.name
        );
    }
}
