use crate::emit::graph::text::{Font, fit, shown, width, wrap_items, wrap_words};
use proptest::prelude::*;

const FONT: Font = Font { size: 11, bold: false };

fn items(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn what_fits_stays_and_what_does_not_is_cut() {
    assert_eq!(fit("orders", FONT, 60), "orders");
    assert_eq!(fit("orders-and-payments", FONT, 60), "orders-a…");
    assert_eq!(fit("orders and payments", FONT, 52), "orders…", "no blank before the mark");
}

#[test]
fn items_are_wrapped_and_what_is_left_is_counted() {
    let names = items(&["alpha", "beta", "gamma", "delta", "epsilon"]);
    assert_eq!(wrap_items(&names, FONT, 1000, 2), ["alpha, beta, gamma, delta, epsilon"]);
    assert_eq!(wrap_items(&names, FONT, 90, 3), ["alpha, beta,", "gamma, delta,", "epsilon"]);
    assert_eq!(wrap_items(&names, FONT, 112, 2), ["alpha, beta,", "gamma, … 2 more"]);
    assert_eq!(wrap_items(&[], FONT, 100, 2), [""; 0]);
}

#[test]
fn sentences_are_wrapped_and_the_last_line_is_cut() {
    assert_eq!(wrap_words("no path leads there", FONT, 86, 3), ["no path leads", "there"]);
    assert_eq!(wrap_words("no path leads there at all", FONT, 86, 2), ["no path leads", "there at all"]);
    assert_eq!(
        wrap_words("no path leads there at all, ever", FONT, 86, 2),
        ["no path leads", "there at all,…"]
    );
    assert_eq!(wrap_words("", FONT, 75, 2), [""; 0]);
}

#[test]
fn what_nobody_sees_is_seen() {
    assert_eq!(shown("a\u{0}b\u{202e}c\td"), "a\u{fffd}b\u{fffd}c d");
    assert_eq!(shown("e\u{301}"), "e\u{301}");
    assert_eq!(shown("e\u{301}\u{301}\u{301}\u{301}"), "e\u{301}\u{301}");
}

proptest! {
    #[test]
    fn cut_text_is_never_wider_than_its_place(text in super::drawings::text(), pixels in 16..400u32, bold in any::<bool>()) {
        let font = Font { bold, ..FONT };
        prop_assert!(width(&fit(&shown(&text), font, pixels), font) <= pixels);
        for line in wrap_words(&shown(&text), font, pixels, 3) {
            prop_assert!(width(&line, font) <= pixels);
        }
    }

    #[test]
    fn wrapped_items_keep_to_their_lines(names in prop::collection::vec(super::drawings::text(), 0..20), pixels in 80..400u32, most in 1..5usize) {
        let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
        let lines = wrap_items(&names, FONT, pixels, most);
        prop_assert!(lines.len() <= most);
        prop_assert!(lines.iter().all(|line| width(line, FONT) <= pixels), "{:?}", lines);
    }
}
