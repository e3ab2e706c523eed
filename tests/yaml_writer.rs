//! What we write comes back unchanged: through our own reader and serde_yaml, on any machine.

mod readers;

use proptest::prelude::*;
use readers::trees::{any_tree, runner};
use readers::{hostile, list, map, node, read, same, text, tree};
use streamwright::yaml::{self, Key, Map, Node, Value, to_json, write, write_documents};

/// The string as value, item, item of an item, key, and in a map of a list.
fn around(s: &str) -> Node<()> {
    map([
        ("value".to_owned(), text(s)),
        (
            "items".to_owned(),
            list([
                text(s),
                list([text(s), text("x")]),
                map([("in".to_owned(), text(s)), (s.to_owned() + "k", text("x"))]),
            ]),
        ),
        (
            "key".to_owned(),
            map([
                (s.to_owned(), text(s)),
                (s.to_owned() + "2", map([("a".to_owned(), text("b"))])),
                (s.to_owned() + "3", list([text(s)])),
            ]),
        ),
    ])
}

#[test]
fn hostile_strings_come_back_through_our_own_reader() {
    let strings = hostile::strings(30_000);
    assert!(strings.len() >= 30_000);
    for s in &strings {
        let document = around(s);
        let written = write(&document);
        let (stream, found) = read(&written);
        assert!(found.is_empty(), "{s:?}: {found:?}\n{written}");
        assert_eq!(to_json(&stream.documents[0].root), to_json(&document), "{s:?}\n{written}");
        let root = write(&text(s));
        let (stream, found) = read(&root);
        assert!(found.is_empty(), "{s:?}: {found:?}\n{root}");
        assert_eq!(stream.documents[0].root.as_str(), Some(s.as_str()), "{root}");
    }
}

#[test]
fn hostile_strings_come_back_through_serde_yaml() {
    for s in &hostile::strings(30_000) {
        let document = around(s);
        let written = write(&document);
        let theirs: serde_json::Value =
            serde_yaml::from_str(&written).unwrap_or_else(|e| panic!("{s:?}: {e}\n{written}"));
        assert_eq!(theirs, to_json(&document), "{s:?}\n{written}");
    }
}

#[test]
fn what_is_written_looks_as_agreed() {
    let document = tree(&serde_json::json!({
        "kind": "Kafka", "empty": {}, "none": [], "null": null, "yes": "yes", "port": 9092, "share": 0.5, "one": 1.0, "on": true,
        "list": ["a", {"b": 1, "c": [1, 2]}, [3, [4]], {}, []], "script": "#!/bin/sh\nset -e\n", "keep": "a\n\n", "strip": "a\nb",
        "long": "word ".repeat(60) + "end", "url": "http://a:80/?b=c#d", "flag": "--config=/etc/a", "tab": "a\tb", "1": "1",
    }));
    let long = "word ".repeat(60) + "end";
    assert_eq!(
        write(&document),
        format!(
            r##"kind: Kafka
empty: {{}}
none: []
"null": null
"yes": "yes"
port: 9092
share: 0.5
one: 1.0
"on": true
list:
  - a
  - b: 1
    c:
      - 1
      - 2
  - - 3
    - - 4
  - {{}}
  - []
script: |
  #!/bin/sh
  set -e
keep: |+
  a

strip: |-
  a
  b
long: {long}
url: http://a:80/?b=c#d
flag: --config=/etc/a
tab: "a\tb"
"1": "1"
"##
        )
    );
    assert_eq!(write_documents([&text("a"), &map([]), &list([])]), "a\n---\n{}\n---\n[]\n");
    assert_eq!(write(&node(Value::Null)), "null\n");
    assert_eq!(write(&text("a\n")), "|\n  a\n");
}

#[test]
fn numbers_keep_their_value_and_kind() {
    let floats = [
        0.0,
        -0.0,
        1.0,
        0.1,
        -2.5,
        1e-5,
        1e15,
        1e16,
        1e21,
        1.5e300,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
        1e-4,
        123_456_789.125,
    ];
    for x in floats {
        let written = write(&node(Value::Float(x)));
        let (stream, found) = read(&written);
        assert!(found.is_empty(), "{written}: {found:?}");
        let root = &stream.documents[0].root;
        assert!(
            matches!(root.value, Value::Float(y) if y.to_bits() == x.to_bits()),
            "{x:?} {written} {:?}",
            root.value
        );
        assert_eq!(root.origin.ambiguity, None, "{written}");
    }
    for i in [0, 1, -1, i128::from(i64::MIN), i128::from(u64::MAX)] {
        let (stream, _) = read(&write(&node(Value::Int(i))));
        assert_eq!(stream.documents[0].root.as_int(), Some(i));
    }
}

#[test]
fn no_line_ends_in_white_space_and_every_text_in_a_line_break() {
    for s in hostile::strings(6000) {
        let written = write(&around(&s));
        assert!(written.ends_with('\n'));
        assert!(!written.lines().any(|l| l.ends_with([' ', '\t'])), "{s:?}\n{written}");
    }
}

#[test]
fn any_tree_comes_back() {
    let check = |tree: Node<()>| {
        let written = write(&tree);
        let (stream, found) = read(&written);
        prop_assert!(found.is_empty(), "{:?}\n{}", found, written);
        let back = stream.documents[0].root.clone().map_origin(&mut |_| ());
        prop_assert_eq!(&back, &tree, "{}", written);
        prop_assert_eq!(&write(&back), &written);
        let theirs: serde_json::Value =
            serde_yaml::from_str(&written).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert!(same(&theirs, &to_json(&tree)), "{}\n{}", theirs, written);
        Ok(())
    };
    runner(3000).run(&any_tree(), check).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn what_serde_yaml_writes_is_read_as_it_was() {
    let check = |tree: Node<()>| {
        let json = to_json(&tree);
        let written = serde_yaml::to_string(&json).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let (stream, found) = read(&written);
        // It writes some plain words and characters that the Go reader takes otherwise; those are its own.
        if found.is_empty() && !ambiguous(&stream.documents[0].root) {
            prop_assert!(same(&to_json(&stream.documents[0].root), &json), "{}\n{}", json, written);
        }
        Ok(())
    };
    runner(3000).run(&any_tree(), check).unwrap_or_else(|e| panic!("{e}"));
}

fn ambiguous(node: &Node<yaml::Mark>) -> bool {
    let key = |key: &Key<yaml::Mark>| key.origin.ambiguity.is_some();
    node.origin.ambiguity.is_some()
        || match &node.value {
            Value::List(items) => items.iter().any(ambiguous),
            Value::Map(Map { entries }) => entries.iter().any(|e| key(&e.key) || ambiguous(&e.value)),
            _ => false,
        }
}
