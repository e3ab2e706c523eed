//! Where everything stands.
//!
//! Who connects stands at the left, and at the right too where many do; what is connected to stands at the right.
//! Between the two columns runs a channel that no text reaches into: every wire goes into it, along a lane, and out of
//! it. What joins networks runs outside, at the right. So nothing ever crosses a text, and the work grows with what
//! there is to draw and not with its pairs.

use super::face::{self, Face, Head, LINE, PAD, Ports};
use super::lanes::lanes;
use super::model::{AreaId, CardId, Drawing, Side, TieKind, Verdict};
use super::rails::{Rail, Stop, rails};
use std::collections::{BTreeMap, BTreeSet};

/// So many clients of one area still stand in one column.
const FEW: usize = 3;
/// By which clients at the right stand lower, so that no two wires lie on each other.
const LOWER: i32 = 12;
/// Around the drawing.
pub(super) const MARGIN: i32 = 20;
/// For the title.
const TITLE: i32 = 64;
/// By which an area stands inside the one that holds it.
const INDENT: i32 = 10;
/// Between cards, and between areas.
const GAP: i32 = 8;
/// Between lanes.
const LANE: i32 = 12;
/// Between the cards and the nearest lanes; at the right there is an arrowhead.
const ENTRY: (i32, i32) = (22, 30);
/// Cards are as wide as they want to be, within this.
const CLIENT: std::ops::RangeInclusive<i32> = 280..=420;
/// Likewise those of servers.
const SERVER: std::ops::RangeInclusive<i32> = 280..=380;
/// Where a line may end at a listener, from its middle, the best first. The ports of clients are farther from each
/// other than these reach, so there is always one that no client's line comes near.
const BERTHS: [i32; 11] = [0, 2, -2, 4, -4, 6, -6, 8, -8, 10, 12];
/// Nearer than this, lines of different meaning are hard to tell apart.
const NEAR: i32 = 8;

/// A rectangle.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A card in its place.
#[derive(Debug)]
pub(super) struct Stood {
    pub(super) rect: Rect,
    pub(super) face: Face,
    /// Whether it stands right of the channel.
    pub(super) right: bool,
}

/// The height a client's wire begins at, and whether it comes from the right.
pub(super) type Beginning = (i32, bool);

/// All wires that end at one listener with one verdict.
#[derive(Debug)]
pub(super) struct Bus {
    pub(super) verdict: Verdict,
    /// Where its lane runs.
    pub(super) lane: i32,
    /// Where each client's wire begins, from top to bottom.
    pub(super) from: Vec<Beginning>,
    /// The height of the listener.
    pub(super) to: i32,
}

/// A line that joins networks, with the place of each of its ends.
#[derive(Debug)]
pub(super) struct Track {
    pub(super) kind: TieKind,
    pub(super) lane: i32,
    /// Where each end is, from top to bottom.
    pub(super) ends: Vec<(i32, i32)>,
}

/// The drawing with everything in its place.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) width: i32,
    /// Without the legend.
    pub(super) height: i32,
    /// By [`AreaId`], with the head.
    pub(super) areas: Vec<(Rect, Head)>,
    /// By [`CardId`].
    pub(super) cards: Vec<Stood>,
    pub(super) buses: Vec<Bus>,
    pub(super) tracks: Vec<Track>,
    /// Where the two columns begin.
    pub(super) columns: [i32; 2],
    /// Where the channel begins and ends.
    pub(super) channel: [i32; 2],
}

/// Puts everything in its place.
pub(super) fn layout(drawing: &Drawing) -> Layout {
    let (rails, asides) = rails(drawing);
    let depths = depths(drawing);
    let deepest = depths.iter().max().map_or(0, |depth| depth + 1);
    let column = |side: Side| {
        let cards = drawing.cards.iter().filter(|card| card.side == side).map(face::wanted);
        let heads =
            drawing.areas.iter().zip(&depths).zip(&asides).map(|((area, depth), asides)| match side {
                Side::Client => face::wanted_head(area) - INDENT * (deepest - depth - 1),
                Side::Server => face::wanted_aside(asides.iter().map(String::as_str)),
            });
        let limits = if side == Side::Client { CLIENT } else { SERVER };
        cards.chain(heads).max().unwrap_or(0).clamp(*limits.start(), *limits.end())
    };
    let (left, right) = (column(Side::Client), column(Side::Server));
    let heads = drawing.areas.iter().zip(&depths).zip(&asides).map(|((area, depth), asides)| {
        let room = left + INDENT * (deepest - depth) - PAD;
        (Rect::default(), face::head(area, asides, room, right - PAD))
    });
    let cards = drawing.cards.iter().map(|_| None).collect();
    let mut columns = Columns { drawing, left, right, deepest, areas: heads.collect(), cards };
    let mut y = TITLE;
    for root in &drawing.roots {
        y = columns.place(*root, 0, y) + 2 * GAP;
    }
    let cards = columns.cards.into_iter().flatten().collect();
    finish(drawing, &rails, (columns.areas, cards), [left, right], deepest, y)
}

/// How deep each area stands.
fn depths(drawing: &Drawing) -> Vec<i32> {
    let mut depths = vec![0; drawing.areas.len()];
    let mut open: Vec<(AreaId, i32)> = drawing.roots.iter().map(|root| (*root, 0)).collect();
    while let Some((area, depth)) = open.pop() {
        depths[area.0] = depth;
        open.extend(drawing.area(area).areas.iter().map(|inner| (*inner, depth + 1)));
    }
    depths
}

struct Columns<'d> {
    drawing: &'d Drawing,
    left: i32,
    right: i32,
    deepest: i32,
    areas: Vec<(Rect, Head)>,
    cards: Vec<Option<Stood>>,
}

impl Columns<'_> {
    /// Heights only; what is right of the channel moves when its width is known. Gives the area's lower edge.
    fn place(&mut self, id: AreaId, depth: i32, top: i32) -> i32 {
        let area = self.drawing.area(id);
        let content = top + self.areas[id.0].1.height;
        // At the right a head ends sooner than at the left, mostly at once.
        let asides = self.areas[id.0].1.asides.len();
        let mut ends = [content, if asides == 0 { top + GAP } else { content }];
        let (servers, clients): (Vec<CardId>, Vec<CardId>) =
            area.cards.iter().partition(|card| self.drawing.card(**card).side == Side::Server);
        for card in servers {
            ends[1] = self.stand(card, true, ends[1]);
        }
        if clients.len() > FEW {
            ends[1] = ends[1].max(content) + LOWER;
        }
        for card in &clients {
            let right = clients.len() > FEW && ends[1] < ends[0];
            ends[usize::from(right)] = self.stand(*card, right, ends[usize::from(right)]);
        }
        // Where the lower ones end, what follows is back on the grid.
        ends[1] = (ends[1] + 7) / 8 * 8;
        let mut bottom = if area.cards.is_empty() { content } else { ends[0].max(ends[1]) };
        for inner in &area.areas {
            bottom = self.place(*inner, depth + 1, bottom) + GAP;
        }
        self.areas[id.0].0 = Rect { x: MARGIN + INDENT * depth, y: top, width: 0, height: bottom - top };
        bottom
    }
}

impl Columns<'_> {
    /// Puts a card at the height `top` and gives its lower edge, with the gap below.
    fn stand(&mut self, id: CardId, right: bool, top: i32) -> i32 {
        let card = self.drawing.card(id);
        let width = if right { self.right } else { self.left };
        let ports = match (card.side, right) {
            (Side::Server, _) => Ports::Plain,
            (Side::Client, true) => Ports::Left,
            (Side::Client, false) => Ports::Right,
        };
        let face = face::face(card, width, ports);
        let rect = Rect { x: MARGIN + INDENT * self.deepest, y: top, width, height: face.height };
        let below = top + face.height + GAP;
        self.cards[id.0] = Some(Stood { rect, face, right });
        below
    }
}

/// Finds the lanes, and with them the widths.
fn finish(
    drawing: &Drawing,
    rails: &[Rail],
    (mut areas, mut cards): (Vec<(Rect, Head)>, Vec<Stood>),
    [left, right]: [i32; 2],
    deepest: i32,
    height: i32,
) -> Layout {
    let mut buses = buses(drawing, &cards);
    let (lane, count) = lanes(&buses.iter().map(Bus::span).collect::<Vec<_>>());
    let channel = MARGIN + INDENT * deepest + left;
    for (bus, lane) in buses.iter_mut().zip(lane) {
        bus.lane = channel + ENTRY.0 + LANE * steps(lane);
    }
    let second = channel + ENTRY.0 + LANE * (steps(count) - 1).max(0) + ENTRY.1;
    let edge = second + right + INDENT * deepest;
    for (rect, _) in &mut areas {
        rect.width = edge - (rect.x - MARGIN) - rect.x;
    }
    for card in cards.iter_mut().filter(|card| card.right) {
        card.rect.x = second;
    }
    let mut tracks: Vec<Track> = rails.iter().map(|rail| track(rail, &areas, &cards)).collect();
    let spans: Vec<(i32, i32)> = tracks.iter().map(Track::span).collect();
    let (lane, count) = lanes(&spans);
    for (track, lane) in tracks.iter_mut().zip(lane) {
        track.lane = edge + LANE + 4 + LANE * steps(lane);
    }
    let outside = if count == 0 { 0 } else { LANE * steps(count) + 4 };
    let columns = [MARGIN + INDENT * deepest, second];
    Layout {
        width: edge + outside + MARGIN,
        height,
        areas,
        cards,
        buses,
        tracks,
        columns,
        channel: [channel, second],
    }
}

fn steps(lane: usize) -> i32 {
    i32::try_from(lane).unwrap_or(i32::MAX / 64)
}

fn buses(drawing: &Drawing, cards: &[Stood]) -> Vec<Bus> {
    let mut gathered: BTreeMap<((CardId, usize), Verdict), Vec<Beginning>> = BTreeMap::new();
    for wire in &drawing.wires {
        let from = (height_of(wire.from, cards), cards[wire.from.0.0].right);
        gathered.entry((wire.to, wire.verdict)).or_default().push(from);
    }
    let mut taken: BTreeSet<i32> = drawing.wires.iter().map(|wire| height_of(wire.from, cards)).collect();
    let mut buses = Vec::new();
    for ((port, verdict), mut from) in gathered {
        from.sort_unstable();
        let near =
            |y: i32| taken.range(y - NEAR..=y + NEAR).map(|other| (other - y).abs()).min().unwrap_or(NEAR);
        let berths = BERTHS.map(|berth| height_of(port, cards) + berth);
        // The first of the best: of several, the last one counts as the greatest.
        let to = berths.into_iter().rev().max_by_key(|y| near(*y)).unwrap_or(berths[0]);
        taken.insert(to);
        buses.push(Bus { verdict, lane: 0, from, to });
    }
    buses
}

fn height_of((card, port): (CardId, usize), cards: &[Stood]) -> i32 {
    let Stood { rect, face, .. } = &cards[card.0];
    rect.y + face.ports.get(port).copied().unwrap_or(LINE)
}

fn track(rail: &Rail, areas: &[(Rect, Head)], cards: &[Stood]) -> Track {
    let mut ends: Vec<(i32, i32)> = rail
        .stops
        .iter()
        .map(|stop| match stop {
            Stop::Aside(area, line) => {
                let (rect, head) = &areas[area.0];
                (rect.x + rect.width, rect.y + head.asides[*line])
            }
            Stop::Card(card) => {
                let rect = cards[card.0].rect;
                (rect.x + rect.width, rect.y + LINE)
            }
        })
        .collect();
    ends.sort_unstable_by_key(|(x, y)| (*y, *x));
    Track { kind: rail.kind, lane: 0, ends }
}

impl Bus {
    /// From its highest to its lowest point.
    pub(super) fn span(&self) -> (i32, i32) {
        let (first, last) = (self.from.first(), self.from.last());
        (first.map_or(self.to, |from| from.0.min(self.to)), last.map_or(self.to, |from| from.0.max(self.to)))
    }
}

impl Track {
    /// From its highest to its lowest point.
    pub(super) fn span(&self) -> (i32, i32) {
        (self.ends.first().map_or(0, |end| end.1), self.ends.last().map_or(0, |end| end.1))
    }
}
