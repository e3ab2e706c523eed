//! The face of a card and the head of an area: lines of text at their places, before anybody knows where they stand.

use super::model::{Area, Card, List, Port, Side, Verdict};
use super::text::{Font, fit, shown, width, wrap_items, wrap_words};

/// The name of a card or an area.
pub(super) const NAME: Font = Font { size: 13, bold: true };
/// A port.
pub(super) const PORT: Font = Font { size: 12, bold: false };
/// Everything else.
pub(super) const NOTE: Font = Font { size: 11, bold: false };

/// The height of a line; every height is a multiple of half of it, so that wires keep to a grid.
pub(super) const LINE: i32 = 16;
/// Between the edge of a card and its text.
pub(super) const PAD: i32 = 10;
/// Between two pieces of a line.
pub(super) const SPACE: i32 = 8;
/// Kept free for the sign of a verdict.
const SIGN: i32 = 20;

/// What a piece of text is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Names.
    Strong,
    /// Ports.
    Plain,
    /// Everything else.
    Muted,
    /// Why a connection does or does not get there.
    Verdict(Verdict),
}

/// A piece of a line.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) font: Font,
    pub(super) ink: Ink,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// How far from the left edge it begins, or from the right edge it ends when it is at the right.
    pub(super) x: i32,
    /// Its baseline.
    pub(super) y: i32,
    /// Whether it hangs at the right edge.
    pub(super) right: bool,
}

impl Line {
    fn new(text: String, font: Font, ink: Ink, x: i32, row: i32) -> Self {
        Self { runs: vec![Run { text, font, ink }], x, y: row + 12, right: false }
    }

    /// How wide it may get.
    pub(super) fn width(&self) -> u32 {
        let gaps = u32::try_from(SPACE).unwrap_or(0) * (self.runs.len().max(1) as u32 - 1);
        self.runs.iter().map(|run| width(&run.text, run.font)).sum::<u32>() + gaps
    }
}

/// A card without its place.
#[derive(Debug)]
pub(super) struct Face {
    pub(super) height: i32,
    pub(super) lines: Vec<Line>,
    /// The height at which each port's wire begins or ends.
    pub(super) ports: Vec<i32>,
    /// The lines between ports.
    pub(super) rules: Vec<i32>,
}

/// Where the ports of a card are, and with them the signs of their verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ports {
    /// At the left, with signs.
    Left,
    /// At the right, with signs.
    Right,
    /// At the left, without.
    Plain,
}

/// How wide a card would like to be.
pub(super) fn wanted(card: &Card) -> i32 {
    let of = |text: &str, font| pixels(width(&shown(text), font));
    let sign = if card.side == Side::Client { SIGN } else { 0 };
    let way = |port: &Port| match &port.reach {
        Some(reach) if reach.verdict == Verdict::Reachable && !reach.words.is_empty() => {
            SPACE + of(&reach.words, NOTE)
        }
        _ => 0,
    };
    let ports =
        card.ports.iter().map(|port| of(&port.label, PORT) + SPACE + of(&port.note, NOTE) + way(port) + sign);
    ports.chain([of(&card.name, NAME) + SPACE + of(&card.kind, NOTE)]).max().unwrap_or(0) + 2 * PAD
}

/// Lays a card out, `wide` pixels wide.
pub(super) fn face(card: &Card, wide: i32, ports: Ports) -> Face {
    let sign = if ports == Ports::Plain { 0 } else { SIGN };
    let indent = if ports == Ports::Left { SIGN } else { 0 };
    let room = room(wide - 2 * PAD);
    let mut face = Face { height: LINE / 2, lines: Vec::new(), ports: Vec::new(), rules: Vec::new() };
    face.noted(&card.name, (NAME, Ink::Strong), &card.kind, room);
    let (above, below) = card.lists.iter().partition::<Vec<_>, _>(|list| list.word.is_empty());
    above.into_iter().for_each(|list| face.list(list, room));
    for port in &card.ports {
        face.height += LINE / 2;
        face.rules.push(face.height - LINE / 4);
        face.ports.push(face.height + LINE / 2);
        let first = face.lines.len();
        face.noted(&port.label, (PORT, Ink::Plain), &port.note, self::room(wide - 2 * PAD - sign));
        if let Some(reach) = &port.reach {
            let words = shown(&reach.words);
            let together = self::room(wide - 2 * PAD - sign - SPACE);
            let beside = match face.lines.last_mut() {
                Some(line) if line.width() + width(&words, NOTE) <= together && !words.is_empty() => {
                    Some(line)
                }
                _ => None,
            };
            let ink = Ink::Verdict(reach.verdict);
            // Only what is short and no trouble: the rest is to be seen.
            if let (Some(line), Verdict::Reachable) = (beside, reach.verdict) {
                line.runs.push(Run { text: words, font: NOTE, ink });
            } else {
                for line in wrap_words(&words, NOTE, self::room(wide - 2 * PAD - indent), 3) {
                    face.line(line, NOTE, ink);
                }
            }
        }
        face.lines[first..].iter_mut().for_each(|line| line.x += indent);
    }
    if !below.is_empty() && !card.ports.is_empty() {
        face.height += LINE / 2;
        face.rules.push(face.height - LINE / 4);
    }
    below.into_iter().for_each(|list| face.list(list, room));
    face.height += LINE / 2;
    face
}

impl Face {
    fn line(&mut self, text: String, font: Font, ink: Ink) {
        self.lines.push(Line::new(text, font, ink, PAD, self.height));
        self.height += LINE;
    }

    /// A text with a note behind it, or below where that does not fit.
    fn noted(&mut self, text: &str, (font, ink): (Font, Ink), note: &str, room: u32) {
        let (text, note) = (fit(&shown(text), font, room), shown(note));
        let together = pixels(width(&text, font) + width(&note, NOTE)) + SPACE <= pixels(room);
        self.line(text, font, ink);
        if note.is_empty() {
        } else if together && let Some(line) = self.lines.last_mut() {
            line.runs.push(Run { text: note, font: NOTE, ink: Ink::Muted });
        } else {
            self.line(fit(&note, NOTE, room), NOTE, Ink::Muted);
        }
    }

    fn list(&mut self, list: &List, room: u32) {
        for line in listed(list, room) {
            self.line(line, NOTE, Ink::Muted);
        }
    }
}

/// A list with its word before it.
pub(super) fn listed(list: &List, room: u32) -> Vec<String> {
    let mut items: Vec<String> = list.items.iter().map(|item| shown(item)).collect();
    if let Some(first) = items.first_mut()
        && !list.word.is_empty()
    {
        *first = format!("{}: {first}", list.word);
    }
    wrap_items(&items, NOTE, room, list.lines)
}

/// An area's head without its place: what stands at its left and at its right end.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) height: i32,
    pub(super) lines: Vec<Line>,
    /// The height of the middle of each line at the right end.
    pub(super) asides: Vec<i32>,
}

/// How wide the left of a head would like to be.
pub(super) fn wanted_head(area: &Area) -> i32 {
    let words =
        [(area.kind.word().to_owned(), NOTE), (area.name.clone(), NAME), (area.notes.join(" · "), NOTE)];
    words.iter().map(|(text, font)| pixels(width(&shown(text), *font)) + SPACE).sum()
}

/// How wide the right of a head would like to be.
pub(super) fn wanted_aside<'a>(asides: impl Iterator<Item = &'a str>) -> i32 {
    asides.map(|aside| pixels(width(&shown(aside), NOTE)) + PAD).max().unwrap_or(0)
}

/// Lays the head of an area out: `left` pixels for its name, `right` for `asides`.
pub(super) fn head(area: &Area, asides: &[String], left: i32, right: i32) -> Head {
    let mut runs = Vec::new();
    let mut rest = left;
    let mut run = |text: &str, font: Font, ink: Ink, rest: &mut i32| {
        if text.is_empty() || *rest < LINE {
            return false;
        }
        let text = fit(&shown(text), font, room(*rest));
        *rest -= pixels(width(&text, font)) + SPACE;
        runs.push(Run { text, font, ink });
        true
    };
    run(area.kind.word(), NOTE, Ink::Muted, &mut rest);
    run(&area.name, NAME, Ink::Strong, &mut rest);
    let notes = area.notes.join(" · ");
    let fits = pixels(width(&shown(&notes), NOTE)) <= rest;
    if fits {
        run(&notes, NOTE, Ink::Muted, &mut rest);
    }
    let top = LINE / 2;
    let mut lines = vec![Line { runs, x: PAD, y: top + 12, right: false }];
    let mut below =
        if fits || notes.is_empty() { Vec::new() } else { vec![fit(&shown(&notes), NOTE, room(left))] };
    below.extend(area.more.iter().flat_map(|list| listed(list, room(left))));
    let mut row = top;
    for text in below {
        row += LINE;
        lines.push(Line::new(text, NOTE, Ink::Muted, PAD, row));
    }
    let mut height = row + LINE;
    let mut middles = Vec::new();
    for (i, aside) in (0..).zip(asides) {
        let row = top + i * LINE;
        let text = fit(&shown(aside), NOTE, room(right));
        lines.push(Line { right: true, ..Line::new(text, NOTE, Ink::Muted, PAD, row) });
        middles.push(row + LINE / 2);
        height = height.max(row + LINE);
    }
    Head { height: height + LINE / 2, lines, asides: middles }
}

fn pixels(width: u32) -> i32 {
    i32::try_from(width).unwrap_or(i32::MAX / 4)
}

fn room(pixels: i32) -> u32 {
    u32::try_from(pixels).unwrap_or(0)
}
