//! What the reader makes of a text: values, spans, comments, diagnostics, limits.

use streamwright::diagnostic::{Diagnostic, Sink};
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::{self, Ambiguity, Limits, Reader, Stream, Style, to_json};

fn read_with(text: &str, limits: &Limits, reader: Reader) -> (Stream, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("t.yaml", text));
    let mut sink = Sink::new();
    let stream = yaml::parse(id, &sources, limits, reader, &mut sink);
    (stream, sink.into_sorted(), sources)
}

fn read(text: &str) -> (Stream, Vec<Diagnostic>, SourceMap) {
    read_with(text, &Limits::default(), Reader::Kubernetes)
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|d| d.code.id).collect()
}

/// The only document as JSON; fails when anything was said.
fn json(text: &str) -> serde_json::Value {
    let (stream, found, _) = read(text);
    assert!(found.is_empty(), "{text:?}: {found:#?}");
    assert_eq!(stream.documents.len(), 1, "{text:?}");
    to_json(&stream.documents[0].root)
}

#[test]
fn spans_cover_what_was_written() {
    let text =
        "# top\na: 1\nb:\n  - x # c\n  - p: \"q\"\n    z: |\n      text\n      more\n\nc: {d: [1, 2], e: }\n";
    let (stream, found, sources) = read(text);
    assert_eq!(codes(&found), [""; 0]);
    let doc = &stream.documents[0];
    let at = |node: &yaml::Node<yaml::Mark>| sources.slice(node.origin.span).to_owned();
    let root = &doc.root;
    assert_eq!(at(root), text["# top\n".len()..].trim_end());
    assert_eq!(at(root.get("a").unwrap()), "1");
    let items = root.get("b").unwrap().as_list().unwrap();
    assert_eq!(at(&items[0]), "x");
    assert_eq!(at(&items[1]), "p: \"q\"\n    z: |\n      text\n      more");
    assert_eq!(at(items[1].get("p").unwrap()), "\"q\"");
    assert_eq!(items[1].get("p").unwrap().origin.style, Style::Quoted);
    assert_eq!(at(items[1].get("z").unwrap()), "text\n      more");
    assert_eq!(items[1].get("z").unwrap().origin.style, Style::Block);
    assert_eq!(at(root.get("c").unwrap()), "{d: [1, 2], e: }");
    assert_eq!(at(root.get("c").unwrap().get("d").unwrap()), "[1, 2]");
    let comments: Vec<_> = doc.comments.iter().map(|c| (sources.slice(c.span), c.text.as_str())).collect();
    assert_eq!(comments, [("# top", " top"), ("# c", " c")]);
}

#[test]
fn lines_of_quoted_text_may_stand_as_far_left_as_their_key() {
    let text = "a:\n  - - b: 'one\n\n  two\n      three\nfour'\n      c: \"five\n      six\" # s\n      d: [7,\n  \"8\n9\"]\ne: 'f\n'\n";
    let (stream, found, sources) = read(text);
    assert_eq!(codes(&found), [""; 0], "{found:#?}");
    let doc = &stream.documents[0];
    let expected = serde_json::json!(
        {"a": [[{"b": "one\ntwo three four", "c": "five six", "d": [7, "8 9"]}]], "e": "f "});
    assert_eq!(to_json(&doc.root), expected);
    let inner = &doc.root.get("a").unwrap().as_list().unwrap()[0].as_list().unwrap()[0];
    let at = |key: &str| sources.slice(inner.get(key).unwrap().origin.span);
    assert_eq!(at("b"), "'one\n\n  two\n      three\nfour'");
    assert_eq!(at("c"), "\"five\n      six\"");
    assert_eq!(at("d"), "[7,\n  \"8\n9\"]");
    assert_eq!(sources.slice(doc.comments[0].span), "# s");
    assert_eq!(sources.slice(doc.root.get("e").unwrap().origin.span), "'f\n'");
    let strict = read_with(text, &Limits::default(), Reader::Blueprint);
    assert_eq!(codes(&strict.1), ["yaml-syntax"]);
    // What is broken elsewhere is said once, where it stands.
    let (_, found, sources) = read("a: 'b\nc'\nd: 'e\nf'\ng: h: i\n---\na: 'b\nc'\nd: ]\n");
    let said: Vec<_> = found.iter().map(|d| (d.code.id, sources.slice(d.span().unwrap()))).collect();
    assert_eq!(said, [("yaml-syntax", ":"), ("yaml-syntax", "]")]);
    // There is an end to it, and it is told.
    let many = format!("a: '{}'\n", "b\n".repeat(1000));
    assert_eq!(codes(&read(&many).1), ["yaml-syntax"]);
}

#[test]
fn reading_goes_on_at_the_next_document() {
    let text = "a: 1\n---\nb: [1, 2\n---\n\"open\n---\nc: yes\nd: *no\n---\n\te: 1\n---\nlast: 1\n";
    let (stream, found, sources) = read(text);
    let said: Vec<_> = found.iter().map(|d| (d.code.id, sources.place(d.span().unwrap()))).collect();
    assert_eq!(
        said,
        [
            ("yaml-syntax", "t.yaml:3:4".to_owned()),
            ("yaml-syntax", "t.yaml:5:1".to_owned()),
            ("unknown-alias", "t.yaml:8:4".to_owned()),
            ("tab-indentation", "t.yaml:10:1".to_owned()),
        ]
    );
    let complete: Vec<_> = stream.documents.iter().map(|d| d.complete).collect();
    assert_eq!(complete, [true, false, false, true, true, true]);
    assert_eq!(to_json(&stream.documents[1].root).to_string(), r#"{"b":[1]}"#);
    assert_eq!(to_json(&stream.documents[3].root).to_string(), r#"{"c":true,"d":null}"#);
    assert_eq!(sources.place(stream.documents[5].root.origin.span), "t.yaml:12:1");
}

#[test]
fn duplicate_keys_stay_and_the_last_holds() {
    let (stream, found, sources) = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(codes(&found), ["duplicate-key"]);
    assert_eq!(sources.place(found[0].labels[0].span), "t.yaml:3:1");
    assert_eq!(sources.place(found[0].labels[1].span), "t.yaml:1:1");
    let root = &stream.documents[0].root;
    assert_eq!(root.as_map().unwrap().entries.len(), 3);
    assert_eq!(root.get("a").unwrap().as_int(), Some(3));
    // Different in YAML, the same in JSON.
    assert_eq!(codes(&read("1: a\n\"1\": b\n").1), ["duplicate-key"]);
    let many: String = (0..40).map(|i| format!("k{i}: 1\n")).collect();
    assert_eq!(codes(&read(&format!("{many}k7: 2\n")).1), ["duplicate-key"]);
}

#[test]
fn merge_keys_as_the_go_reader_has_them() {
    let base = "base: &b {a: 1, b: 2}\nother: &o {b: 3, c: 4}\n";
    for (text, expected) in [
        ("x:\n  <<: *b\n  b: 9\n", r#"{"a":1,"b":9}"#),
        // Over what stands above it: not what the merge key's page says, but what the reader does.
        ("x:\n  b: 9\n  <<: *b\n", r#"{"b":2,"a":1}"#),
        ("x:\n  <<: [*b, *o]\n", r#"{"b":2,"c":4,"a":1}"#),
        ("x:\n  <<: {z: 1}\n", r#"{"z":1}"#),
        ("x:\n  \"<<\": 1\n", r#"{"<<":1}"#),
    ] {
        let value = json(&format!("{base}{text}"));
        assert_eq!(value["x"].to_string(), expected, "{text}");
    }
    let (stream, found, sources) = read(&format!("{base}x:\n  <<: *b\n"));
    assert!(found.is_empty());
    assert_eq!(sources.place(stream.documents[0].merge_keys[0]), "t.yaml:4:3");
    assert_eq!(codes(&read("a:\n  <<: 1\n").1), ["merge-key"]);
    let strict = read_with("b: &b {}\na:\n  <<: *b\n", &Limits::default(), Reader::Blueprint);
    assert_eq!(codes(&strict.1), ["merge-key"]);
}

#[test]
fn ambiguous_scalars_are_marked_and_refused_in_a_blueprint() {
    use Ambiguity as A;
    for (text, expected) in [
        ("yes", Some(A::Boolean)),
        ("y", Some(A::Boolean)),
        ("Off", Some(A::Boolean)),
        ("017", Some(A::Octal)),
        ("08", Some(A::Octal)),
        ("0o17", Some(A::Radix)),
        ("0b101", Some(A::Radix)),
        ("0X1F", Some(A::Radix)),
        ("1_000", Some(A::Underscore)),
        ("2001-01-01", Some(A::Date)),
        ("1:30", Some(A::Sexagesimal)),
        ("12:30:45", Some(A::Sexagesimal)),
        ("1e3", Some(A::Number)),
        ("1.5e3", Some(A::Number)),
        ("123456789012345678901", Some(A::Number)),
        ("=", Some(A::Indicator)),
        ("true", None),
        ("null", None),
        ("~", None),
        ("0x1F", None),
        ("+1", None),
        ("1.20", None),
        (".5", None),
        ("1.2.3", None),
        ("10.0.0.0/16", None),
        ("7d", None),
        ("100-199", None),
        ("08:30", None),
        ("2001-01-01x", None),
        ("none", None),
        ("v1", None),
        ("1Gi", None),
    ] {
        let (stream, found, _) = read(&format!("k: {text}\n"));
        assert!(found.is_empty(), "{text}: {found:?}");
        assert_eq!(stream.documents[0].root.get("k").unwrap().origin.ambiguity, expected, "{text}");
        let strict = read_with(&format!("k: {text}\n"), &Limits::default(), Reader::Blueprint);
        assert_eq!(
            codes(&strict.1),
            if expected.is_some() { vec!["ambiguous-scalar"] } else { vec![] },
            "{text}"
        );
        let quoted = read_with(&format!("k: \"{text}\"\n"), &Limits::default(), Reader::Blueprint);
        assert_eq!(codes(&quoted.1), [""; 0], "{text}");
    }
    for (text, help) in [
        ("yes", "write `\"yes\"` if it is text, `true` if not"),
        ("017", "write `\"017\"` if it is text, `15` or `17` if not"),
        ("1_000", "write `\"1_000\"` if it is text, `1000` if not"),
        ("1e3", "write `\"1e3\"` if it is text, `1000` if not"),
        ("2001-01-01", "write `\"2001-01-01\"`"),
    ] {
        let strict = read_with(&format!("k: {text}\n"), &Limits::default(), Reader::Blueprint);
        assert_eq!(strict.1[0].help.as_deref(), Some(help));
    }
    let key = read_with("on: push\n", &Limits::default(), Reader::Blueprint);
    assert_eq!(codes(&key.1), ["ambiguous-scalar"]);
    assert!(key.1[0].message.starts_with("`on` is a boolean"), "{}", key.1[0].message);
}

#[test]
fn crlf_and_byte_order_mark() {
    assert_eq!(json("\u{feff}a: 1\r\nb: |\r\n  x\r\n  y\r\n").to_string(), r#"{"a":1,"b":"x\ny\n"}"#);
    let (stream, _, sources) = read("\u{feff}abc: é\nd: 1\n");
    let entries = &stream.documents[0].root.as_map().unwrap().entries;
    assert_eq!(sources.slice(entries[0].key.origin.span), "abc");
    assert_eq!(sources.slice(entries[0].value.origin.span), "é");
    assert_eq!(sources.slice(entries[1].key.origin.span), "d");
}

#[test]
fn encodings_are_named() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    for (bytes, expected) in [
        (utf16("\u{feff}a: 1", false), "`f` is UTF-16LE, not UTF-8"),
        (utf16("\u{feff}a: 1", true), "`f` is UTF-16BE, not UTF-8"),
        (utf16("a: 1", false), "`f` is UTF-16LE, not UTF-8"),
        (utf16("a: 1", true), "`f` is UTF-16BE, not UTF-8"),
        (vec![0xff, 0xfe, 0, 0, b'a', 0, 0, 0], "`f` is UTF-32LE, not UTF-8"),
        (vec![0, 0, 0, b'a', 0, 0, 0, b':'], "`f` is UTF-32BE, not UTF-8"),
        (b"a: 1\nb: caf\xe9\n".to_vec(), "`f` is not UTF-8: byte 0xE9 at line 2, column 7"),
    ] {
        let error = yaml::decode_bytes("f", bytes).unwrap_err();
        assert_eq!((error.code.id, error.message.as_str()), ("encoding", expected));
        assert!(error.help.is_some());
    }
    assert_eq!(yaml::decode_bytes("f", b"\xef\xbb\xbfa: 1".to_vec()).unwrap(), "a: 1");
}

#[test]
fn control_characters_are_reported_where_they_stand() {
    for c in ['\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{80}', '\u{85}', '\u{2028}', '\u{feff}', '\u{fffe}'] {
        for text in
            [format!("a: x{c}y\nb: 2\n"), format!("a: \"{c}\" \nb: 2\n"), format!("# {c}\na: 1\nb: 2\n")]
        {
            let (stream, found, sources) = read(&text);
            assert_eq!(codes(&found), ["control-character"], "{text:?}");
            assert_eq!(sources.slice(found[0].span().unwrap()), c.to_string(), "{text:?}");
            assert_eq!(stream.documents[0].root.get("b").unwrap().as_int(), Some(2), "{text:?}");
        }
    }
    assert!(read("a: \"\\0\\x1b\\u2028\"\n").1.is_empty());
}

#[test]
fn limits_stop_what_asks_for_too_much() {
    let deep_flow = "[".repeat(200_000);
    let deep_block: String = (0..3000).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    let deep_list = "- ".repeat(100_000);
    for text in [deep_flow, deep_block, deep_list, "{a: ".repeat(50_000), "? ".repeat(50_000)] {
        let (stream, found, _) = read(&format!("{text}\n---\nb: 1\n"));
        assert!(found.iter().any(|d| d.code.id == "input-too-large"), "{:?}", codes(&found));
        assert!(!stream.documents[0].complete);
    }
    let laughs: String = std::iter::once("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned())
        .chain((1..12).map(|i| {
            let p = i - 1;
            format!("a{i}: &a{i} [*a{p}, *a{p}, *a{p}, *a{p}, *a{p}, *a{p}, *a{p}, *a{p}, *a{p}]\n")
        }))
        .collect();
    let (stream, found, _) = read(&format!("{laughs}---\nfine: 1\n"));
    assert_eq!(codes(&found), ["input-too-large"]);
    assert_eq!(stream.documents.last().unwrap().root.get("fine").unwrap().as_int(), Some(1));
    let small = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(codes(&read_with("a: 12345678\n", &small, Reader::Kubernetes).1), ["input-too-large"]);
    let few = Limits { nodes: 10, ..Limits::default() };
    assert_eq!(
        codes(&read_with("[1,2,3,4,5,6,7,8,9,10,11,12]", &few, Reader::Kubernetes).1),
        ["input-too-large"]
    );
    let aliases = Limits { alias_nodes: 5, ..Limits::default() };
    assert_eq!(
        codes(&read_with("a: &a [1, 2]\nb: [*a, *a]\n", &aliases, Reader::Kubernetes).1),
        ["input-too-large"]
    );
}

#[test]
fn aliases_need_an_anchor_that_is_finished() {
    assert_eq!(json("a: &x [1, {b: 2}]\nc: *x\n").to_string(), r#"{"a":[1,{"b":2}],"c":[1,{"b":2}]}"#);
    assert_eq!(codes(&read("a: *x\n").1), ["unknown-alias"]);
    assert_eq!(codes(&read("a: &x [*x]\n").1), ["unknown-alias"]);
    assert_eq!(codes(&read("a: &x 1\n---\nb: *x\n").1), ["unknown-alias"]);
    assert_eq!(json("a: &x 1\nb: &x 2\nc: *x\n")["c"], 2);
    // Anchors inside one another cost what they hold, not twice as much with each.
    let nested: String = (0..80).map(|i| format!("&a{i} [")).collect();
    let text = format!("a: {nested}x{}\nb: *a60\n", "]".repeat(80));
    assert_eq!(json(&text)["b"].to_string(), format!("{}\"x\"{}", "[".repeat(20), "]".repeat(20)));
}

#[test]
fn what_json_cannot_say_is_refused() {
    for text in [
        "a: .inf\n",
        "[.nan]\n",
        "~: 1\n",
        ": 1\n",
        "? [a]\n: 1\n",
        "{? {a: 1} : 1}\n",
        "18446744073709551615: 1\n",
    ] {
        assert_eq!(codes(&read(text).1), ["not-in-json"], "{text:?}");
    }
    assert_eq!(codes(&read("a: !!binary /w==\n").1), ["not-in-json"]);
    for text in ["!!int x", "!!bool 1", "!!float y", "!!null 1", "!!binary \"*\"", "!!timestamp 1"] {
        assert_eq!(codes(&read(text).1), ["wrong-tag"], "{text}");
    }
}

#[test]
fn documents_and_comments() {
    assert!(read("").0.documents.is_empty());
    let (stream, ..) = read("# only a comment\n");
    assert!(stream.documents[0].root.is_null() && stream.documents[0].comments.len() == 1);
    let (stream, ..) = read("# one\na: 1\n# end\n---\n# two\nb: 2\n...\n# last\n");
    assert_eq!(stream.documents.len(), 2);
    let all: Vec<Vec<&str>> =
        stream.documents.iter().map(|d| d.comments.iter().map(|c| c.text.trim()).collect()).collect();
    assert_eq!(all.concat(), ["one", "end", "two", "last"]);
    assert_eq!(read("---\n---\na: 1\n").0.documents.len(), 2);
}

/// Every blueprint we ship obeys the rules for plain scalars, tabs and merge keys.
#[test]
fn our_own_blueprints_are_clean() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("blueprints");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("blueprints/") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "yaml") {
            let text = std::fs::read_to_string(&path).expect("a blueprint");
            let (stream, found, _) = read_with(&text, &Limits::default(), Reader::Blueprint);
            assert!(found.is_empty(), "{}: {found:#?}", path.display());
            assert_eq!(stream.documents.len(), 1, "{}", path.display());
            read += 1;
        }
    }
    assert!(read > 0, "there is a blueprint");
}
