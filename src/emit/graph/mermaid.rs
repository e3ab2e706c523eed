//! The drawing as a Mermaid flowchart, for Markdown that renders it.

use super::face::listed;
use super::model::{AreaId, CardId, Drawing, Reach, Side, TieEnd, TieKind, Verdict};
use super::text::shown;
use std::fmt::Write;

/// How wide lists may make a node, in pixels.
const LABEL: u32 = 300;

/// The drawing as a Mermaid flowchart.
pub(super) fn mermaid(drawing: &Drawing) -> String {
    let mut out = format!(
        "---\ntitle: {}\nconfig: {{flowchart: {{wrappingWidth: 480}}}}\n---\nflowchart LR\n",
        front_matter(drawing)
    );
    for root in &drawing.roots {
        area(drawing, *root, 1, &mut out);
    }
    let mut styles: Vec<(&str, Vec<usize>)> = STYLES.iter().map(|(_, style)| (*style, Vec::new())).collect();
    for (i, wire) in drawing.wires.iter().enumerate() {
        let arrow = match wire.verdict {
            Verdict::Reachable => "-->",
            Verdict::Depends => "-.->",
            Verdict::NotReachable => "-.-x",
        };
        let listener = &drawing.card(wire.to.0).ports[wire.to.1].label;
        let reach = drawing.card(wire.from.0).ports[wire.from.1].reach.as_ref();
        let words =
            reach.filter(|reach| reach.verdict != Verdict::Reachable).map_or_else(String::new, Reach::told);
        let label = quoted(&[listener, &words]);
        let _ = writeln!(out, "  {} {arrow}|{label}| {}", node(wire.from.0), node(wire.to.0));
        styles[STYLES.iter().position(|(verdict, _)| *verdict == wire.verdict).unwrap_or(0)].1.push(i);
    }
    for tie in &drawing.ties {
        let line = match tie.kind {
            TieKind::Peering => "<==>",
            TieKind::HalfPeering => "x-.-x",
            TieKind::Tunnel => "==>",
        };
        let [(one, _), (other, _)] = &tie.ends;
        let _ = writeln!(out, "  {} {line}|{}| {}", end(*one), quoted(&[&tie.words]), end(*other));
    }
    for (style, wires) in styles.into_iter().filter(|(_, wires)| !wires.is_empty()) {
        let numbers: Vec<String> = wires.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "  linkStyle {} {style}", numbers.join(","));
    }
    let is_server = |i: &usize| drawing.cards[*i].side == Side::Server;
    let servers: Vec<String> = (0..drawing.cards.len()).filter(is_server).map(|i| node(CardId(i))).collect();
    if !servers.is_empty() {
        let _ = writeln!(out, "  classDef server stroke-width:3px\n  class {} server", servers.join(","));
    }
    out
}

/// Colours that can be told apart on white and on black.
const STYLES: [(Verdict, &str); 3] = [
    (Verdict::Reachable, "stroke:#2a9d6a,stroke-width:2px"),
    (Verdict::Depends, "stroke:#c98a1b,stroke-width:2px"),
    (Verdict::NotReachable, "stroke:#d9483b,stroke-width:2px"),
];

fn area(drawing: &Drawing, id: AreaId, depth: usize, out: &mut String) {
    let area = drawing.area(id);
    let indent = "  ".repeat(depth);
    // One line: a second one would lie under what stands inside.
    let head = [&[format!("{} {}", area.kind.word(), area.name)], area.notes.as_slice()].concat().join(" · ");
    let _ = writeln!(out, "{indent}subgraph a{}[{}]", id.0, quoted(&[head.trim_start()]));
    for card in &area.cards {
        let card = (*card, drawing.card(*card));
        let mut said = vec![card.1.name.as_str(), card.1.kind.as_str()];
        let lists: Vec<String> = card.1.lists.iter().flat_map(|list| listed(list, LABEL)).collect();
        said.extend(lists.iter().map(String::as_str));
        let _ = writeln!(out, "{indent}  {}[{}]", node(card.0), quoted(&said));
    }
    for inner in &area.areas {
        self::area(drawing, *inner, depth + 1, out);
    }
    let _ = writeln!(out, "{indent}end");
}

fn node(card: CardId) -> String {
    format!("n{}", card.0)
}

fn end(end: TieEnd) -> String {
    match end {
        TieEnd::Area(area) => format!("a{}", area.0),
        TieEnd::Card(card) => node(card),
    }
}

/// Lines of text as one label. Whatever could end the label or mean something in it is written as its number.
fn quoted(lines: &[&str]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty());
    format!("\"{}\"", lines.map(|line| plain(line)).collect::<Vec<_>>().join("<br/>"))
}

fn plain(text: &str) -> String {
    let mut written = String::new();
    for c in shown(text).chars() {
        if c.is_alphanumeric() || " -_/:.,;·…×()".contains(c) {
            written.push(c);
        } else {
            let _ = write!(written, "#{};", u32::from(c));
        }
    }
    written
}

/// The title as YAML has it between double quotes.
fn front_matter(drawing: &Drawing) -> String {
    format!("\"{}\"", shown(&drawing.title()).replace('\\', "\\\\").replace('"', "\\\""))
}
