use super::drawings::{HOSTILE, drawing};
use super::xml;
use crate::emit::graph::model::{
    Area, AreaId, AreaKind, Card, CardId, Drawing, Port, Reach, Side, Verdict, Wire,
};
use crate::emit::graph::text::shown;
use crate::emit::graph::{dot, mermaid, svg};
use proptest::prelude::*;

proptest! {
    #[test]
    fn svg_is_xml_of_known_tags_whatever_the_names(drawing in drawing()) {
        let document = svg::svg(&drawing);
        let read = xml::read(&document).unwrap_or_else(|e| panic!("{e}\n{document}"));
        let known = ["svg", "title", "desc", "style", "rect", "text", "tspan", "g", "path", "circle"];
        for tag in &read.tags {
            prop_assert!(known.contains(&tag.as_str()), "{tag}");
        }
        prop_assert_eq!(read.tags.iter().filter(|tag| *tag == "style").count(), 1);
        for (tag, key, value) in &read.attributes {
            let outside = key.starts_with("on") || key.contains("href") || value.contains("url(");
            prop_assert!(!outside, "{} {}={}", tag, key, value);
        }
    }

    #[test]
    fn mermaid_labels_end_where_they_are_meant_to(drawing in drawing()) {
        let text = mermaid::mermaid(&drawing);
        let (head, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        prop_assert_eq!(head.lines().count(), 2);
        for line in body.lines() {
            let pieces: Vec<&str> = line.split('"').collect();
            prop_assert!(pieces.len() == 1 || pieces.len() == 3, "{}", line);
            prop_assert!(pieces.len() == 1 || is_label(pieces[1]), "{}", line);
            let plain = |c: char| c.is_ascii_alphanumeric() || " []|<>=-.,:#".contains(c);
            prop_assert!(pieces.iter().step_by(2).all(|piece| piece.chars().all(plain)), "{}", line);
        }
    }

    #[test]
    fn dot_strings_end_where_they_are_meant_to(drawing in drawing()) {
        for line in dot::dot(&drawing).lines() {
            let mut outside = String::new();
            let mut quoted = false;
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                match c {
                    '"' => quoted = !quoted,
                    '\\' if quoted => {
                        let escaped = chars.next();
                        prop_assert!(matches!(escaped, Some('n' | '"' | '\\')), "{}", line);
                    }
                    _ if !quoted => outside.push(c),
                    _ => {}
                }
            }
            prop_assert!(!quoted, "{}", line);
            let plain = |c: char| c.is_ascii_alphanumeric() || " []{}=,;>_-.".contains(c);
            prop_assert!(outside.chars().all(plain), "{}", line);
        }
    }

    #[test]
    fn the_same_drawing_has_the_same_bytes(drawing in drawing()) {
        prop_assert_eq!(svg::svg(&drawing), svg::svg(&drawing));
    }
}

/// Letters, a few signs, numbered entities and line breaks.
fn is_label(label: &str) -> bool {
    let mut rest = label.to_owned();
    while let Some((before, after)) = rest.split_once('#') {
        let Some((number, after)) = after.split_once(';') else { return false };
        if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        rest = format!("{before}{after}");
    }
    rest.split("<br/>").all(|line| line.chars().all(|c| c.is_alphanumeric() || " -_/:.,;·…×()".contains(c)))
}

/// A client and a cluster called `name`, joined.
fn two(name: &str) -> Drawing {
    let port = |reach| Port { label: name.into(), note: name.into(), reach };
    let card = |side, reach| Card {
        side,
        name: name.into(),
        kind: name.into(),
        ports: vec![port(reach)],
        lists: vec![],
    };
    let reach = Reach { verdict: Verdict::NotReachable, words: name.into() };
    let mut area = Area::new(AreaKind::Network, name);
    area.cards = vec![CardId(0), CardId(1)];
    Drawing {
        name: name.into(),
        roots: vec![AreaId(0)],
        areas: vec![area],
        cards: vec![card(Side::Client, Some(reach)), card(Side::Server, None)],
        wires: vec![Wire { from: (CardId(0), 0), to: (CardId(1), 0), verdict: Verdict::NotReachable }],
        ..Drawing::default()
    }
}

#[test]
fn a_name_is_told_as_it_is() {
    for name in HOSTILE {
        let read = xml::read(&svg::svg(&two(name))).unwrap_or_else(|e| panic!("{e}: {name:?}"));
        let told = shown(name);
        assert!(read.texts.iter().any(|text| text.contains(&told)), "{name:?} is not in {:?}", read.texts);
    }
}

#[test]
fn every_verdict_looks_different_without_colour() {
    let looks = Verdict::ALL.map(|verdict| {
        let mut drawing = two("a");
        drawing.wires[0].verdict = verdict;
        drawing.cards[0].ports[0].reach = Some(Reach { verdict, words: String::new() });
        let document = svg::svg(&drawing);
        let wires = document.lines().skip_while(|line| !line.contains("wire\"")).take(3);
        wires
            .map(|line| line.replace(crate::emit::graph::palette::verdict(verdict), "?"))
            .collect::<Vec<_>>()
            .join("\n")
    });
    assert!(looks[0] != looks[1] && looks[1] != looks[2] && looks[0] != looks[2], "{looks:#?}");
    let style = crate::emit::graph::palette::style();
    assert!(style.contains(".maybe.wire{stroke-dasharray:8 4}.no.wire{stroke-dasharray:2 4}"), "{style}");
    let dot = |verdict| {
        let mut drawing = two("a");
        drawing.wires[0].verdict = verdict;
        dot::dot(&drawing)
    };
    for (verdict, word) in Verdict::ALL.into_iter().zip(["style=solid", "style=dashed", "style=dotted"]) {
        assert!(dot(verdict).contains(word));
    }
}

#[test]
fn light_and_dark_paint_the_same_things() {
    let style = crate::emit::graph::palette::style();
    let (light, dark) = style.split_once("@media (prefers-color-scheme:dark)").unwrap();
    let classes = |sheet: &str| -> Vec<String> {
        let rules = sheet.split('}').filter(|rule| rule.contains('#'));
        rules.map(|rule| rule.trim_start_matches('{').split_once('#').unwrap().0.to_owned()).collect()
    };
    assert_eq!(classes(light), classes(dark));
    assert!(classes(light).len() > 20);
}
