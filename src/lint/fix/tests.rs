use super::proof::holds;
use super::resolve;
use crate::diagnostic::{Change, Content, Edit, Fix, Safety, Sink};
use crate::source::{Source, SourceId, SourceMap, Span};
use crate::yaml::{self, Limits, Mark, Node, Reader};

/// Where a fix is wanted: at the value of this key, or at the key itself.
fn place(node: &Node<Mark>, key: &str, of_key: bool) -> Option<Span> {
    if let Some(items) = node.as_list() {
        return items.iter().find_map(|item| place(item, key, of_key));
    }
    node.as_map()?.entries.iter().find_map(|entry| {
        if entry.key.text != key {
            return place(&entry.value, key, of_key);
        }
        let (own, value) = (entry.key.origin.span, entry.value.origin.span);
        Some(if of_key { own } else { value })
    })
}

fn fixed(text: &str, key: &str, change: Change) -> Option<(String, Safety)> {
    let mut sources = SourceMap::new();
    let id: SourceId = sources.add(Source::new("a.yaml", text));
    let stream = yaml::parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut Sink::new());
    let root = &stream.documents[0].root;
    let of_key = matches!(change, Change::Rename(_));
    let mut span = place(root, key, of_key).expect("the key is there");
    if change == Change::Remove {
        span = place(root, key, true)?.to(span);
    }
    let edits = vec![Edit { span, change }];
    let mut fix = Fix { safety: Safety::Safe, edits, patches: Vec::new() };
    if !resolve(&mut fix, sources.get(id)) {
        return None;
    }
    let mut after = text.to_owned();
    for patch in fix.patches.iter().rev() {
        after.replace_range(patch.span.range(), &patch.text);
    }
    holds("a.yaml", text, &after, std::iter::once(&fix)).then_some((after, fix.safety))
}

fn text(text: &str, key: &str, change: Change) -> Option<String> {
    fixed(text, key, change).map(|(after, _)| after)
}

fn write(content: impl Into<Content>) -> Change {
    Change::Write(content.into())
}

#[test]
fn a_scalar_keeps_its_quotes_and_what_stands_around_it() {
    for (before, after) in [
        ("a: x # why\n", "a: new # why\n"),
        ("a: \"x\"\r\nb: 1\r\n", "a: \"new\"\r\nb: 1\r\n"),
        ("{a: 'x', b: 2}\n", "{a: 'new', b: 2}\n"),
        ("{\"a\": 1}", "{\"a\": new}"),
        ("k:\n  -   a:   x\n", "k:\n  -   a:   new\n"),
    ] {
        assert_eq!(text(before, "a", write("new")).as_deref(), Some(after), "{before}");
    }
    assert_eq!(text("a: x\n", "a", write("yes")).as_deref(), Some("a: \"yes\"\n"));
    assert_eq!(text("{a: x}\n", "a", write("b, c")).as_deref(), Some("{a: \"b, c\"}\n"));
    assert_eq!(text("a: '92'\n", "a", write(9092)).as_deref(), Some("a: 9092\n"));
    assert_eq!(text("a: |\n  x\n", "a", write("y")), None, "a block is not one line");
    assert_eq!(text("a: x\n", "a", write("x")), None, "nothing changes");
}

#[test]
fn what_an_anchor_shares_is_not_changed_in_one_place() {
    assert_eq!(text("a: &x y\nb: *x\n", "a", write("z")), None);
    assert_eq!(text("a: &x {c: 1}\nb: {<<: *x}\n", "c", write(2)), None);
}

#[test]
fn text_is_put_in_quotes_and_guessed_only_when_asked() {
    assert_eq!(fixed("a: 9092\n", "a", Change::Quote), Some(("a: \"9092\"\n".into(), Safety::Safe)));
    assert_eq!(fixed("a: true # x\n", "a", Change::Quote), Some(("a: \"true\" # x\n".into(), Safety::Safe)));
    assert_eq!(fixed("a: 017\n", "a", Change::Quote), Some(("a: \"017\"\n".into(), Safety::Unsafe)));
    assert_eq!(fixed("a: no\n", "a", Change::Quote), Some(("a: \"no\"\n".into(), Safety::Unsafe)));
}

#[test]
fn a_key_is_renamed_as_it_is_written() {
    let name = |before: &str| text(before, "a", Change::Rename("b".into()));
    assert_eq!(name("a: 1 # x\n").as_deref(), Some("b: 1 # x\n"));
    assert_eq!(name("{\"a\": {c: 1}}").as_deref(), Some("{\"b\": {c: 1}}"));
    assert_eq!(name("a:\r\n  c: 1\r\n").as_deref(), Some("b:\r\n  c: 1\r\n"));
}

#[test]
fn an_entry_is_added_where_it_fits_the_layout() {
    let add = |before: &str| text(before, "m", Change::Add("k".into(), "v".into()));
    for (before, after) in [
        ("m:\n  a: 1 # x\n  b: 2\n", "m:\n  a: 1 # x\n  k: v\n  b: 2\n"),
        ("m:\n    a:\n      - 1\n", "m:\n    k: v\n    a:\n      - 1\n"),
        ("m:\r\n  a: 1\r\n", "m:\r\n  a: 1\r\n  k: v\r\n"),
        ("m:\n  a: 1", "m:\n  a: 1\n  k: v"),
        ("m: {a: 1}\n", "m: {k: v, a: 1}\n"),
        ("m: {}\n", "m: {k: v}\n"),
        ("{\n  \"m\": {\n    \"a\": 1\n  }\n}\n", "{\n  \"m\": {\n    \"k\": \"v\",\n    \"a\": 1\n  }\n}\n"),
        ("m:\n  a: one\n    two\n", "m:\n  k: v\n  a: one\n    two\n"),
        ("m:\n  a: |\n    two\n", "m:\n  k: v\n  a: |\n    two\n"),
    ] {
        assert_eq!(add(before).as_deref(), Some(after), "{before}");
    }
    assert_eq!(text("m:\n  k: 1\n", "m", Change::Add("k".into(), "v".into())), None, "it is there already");
    let item = text("l:\n  - 1\n", "l", Change::Add("k".into(), "v".into()));
    assert_eq!(item, None, "a list has no keys");
    let labels = Content::Map(vec![("app".into(), "kafka".into())]);
    let added = text("m:\n  a: 1\n", "m", Change::Add("labels".into(), labels));
    assert_eq!(added.as_deref(), Some("m:\n  a: 1\n  labels:\n    app: kafka\n"));
}

#[test]
fn an_entry_goes_with_its_lines_and_no_comment() {
    let remove = |before: &str| text(before, "a", Change::Remove);
    for (before, after) in [
        ("m:\n  a: 1\n  b: 2\n", "m:\n  b: 2\n"),
        ("m:\n  b: 2\n  a:\n    - c: 1\n", "m:\n  b: 2\n"),
        ("m:\r\n  b: 2\r\n  a: |\r\n    x\r\nc: 1\r\n", "m:\r\n  b: 2\r\nc: 1\r\n"),
        ("m: {a: 1, b: 2}\n", "m: {b: 2}\n"),
        ("m: {b: 2, a: {c: 1}}\n", "m: {b: 2}\n"),
    ] {
        assert_eq!(remove(before).as_deref(), Some(after), "{before:?}");
    }
    assert_eq!(remove("m:\n  a: 1 # why\n  b: 2\n"), None);
    assert_eq!(remove("m:\n  a:\n    # why\n    c: 1\n  b: 2\n"), None);
}
