//! The drawing as a digraph of Graphviz.

use super::face::listed;
use super::model::{AreaId, AreaKind, CardId, Drawing, Reach, Side, TieEnd, TieKind, Verdict};
use super::text::shown;
use std::fmt::Write;

/// How wide lists may make a node, in pixels.
const LABEL: u32 = 300;

/// The drawing as a digraph.
pub(super) fn dot(drawing: &Drawing) -> String {
    let mut out = format!(
        "digraph platform {{\n  label={};\n  labelloc=t;\n  rankdir=LR;\n  compound=true;\n  fontname=\"Helvetica\";\n  \
         node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", color=\"#8696a8\", fontname=\"Helvetica\", fontsize=11];\n  \
         edge [fontname=\"Helvetica\", fontsize=10];\n",
        quoted(&[&drawing.title()])
    );
    for root in &drawing.roots {
        area(drawing, *root, 1, &mut out);
    }
    for wire in &drawing.wires {
        let (color, style, head) = match wire.verdict {
            Verdict::Reachable => ("#13764a", "solid", "normal"),
            Verdict::Depends => ("#95600a", "dashed", "empty"),
            Verdict::NotReachable => ("#b42318", "dotted", "tee"),
        };
        let listener = &drawing.card(wire.to.0).ports[wire.to.1].label;
        let reach = drawing.card(wire.from.0).ports[wire.from.1].reach.as_ref();
        let words =
            reach.filter(|reach| reach.verdict != Verdict::Reachable).map_or_else(String::new, Reach::told);
        let label = quoted(&[listener, &words]);
        let (from, to) = (wire.from.0.0, wire.to.0.0);
        let _ = writeln!(
            out,
            "  n{from} -> n{to} [label={label}, color=\"{color}\", fontcolor=\"{color}\", style={style}, arrowhead={head}];"
        );
    }
    for tie in &drawing.ties {
        let looks = match tie.kind {
            TieKind::Peering => "dir=both, style=bold",
            TieKind::HalfPeering => "dir=both, style=dotted, arrowhead=tee, arrowtail=tee",
            TieKind::Tunnel => "style=dashed",
        };
        let [(one, _), (other, _)] = &tie.ends;
        let (tail, ltail) = end(*one);
        let (head, lhead) = end(*other);
        let clusters = [ltail.map(|c| format!(", ltail={c}")), lhead.map(|c| format!(", lhead={c}"))];
        let clusters = clusters.into_iter().flatten().collect::<String>();
        let _ = writeln!(
            out,
            "  {tail} -> {head} [label={}, color=\"#44617f\", fontcolor=\"#44617f\", {looks}{clusters}];",
            quoted(&[&tie.words])
        );
    }
    out + "}\n"
}

fn area(drawing: &Drawing, id: AreaId, depth: usize, out: &mut String) {
    let area = drawing.area(id);
    let indent = "  ".repeat(depth);
    let name = format!("{} {}", area.kind.word(), area.name);
    let (color, fill) = match area.kind {
        AreaKind::Network | AreaKind::Subnet => ("#8fb7e3", "#eef5fd"),
        AreaKind::Kubernetes | AreaKind::Namespace => ("#b3a3e3", "#f3f0fc"),
        AreaKind::ClientPool | AreaKind::Elsewhere => ("#aab4c0", "#f6f7f9"),
    };
    let _ = writeln!(
        out,
        "{indent}subgraph cluster_{} {{\n{indent}  label={}; style=\"rounded,filled\"; color=\"{color}\"; fillcolor=\"{fill}\"; fontsize=12;",
        id.0,
        quoted(&[name.trim_start(), &area.notes.join(" · ")])
    );
    // An edge cannot end at a cluster, only at something in it.
    if matches!(area.kind, AreaKind::Network | AreaKind::ClientPool) {
        let _ = writeln!(out, "{indent}  a{} [shape=point, style=invis];", id.0);
    }
    for id in &area.cards {
        let card = drawing.card(*id);
        let mut said = vec![card.name.as_str(), card.kind.as_str()];
        let lists: Vec<String> = card.lists.iter().flat_map(|list| listed(list, LABEL)).collect();
        said.extend(lists.iter().map(String::as_str));
        let server = if card.side == Side::Server { ", color=\"#2f6fb3\"" } else { "" };
        let _ = writeln!(out, "{indent}  n{} [label={}{server}];", id.0, quoted(&said));
    }
    for inner in &area.areas {
        self::area(drawing, *inner, depth + 1, out);
    }
    let _ = writeln!(out, "{indent}}}");
}

/// The node at an end, and the cluster that is meant by it.
fn end(end: TieEnd) -> (String, Option<String>) {
    match end {
        TieEnd::Area(AreaId(area)) => (format!("a{area}"), Some(format!("cluster_{area}"))),
        TieEnd::Card(CardId(card)) => (format!("n{card}"), None),
    }
}

/// Lines of text as one label. Graphviz takes a backslash for an escape and `&` for the beginning of an entity.
fn quoted(lines: &[&str]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty());
    let plain = |text: &str| shown(text).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", lines.map(|line| plain(line)).collect::<Vec<_>>().join("\\n"))
}
