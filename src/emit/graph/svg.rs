//! The drawing as SVG: no script, no font of its own, nothing from elsewhere, and the same bytes every time.

use super::face::{Ink, Line};
use super::layout::{Bus, Layout, MARGIN, Rect, Stood, Track, layout};
use super::legend::legend;
use super::model::{Card, Drawing, List, Reach, Side, TieKind, Verdict};
use super::palette;
use super::text::{Font, fit, is_foreign, shown, width};
use std::fmt::Write;

const TITLE: Font = Font { size: 20, bold: true };
const SUBTITLE: Font = Font { size: 14, bold: false };

/// The drawing as an SVG document.
pub(super) fn svg(drawing: &Drawing) -> String {
    let layout = layout(drawing);
    let (legend, below) = legend(drawing, layout.width, layout.height);
    let (wide, high) = (layout.width, layout.height + below);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <style>{}</style>\n<rect class=\"paper\" x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"10\"/>\n",
        escape(&drawing.title()),
        escape(&described(drawing)),
        palette::style(),
        wide - 1,
        high - 1,
    );
    title(drawing, &layout, &mut out);
    areas(drawing, &layout, &mut out);
    for track in &layout.tracks {
        rail(track, &mut out);
    }
    for bus in &layout.buses {
        wires(bus, &layout, &mut out);
    }
    for (card, stood) in drawing.cards.iter().zip(&layout.cards) {
        self::card(card, stood, &mut out);
    }
    out + &legend + "</svg>\n"
}

/// What the drawing shows, for those who do not see it.
fn described(drawing: &Drawing) -> String {
    let mut said = String::new();
    for wire in &drawing.wires {
        let (from, to) = (drawing.card(wire.from.0), drawing.card(wire.to.0));
        let reach = from.ports[wire.from.1].reach.as_ref().map_or_else(String::new, Reach::told);
        let _ = write!(said, "{} to {}/{}: {reach}. ", from.name, to.name, to.ports[wire.to.1].label);
    }
    said.truncate(said.trim_end().len());
    if said.is_empty() { "Nothing connects to Kafka.".into() } else { said }
}

fn title(drawing: &Drawing, layout: &Layout, out: &mut String) {
    let room = u32::try_from(layout.width - 2 * MARGIN).unwrap_or(0);
    let environment =
        drawing.environment.as_ref().map_or_else(String::new, |name| format!("environment {}", shown(name)));
    let environment = fit(&environment, SUBTITLE, room / 2);
    let name = fit(&shown(&drawing.name), TITLE, room - width(&environment, SUBTITLE) - 12);
    let _ = writeln!(
        out,
        "<text class=\"strong\" x=\"{MARGIN}\" y=\"32\" font-size=\"20\" font-weight=\"bold\">{}<tspan class=\"muted\" dx=\"12\" \
         font-size=\"14\" font-weight=\"normal\">{}</tspan></text>",
        escape(&name),
        escape(&environment)
    );
    // Where clients stand on both sides, the columns mean nothing.
    let mixed =
        drawing.cards.iter().zip(&layout.cards).any(|(card, stood)| card.side == Side::Client && stood.right);
    for (x, caption) in layout.columns.into_iter().zip(["CLIENTS", "KAFKA"]).filter(|_| !mixed) {
        let _ = writeln!(
            out,
            "<text class=\"muted\" x=\"{x}\" y=\"54\" font-size=\"11\" letter-spacing=\"1\">{caption}</text>"
        );
    }
}

fn areas(drawing: &Drawing, layout: &Layout, out: &mut String) {
    // Those that hold others come first, whatever order they were made in.
    let mut open: Vec<_> = drawing.roots.iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        let area = drawing.area(id);
        let (rect, head) = &layout.areas[id.0];
        let full =
            [&[format!("{} {}", area.kind.word(), area.name)], area.notes.as_slice(), area.aside.as_slice()]
                .concat();
        let _ = writeln!(
            out,
            "<g><title>{}</title>{}",
            escape(full.join("\n").trim_start()),
            boxed(*rect, palette::area(area.kind), 8)
        );
        lines(&head.lines, *rect, out);
        out.push_str("</g>\n");
        open.extend(area.areas.iter().rev());
    }
}

fn boxed(rect: Rect, class: &str, round: i32) -> String {
    let Rect { x, y, width, height } = rect;
    format!(
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
    )
}

fn lines(lines: &[Line], rect: Rect, out: &mut String) {
    for line in lines {
        out.push('\n');
        let x = if line.right { rect.x + rect.width - line.x } else { rect.x + line.x };
        let anchor = if line.right { " text-anchor=\"end\"" } else { "" };
        // Letters of which we do not know how wide they are are made to be as wide as we took them for.
        let length = if line.runs.iter().any(|run| is_foreign(&run.text)) {
            format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", line.width())
        } else {
            String::new()
        };
        let _ = write!(out, "<text x=\"{x}\" y=\"{}\"{anchor}{length}>", rect.y + line.y);
        for (i, run) in line.runs.iter().enumerate() {
            let gap = if i > 0 { " dx=\"8\"" } else { "" };
            let weight = if run.font.bold { " font-weight=\"bold\"" } else { "" };
            let class = match run.ink {
                Ink::Strong => "strong",
                Ink::Plain => "plain",
                Ink::Muted => "muted",
                Ink::Verdict(Verdict::Reachable) => "yes-ink",
                Ink::Verdict(Verdict::Depends) => "maybe-ink",
                Ink::Verdict(Verdict::NotReachable) => "no-ink",
            };
            let size = run.font.size;
            let _ = write!(
                out,
                "<tspan class=\"{class}\"{gap} font-size=\"{size}\"{weight}>{}</tspan>",
                escape(&run.text)
            );
        }
        out.push_str("</text>");
    }
}

fn card(card: &Card, stood: &Stood, out: &mut String) {
    let Stood { rect, face, right } = stood;
    let (rect, right) = (*rect, *right);
    let _ = writeln!(out, "<g><title>{}</title>{}", escape(&told(card)), boxed(rect, "card", 6));
    let class = if card.side == Side::Client { "client" } else { "server" };
    let bar = if right { rect.x } else { rect.x + rect.width - 4 };
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{bar}\" y=\"{}\" width=\"4\" height=\"{}\" rx=\"2\"/>",
        rect.y + 6,
        rect.height - 12
    );
    for rule in &face.rules {
        let y = rect.y + rule;
        let _ =
            write!(out, "\n<path class=\"rule\" d=\"M{} {y}H{}\"/>", rect.x + 10, rect.x + rect.width - 10);
    }
    lines(&face.lines, rect, out);
    for (port, y) in card.ports.iter().zip(&face.ports) {
        if let Some(reach) = &port.reach {
            let x = if right { rect.x + 17 } else { rect.x + rect.width - 17 };
            let _ = write!(out, "\n{}", sign(reach.verdict, x, rect.y + y));
        }
    }
    out.push_str("</g>\n");
}

/// Everything a card says, uncut.
fn told(card: &Card) -> String {
    let mut told = vec![card.name.clone(), card.kind.clone()];
    for port in &card.ports {
        let reach = port.reach.as_ref().map_or_else(String::new, Reach::told);
        let words = [port.label.clone(), port.note.clone(), reach];
        told.push(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(": "));
    }
    told.extend(card.lists.iter().map(List::told));
    told.retain(|line| !line.is_empty());
    told.join("\n")
}

/// A tick, a question mark or a cross in a ring, with its middle at `x`, `y`.
pub(super) fn sign(verdict: Verdict, x: i32, y: i32) -> String {
    let class = palette::verdict(verdict);
    let mark = match verdict {
        Verdict::Reachable => "M-3 0.3L-0.8 2.5L3.2 -2.2",
        Verdict::Depends => "M-2 -1.6A2.1 2.1 0 1 1 0 0.6V1.4M0 3V3.9",
        Verdict::NotReachable => "M-2.4 -2.4L2.4 2.4M2.4 -2.4L-2.4 2.4",
    };
    format!(
        "<g class=\"{class} sign\" transform=\"translate({x} {y})\"><circle r=\"6.5\"/><path stroke-linecap=\"round\" d=\"{mark}\"/></g>"
    )
}

/// The wires of one listener: each from its client into the lane, the lane, and from there to the listener.
fn wires(bus: &Bus, layout: &Layout, out: &mut String) {
    let class = palette::verdict(bus.verdict);
    let [start, end] = layout.channel;
    let (top, bottom) = bus.span();
    let bend = 7.min((bottom - top) / 2);
    let lane = bus.lane;
    let at_end = |y: i32| y == top || y == bottom;
    let inward = |y: i32| if y == top { y + bend } else { y - bend };
    let mut path = format!("M{lane} {}V{}", top + bend, bottom - bend);
    let mut dots = String::new();
    let mut dot = |y: i32| {
        let _ = write!(dots, "<circle class=\"{class}-ink\" cx=\"{lane}\" cy=\"{y}\" r=\"3.2\"/>");
    };
    let mut last = None;
    for (y, right) in bus.from.iter().copied().filter(|from| last.replace(*from) != Some(*from)) {
        let (start, corner) = if right { (end, lane + bend) } else { (start, lane - bend) };
        if at_end(y) {
            let _ = write!(path, "M{start} {y}H{corner}Q{lane} {y} {lane} {}", inward(y));
        } else {
            let _ = write!(path, "M{start} {y}H{lane}");
            dot(y);
        }
    }
    let (y, tip) = (bus.to, end - 2);
    let stop = if bus.verdict == Verdict::NotReachable { tip - 12 } else { tip - 8 };
    if at_end(y) {
        let _ = write!(path, "M{lane} {}Q{lane} {y} {} {y}H{stop}", inward(y), lane + bend);
    } else {
        let _ = write!(path, "M{lane} {y}H{stop}");
        dot(y);
    }
    let _ = writeln!(out, "<path class=\"{class} wire\" d=\"{path}\"/>{dots}{}", head(bus.verdict, tip, y));
}

/// The end of a wire at `x`, `y`: a full arrowhead, an empty one, or a cross.
pub(super) fn head(verdict: Verdict, x: i32, y: i32) -> String {
    let class = palette::verdict(verdict);
    match verdict {
        Verdict::Reachable => {
            format!("<path class=\"{class}-ink\" d=\"M{x} {y}l-10 -5v10z\"/>")
        }
        Verdict::Depends => {
            format!(
                "<path class=\"{class} sign\" stroke-linejoin=\"round\" d=\"M{} {y}l-8 -4.5v9z\"/>",
                x - 1
            )
        }
        Verdict::NotReachable => {
            format!(
                "<path class=\"{class} sign\" stroke-linecap=\"round\" d=\"M{} {}l8 8m0 -8l-8 8\"/>",
                x - 9,
                y - 4
            )
        }
    }
}

fn rail(track: &Track, out: &mut String) {
    let (top, bottom) = track.span();
    let bend = 7.min((bottom - top) / 2);
    let lane = track.lane;
    let mut path = format!("M{lane} {}V{}", top + bend, bottom - bend);
    for (x, y) in &track.ends {
        if *y == top || *y == bottom {
            let inward = if *y == top { y + bend } else { y - bend };
            let _ = write!(path, "M{x} {y}H{}Q{lane} {y} {lane} {inward}", lane - bend);
        } else {
            let _ = write!(path, "M{x} {y}H{lane}");
        }
    }
    let class = palette::tie(track.kind);
    let _ = writeln!(out, "<path class=\"tie track {class}\" d=\"{path}\"/>");
    if track.kind == TieKind::Peering {
        let _ = writeln!(out, "<path class=\"core\" d=\"{path}\"/>");
    }
}

/// Text as XML has it. What XML cannot hold is replaced.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.split('\n').enumerate() {
        if line.0 > 0 {
            escaped.push('\n');
        }
        for c in shown(line.1).chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                c => escaped.push(c),
            }
        }
    }
    escaped
}
