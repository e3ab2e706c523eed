//! Text as it is drawn: what may be shown of it, how wide it is, and where it is cut.

/// Hundredths of an em, from space to `~`: the wider of DejaVu Sans and Liberation Sans (which has Arial's widths),
/// rounded up. What fits by these fits in any sans-serif font a reader is likely to have.
#[rustfmt::skip]
const WIDTHS: [u32; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34,
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
    102, 69, 69, 73, 78, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 40, 34, 40, 84, 56,
    50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    /// Its size in pixels.
    pub(super) size: u32,
    /// Whether it is bold.
    pub(super) bold: bool,
}

/// What may stand in a drawing: nothing that XML cannot hold, that nobody sees, or that turns the reading direction.
pub(super) fn shown(text: &str) -> String {
    let mut marks = 0;
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        // A few marks on a letter are a language; a tower of them covers what stands above.
        marks = if is_mark(c) { marks + 1 } else { 0 };
        match c {
            '\t' | '\n' | '\r' => shown.push(' '),
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => shown.push('\u{fffd}'),
            _ if marks > 2 => {}
            _ => shown.push(c),
        }
    }
    shown
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Hundredths of an em.
fn em(c: char) -> u32 {
    match c {
        ' '..='~' => WIDTHS[c as usize - 32],
        '·' | '…' => 100,
        '\u{a0}'..='\u{24f}' => 90,
        _ => 120,
    }
}

/// The width of `text` in pixels, rounded up.
pub(super) fn width(text: &str, font: Font) -> u32 {
    let ems: u32 = text.chars().map(em).sum();
    // Bold letters are up to a quarter wider, lines of them a tenth.
    (ems * font.size * if font.bold { 112 } else { 100 }).div_ceil(10_000)
}

/// Whether a reader's font decides how wide it gets, since no table of ours knows its letters.
pub(super) fn is_foreign(text: &str) -> bool {
    !text.chars().all(|c| matches!(c, ' '..='~' | '·' | '…' | '×'))
}

/// `text`, or as much of its beginning as `pixels` hold, and `…`.
pub(super) fn fit(text: &str, font: Font, pixels: u32) -> String {
    if width(text, font) <= pixels {
        return text.to_owned();
    }
    let room = pixels.saturating_sub(width("…", font) + 1);
    let mut cut = String::new();
    let mut ems = 0;
    for c in text.chars() {
        ems += em(c) * font.size * if font.bold { 112 } else { 100 };
        if ems > room * 10_000 {
            break;
        }
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut + "…"
}

/// Items, with commas between, on at most `most` lines; those left over are counted.
pub(super) fn wrap_items(items: &[String], font: Font, pixels: u32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for (i, item) in items.iter().enumerate() {
        let comma = if i + 1 < items.len() { "," } else { "" };
        let tail = format!(" … {} more", items.len() - i);
        let last = lines.len() + 1 == most;
        let joined = if line.is_empty() { format!("{item}{comma}") } else { format!("{line} {item}{comma}") };
        // On the last line what is left must find room too, unless this is all there is.
        let whole = if last && i + 1 < items.len() { format!("{joined}{tail}") } else { joined.clone() };
        if width(&whole, font) <= pixels {
            line = joined;
        } else if last {
            // An item that is alone on its line is shown, cut.
            let (rest, left) =
                if line.is_empty() { (item, items.len() - i - 1) } else { (&line, items.len() - i) };
            let tail = if left > 0 { format!(" … {left} more") } else { String::new() };
            let begun = fit(rest, font, pixels.saturating_sub(width(&tail, font) + 1));
            lines.push(fit(&(begun + &tail), font, pixels));
            return lines;
        } else {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = fit(&format!("{item}{comma}"), font, pixels);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A sentence on at most `most` lines.
pub(super) fn wrap_words(sentence: &str, font: Font, pixels: u32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in sentence.split(' ') {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        // The last line takes all the rest, and is cut.
        if lines.len() + 1 == most || line.is_empty() || width(&joined, font) <= pixels {
            line = joined;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines.into_iter().filter(|line| !line.is_empty()).map(|line| fit(&line, font, pixels)).collect()
}
