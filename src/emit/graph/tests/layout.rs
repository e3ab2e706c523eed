use super::drawings::drawing;
use crate::emit::graph::face::{LINE, Line};
use crate::emit::graph::layout::{Layout, MARGIN, Rect, layout};
use crate::emit::graph::model::{AreaId, Drawing};
use proptest::prelude::*;

fn inside(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}

fn apart(one: Rect, other: Rect) -> bool {
    one.x + one.width <= other.x
        || other.x + other.width <= one.x
        || one.y + one.height <= other.y
        || other.y + other.height <= one.y
}

/// The rectangle a line of text takes, by our widths.
fn taken(line: &Line, rect: Rect) -> Rect {
    let width = i32::try_from(line.width()).unwrap();
    let x = if line.right { rect.x + rect.width - line.x - width } else { rect.x + line.x };
    Rect { x, y: rect.y + line.y - 12, width, height: LINE }
}

/// Every line of text with the box it stands in.
fn texts(drawing: &Drawing, layout: &Layout) -> Vec<(Rect, Rect)> {
    let mut texts = Vec::new();
    for stood in &layout.cards {
        texts.extend(stood.face.lines.iter().map(|line| (taken(line, stood.rect), stood.rect)));
    }
    assert_eq!(layout.cards.len(), drawing.cards.len());
    for (rect, head) in &layout.areas {
        texts.extend(head.lines.iter().map(|line| (taken(line, *rect), *rect)));
    }
    texts
}

proptest! {
    #[test]
    fn no_text_leaves_its_box_meets_another_or_reaches_into_the_channel(drawing in drawing()) {
        let layout = layout(&drawing);
        let texts = texts(&drawing, &layout);
        let [start, end] = layout.channel;
        for (i, (text, of)) in texts.iter().enumerate() {
            prop_assert!(inside(*text, *of), "{:?} leaves {:?}", text, of);
            prop_assert!(text.x + text.width <= start || text.x >= end, "{:?} is in the channel", text);
            for (other, _) in &texts[i + 1..] {
                prop_assert!(apart(*text, *other), "{:?} lies on {:?}", text, other);
            }
        }
    }

    #[test]
    fn boxes_hold_what_is_in_them_and_nothing_else(drawing in drawing()) {
        let layout = layout(&drawing);
        let whole = Rect { x: MARGIN, y: MARGIN, width: layout.width - 2 * MARGIN, height: layout.height - MARGIN };
        for (i, area) in drawing.areas.iter().enumerate() {
            let own = layout.areas[i].0;
            prop_assert!(inside(own, whole));
            let boxes = area.areas.iter().map(|inner| layout.areas[inner.0].0);
            let boxes: Vec<Rect> = boxes.chain(area.cards.iter().map(|card| layout.cards[card.0].rect)).collect();
            for (j, one) in boxes.iter().enumerate() {
                prop_assert!(inside(*one, own), "{:?} leaves {:?}", one, own);
                prop_assert!(boxes[j + 1..].iter().all(|other| apart(*one, *other)));
            }
        }
        let roots: Vec<Rect> = drawing.roots.iter().map(|AreaId(root)| layout.areas[*root].0).collect();
        for (j, one) in roots.iter().enumerate() {
            prop_assert!(roots[j + 1..].iter().all(|other| apart(*one, *other)));
        }
    }

    #[test]
    fn wires_of_different_meaning_never_lie_on_each_other(drawing in drawing()) {
        let layout = layout(&drawing);
        let [start, end] = layout.channel;
        for (i, bus) in layout.buses.iter().enumerate() {
            prop_assert!(start < bus.lane && bus.lane < end);
            for other in &layout.buses[i + 1..] {
                let ((top, bottom), (other_top, other_bottom)) = (bus.span(), other.span());
                let beside = bottom < other_top || other_bottom < top;
                prop_assert!(beside || bus.lane != other.lane);
            }
        }
        // The level stretches: from a client to the lane, and from the lane to the listener.
        let mut level: Vec<(i32, usize, i32, i32)> = Vec::new();
        for (i, bus) in layout.buses.iter().enumerate() {
            level.push((bus.to, i, bus.lane, end));
            level.extend(bus.from.iter().map(|(y, right)| (*y, i, bus.lane, if *right { end } else { start })));
        }
        for (i, (y, bus, from, to)) in level.iter().enumerate() {
            for (other_y, other, other_from, other_to) in &level[i + 1..] {
                let apart = from.max(to) <= other_from.min(other_to) || other_from.max(other_to) <= from.min(to);
                prop_assert!(bus == other || y != other_y || apart, "two wires at {}", y);
            }
        }
    }

    #[test]
    fn tracks_outside_keep_to_the_outside(drawing in drawing()) {
        let layout = layout(&drawing);
        for track in &layout.tracks {
            prop_assert!(layout.areas.iter().all(|(rect, _)| rect.x + rect.width < track.lane));
            prop_assert!(track.lane < layout.width);
        }
    }
}
