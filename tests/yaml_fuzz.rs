//! Nothing that can be put into a file makes the reader panic, hang or point outside the text.

mod readers;

use readers::random::Random;
use readers::{corpus, documents, hostile};
use streamwright::diagnostic::Sink;
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::{self, Limits, Mark, Node, Reader, Value, decode_bytes, write};

/// How many texts each test reads; more with STREAMWRIGHT_FUZZ for a long run by hand.
fn rounds(usual: usize) -> usize {
    std::env::var("STREAMWRIGHT_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Reads, checks every place that is named, and writes the tree again.
fn survive(bytes: Vec<u8>, limits: &Limits) {
    let Ok(text) = decode_bytes("f", bytes) else { return };
    for reader in [Reader::Kubernetes, Reader::Blueprint] {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("f", text.as_str()));
        let mut sink = Sink::new();
        let stream = yaml::parse(id, &sources, limits, reader, &mut sink);
        let found = sink.into_sorted();
        for label in found.iter().flat_map(|d| &d.labels) {
            assert!(text.get(label.span.range()).is_some(), "{text:?}: {label:?}");
        }
        assert!(found.iter().all(|d| !d.message.is_empty() && d.help.is_some()), "{text:?}: {found:?}");
        let incomplete = stream.documents.iter().any(|d| !d.complete);
        assert!(!incomplete || !found.is_empty(), "{text:?}: cut short in silence");
        for document in &stream.documents {
            places(&document.root, &text);
            for comment in &document.comments {
                assert!(text[comment.span.range()].starts_with('#'), "{text:?}");
            }
        }
        if found.is_empty() && reader == Reader::Kubernetes {
            for document in &stream.documents {
                again(&document.root);
            }
        }
    }
}

/// Every span lies in the text, a child's inside its parent's start.
fn places(node: &Node<Mark>, text: &str) {
    assert!(text.get(node.origin.span.range()).is_some(), "{text:?}: {:?}", node.origin);
    match &node.value {
        Value::List(items) => items.iter().for_each(|n| places(n, text)),
        Value::Map(map) => {
            for entry in &map.entries {
                assert!(text.get(entry.key.origin.span.range()).is_some(), "{text:?}: {:?}", entry.key);
                places(&entry.value, text);
            }
        }
        _ => {}
    }
}

/// What was read without complaint is written and read as the same values.
fn again(root: &Node<Mark>) {
    let written = write(root);
    let (stream, found) = readers::read(&written);
    assert!(found.is_empty(), "{found:?}\n{written}");
    assert_eq!(yaml::to_json(&stream.documents[0].root), yaml::to_json(root), "{written}");
}

fn tight() -> Limits {
    Limits { bytes: 4000, depth: 6, nodes: 200, alias_nodes: 60 }
}

/// Texts to start from: what tests generate, and the corpus where there is one.
fn seeds() -> Vec<Vec<u8>> {
    let mut random = Random::new(7);
    let mut seeds: Vec<Vec<u8>> = (0..300).map(|_| documents::document(&mut random).into_bytes()).collect();
    seeds.extend(corpus::suite().into_iter().map(|(_, text)| text.into_bytes()));
    seeds.extend(corpus::files("repos").into_iter().map(|(_, bytes)| bytes).filter(|b| b.len() < 6000));
    seeds
}

#[test]
fn mutated_texts_are_survived() {
    let seeds = seeds();
    let mut random = Random::new(8);
    let pieces: Vec<Vec<u8>> = hostile::strings(1000).into_iter().map(String::into_bytes).collect();
    for round in 0..rounds(6000) {
        let mut bytes = random.pick(&seeds).clone();
        for _ in 0..1 + random.below(6) {
            mutate(&mut random, &mut bytes, &seeds, &pieces);
        }
        let limits = if round % 3 == 0 { tight() } else { Limits::default() };
        survive(bytes, &limits);
    }
}

fn mutate(random: &mut Random, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], pieces: &[Vec<u8>]) {
    let at = random.below(bytes.len() + 1);
    match random.below(7) {
        0 => bytes.truncate(at),
        1 if at < bytes.len() => {
            bytes[at] = *random.pick(b"\0\t\n\r \"#%&'*,-.:<=>?@[]`{|}~\x7f\xc2\xe2\xef\xff")
        }
        2 if at < bytes.len() => {
            bytes.remove(at);
        }
        3 => {
            let other = random.pick(seeds);
            let from = random.below(other.len() + 1);
            let to = (from + random.below(80)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        4 => {
            let end = (at + random.below(40)).min(bytes.len());
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
        5 => {
            let piece = random.pick(pieces).clone();
            bytes.splice(at..at, piece);
        }
        _ => {
            let c = *random.pick(b"[{-?: &*!|>'\"\n\t");
            bytes.splice(at..at, std::iter::repeat_n(c, 1 + random.below(40)));
        }
    }
}

#[test]
fn random_bytes_and_characters_are_survived() {
    let mut random = Random::new(9);
    let signs: Vec<char> =
        "ab01 \n\n\t\r:-?,[]{}#&*!|>'\"%@`.<~=_\\/+xe\u{85}\u{2028}\u{feff}é日😀\0\u{7f}".chars().collect();
    for _ in 0..rounds(6000) {
        let length = random.below(60);
        survive((0..length).map(|_| random.next() as u8).collect(), &Limits::default());
        let text: String = (0..length).map(|_| *random.pick(&signs)).collect();
        let limits = if random.one_in(3) { Limits::default() } else { Limits { depth: 4, ..tight() } };
        survive(text.into_bytes(), &limits);
    }
}

#[test]
fn long_runs_of_one_thing_are_survived_in_time() {
    let runs = [
        "[",
        "{",
        "- ",
        "? ",
        ": ",
        "a: ",
        "&a ",
        "*a ",
        "!a ",
        "'",
        "\"",
        "\\",
        "|\n",
        ">\n",
        "#\n",
        "# a ",
        "---\n",
        "...\n",
        "\t",
        " ",
        "\n",
        "\r",
        "%\n",
        "a\n",
        "[]",
        "{}",
        "[a]: ",
        ",",
        "<<: ",
        "a: &a\n",
        "- |\n",
        "\"a\n",
        "'a\n",
        "a:\n ",
        "\u{2028}",
        "\0",
        "a: 1\n",
        "k: yes\n",
        "{a,",
        "[?",
        "!!int a\n",
    ];
    for run in runs {
        let began = std::time::Instant::now();
        survive(run.repeat(60_000 / run.len()).into_bytes(), &Limits::default());
        survive(format!("a: {}", run.repeat(20_000 / run.len())).into_bytes(), &Limits::default());
        survive(format!("[{}", run.repeat(20_000 / run.len())).into_bytes(), &Limits::default());
        // A hundred times what the slowest of them takes; a reader that is quadratic takes longer still.
        assert!(began.elapsed().as_secs() < 60, "{run:?} took {:?}", began.elapsed());
    }
}
