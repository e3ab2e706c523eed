//! Reading a text document by document gives what reading it whole gives, places included, and what is read without the
//! parser is what the parser reads.

mod readers;

use readers::mutate::mutate;
use readers::random::Random;
use readers::sloppy::Sloppy;
use readers::{corpus, documents, hostile, list, map, text};
use std::path::{Path, PathBuf};
use streamwright::diagnostic::Sink;
use streamwright::source::{Origin, SourceId, SourceMap};
use streamwright::yaml::{self, Limits, Node, Reader, Value, plain_piece, read_piece, split, write};

/// How many texts a test reads; more with STREAMWRIGHT_FUZZ for a long run by hand.
fn rounds(usual: usize) -> usize {
    std::env::var("STREAMWRIGHT_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn id() -> SourceId {
    SourceMap::new().next_ids(1).next().expect("one")
}

/// What the parser reads, apart from empty documents; `None` where something is wrong.
fn parsed(text: &str) -> Option<Vec<Node<Origin>>> {
    let mut sink = Sink::new();
    let stream = yaml::parse_text(id(), text, &Limits::default(), Reader::Kubernetes, &mut sink);
    let roots = stream.documents.into_iter().map(|document| document.root).filter(|root| !root.is_null());
    let roots = roots.map(|root| root.map_origin(&mut |mark| Origin::Written(mark.span))).collect();
    (!sink.has_errors()).then_some(roots)
}

/// What a tree takes of the nodes a text may have.
fn nodes(root: &Node<Origin>) -> usize {
    1 + match &root.value {
        Value::Map(map) => map.entries.iter().map(|entry| 1 + nodes(&entry.value)).sum(),
        Value::List(items) => items.iter().map(nodes).sum(),
        _ => 0,
    }
}

/// How many pieces there were, and how many of them needed no parser.
#[derive(Default)]
struct Seen {
    pieces: usize,
    plain: usize,
    whole: usize,
}

impl Seen {
    /// Whatever the text: what is understood is what the parser reads.
    fn check(&mut self, text: &str) {
        let limits = Limits::default();
        let Some(pieces) = split(text, &limits) else { return };
        assert_eq!(pieces.iter().map(|piece| &text[piece.clone()]).collect::<String>(), text);
        let mut roots = Some(Vec::new());
        for piece in pieces {
            let alone = &text[piece.clone()];
            let (plain, parsed) = (plain_piece(id(), alone, 0..alone.len()), parsed(alone));
            self.pieces += usize::from(parsed.is_some());
            self.plain += usize::from(plain.is_some());
            if let Some(found) = plain {
                assert_eq!(found.nodes, 1 + found.roots.iter().map(nodes).sum::<usize>(), "{alone:?}");
                assert!(Some(&found.roots) == parsed.as_ref(), "{alone:?}\n{:?}\n{parsed:?}", found.roots);
            }
            let found = read_piece(id(), text, piece, &limits);
            roots = roots.zip(found).map(|(mut all, found)| {
                all.extend(found.roots);
                all
            });
        }
        if roots.is_some() {
            self.whole += 1;
            let parsed = parsed(text);
            assert!(roots == parsed, "{text:?}\n{roots:?}\n{parsed:?}");
        }
    }
}

/// Every file below a folder that ends like YAML.
fn below(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
                found.extend(std::fs::read_to_string(&path));
            }
        }
    }
    found.sort();
    found
}

/// Documents as people write them, with comments, brackets, quotes, blocks and several documents to a text.
fn written() -> Vec<String> {
    let mut texts = below("golden");
    texts.extend(below("blueprints"));
    texts.extend(below("tests/impact"));
    texts.extend(below("tests/rules"));
    texts
}

#[test]
fn what_people_write_is_read_alike_and_mostly_without_the_parser() {
    let mut own = Seen::default();
    written().iter().for_each(|text| own.check(text));
    assert!(own.plain * 10 > own.pieces * 9, "{} of {} pieces", own.plain, own.pieces);
    let mut theirs = Seen::default();
    for (_, bytes) in corpus::files("repos") {
        if let Ok(text) = yaml::decode_bytes("f", bytes) {
            theirs.check(&text);
        }
    }
    println!("{} of {} pieces of other people", theirs.plain, theirs.pieces);
    corpus::suite().iter().for_each(|(_, text)| theirs.check(text));
}

#[test]
fn what_was_changed_is_read_alike() {
    let mut random = Random::new(21);
    let mut seen = Seen::default();
    let texts: Vec<String> = written().into_iter().filter(|text| !text.is_empty()).collect();
    for round in 0..rounds(20_000) {
        let mut text = texts[round % texts.len()].clone();
        if text.len() > 3_000 {
            continue;
        }
        for _ in 0..1 + random.below(3) {
            if !text.is_empty() {
                text = mutate(&mut random, &text);
            }
        }
        seen.check(&text);
    }
    assert!(seen.plain > 3_000, "{} of {} pieces", seen.plain, seen.pieces);
    assert!(seen.whole > 2_000, "{} texts", seen.whole);
}

#[test]
fn what_is_odd_is_read_alike() {
    let mut random = Random::new(22);
    let mut seen = Seen::default();
    for round in 0..rounds(10_000) {
        let mut text = String::new();
        for _ in 0..1 + random.below(3) {
            text += &if round.is_multiple_of(2) {
                documents::document(&mut random)
            } else {
                documents::damaged(&mut random)
            };
            if random.one_in(2) {
                text += random.pick::<&str>(&[
                    "---\n",
                    "--- # c\n",
                    "...\n",
                    "---",
                    "--- |\n",
                    "%YAML 1.1\n---\n",
                    "---\r\n",
                ]);
            }
        }
        seen.check(&text);
    }
    for s in hostile::strings(rounds(4_000)) {
        let tree = map([
            ("value".to_owned(), text(&s)),
            ("items".to_owned(), list([text(&s), map([("in".to_owned(), text(&s))])])),
            (s.clone() + "2", map([("a".to_owned(), text(&s))])),
        ]);
        seen.check(&Sloppy::write(&mut random, &tree));
        seen.check(&write(&tree));
        for place in [
            format!("a: {s}\nb: c\n"),
            format!("{s}: a\nb: c\n"),
            format!("a: [{s}, b]\n"),
            format!("a: {{b: {s}}}\n"),
            format!("a: {{{s}: b}}\n"),
            format!("a:\n- {s}\n- b\n"),
            format!("a: |\n  {s}\nb: c\n"),
            format!("a: b # {s}\n"),
            format!("a: '{s}'\n"),
            format!("a: \"{s}\"\n"),
            format!("a: b\n---\nc: {s}\n"),
        ] {
            seen.check(&place);
        }
    }
    assert!(seen.plain > 5_000, "{} of {} pieces", seen.plain, seen.pieces);
}
