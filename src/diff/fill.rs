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
    one(&(out + rest))
}

/// What a row says of several nodes, said of one: `its 1 broker restarts`.
pub(super) fn one(text: &str) -> String {
    const MANY: &str = " restart one by one";
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MANY) {
        out.push_str(before);
        let words: Vec<&str> = out.rsplitn(4, ' ').collect();
        let single = matches!(words.as_slice(), [_, "1", before, ..] if !matches!(*before, "and"));
        out.push_str(if single { " restarts" } else { MANY });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn one_node_restarts_and_several_restart() {
        let said = |nodes: &str| {
            let holes = [("nodes", nodes.to_owned())].into();
            filled("so {nodes} restart one by one{x}", &holes).replace("{x}", "")
        };
        assert_eq!(said("its 1 broker"), "so its 1 broker restarts");
        assert_eq!(said("its 21 brokers"), "so its 21 brokers restart one by one");
        assert_eq!(
            said("its 3 controllers and 1 broker"),
            "so its 3 controllers and 1 broker restart one by one"
        );
    }

    #[test]
    fn what_a_hole_is_filled_with_has_no_holes() {
        let holes = [("a", "{b}".to_owned()), ("b", "no".to_owned())].into();
        assert_eq!(filled("x {a} {c} {", &holes), "x {b} {c} {");
    }
}
