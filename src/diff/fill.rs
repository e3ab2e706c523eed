use std::collections::BTreeMap;

/// A sentence with its holes filled. Names come from the input, so what they bring is never filled again.
pub(super) fn filled(text: &str, holes: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(hole, after)| Some((holes.get(hole)?, after))) {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn what_a_hole_is_filled_with_has_no_holes() {
        let holes = [("a", "{b}".to_owned()), ("b", "no".to_owned())].into();
        assert_eq!(filled("x {a} {c} {", &holes), "x {b} {c} {");
    }
}
