//! What the lines mean.

use super::layout::MARGIN;
use super::model::{Drawing, TieKind, Verdict};
use super::palette;
use super::svg::head;
use super::text::{Font, width};
use std::collections::BTreeSet;
use std::fmt::Write;

const FONT: Font = Font { size: 12, bold: false };
/// The sample before its words.
const SAMPLE: i32 = 44;
const ROW: i32 = 24;

/// The legend below `top`, no wider than `wide`, and how high it is.
pub(super) fn legend(drawing: &Drawing, wide: i32, top: i32) -> (String, i32) {
    let mut out = String::new();
    let (mut x, mut y) = (MARGIN, top + 14);
    let mut entry = |words: &str, sample: &dyn Fn(i32, i32) -> String| {
        let needed = SAMPLE + 8 + i32::try_from(width(words, FONT)).unwrap_or(0);
        if x > MARGIN && x + needed > wide - MARGIN {
            (x, y) = (MARGIN, y + ROW);
        }
        let _ = writeln!(
            out,
            "{}<text class=\"muted\" x=\"{}\" y=\"{}\" font-size=\"12\">{words}</text>",
            sample(x, y),
            x + SAMPLE + 8,
            y + 4
        );
        x += needed + 24;
    };
    if !drawing.wires.is_empty() {
        for verdict in Verdict::ALL {
            entry(verdict.word(), &|x, y| {
                let end = x + SAMPLE - if verdict == Verdict::NotReachable { 12 } else { 8 };
                let class = palette::verdict(verdict);
                format!("<path class=\"{class} wire\" d=\"M{x} {y}H{end}\"/>{}", head(verdict, x + SAMPLE, y))
            });
        }
    }
    let kinds: BTreeSet<TieKind> = drawing.ties.iter().map(|tie| tie.kind).collect();
    for kind in kinds {
        entry(kind.word(), &|x, y| {
            let end = x + SAMPLE;
            let class = palette::tie(kind);
            let core = if kind == TieKind::Peering {
                format!("<path class=\"core\" d=\"M{x} {y}H{end}\"/>")
            } else {
                String::new()
            };
            format!("<path class=\"tie track {class}\" d=\"M{x} {y}H{end}\"/>{core}")
        });
    }
    (out, y - top + MARGIN)
}
