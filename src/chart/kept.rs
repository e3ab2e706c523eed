//! What Helm's `toYaml` gives back as it was: it makes nothing of a few characters, breaks lines at
//! others that `nindent` does not, and makes something else of one key.

use crate::object::Node;
use crate::yaml::Value;

/// Whether everything in a tree comes out of `toYaml` as it went in.
pub(super) fn is_kept(node: &Node) -> bool {
    match &node.value {
        Value::String(text) => is_kept_text(text),
        Value::List(items) => items.iter().all(is_kept),
        Value::Map(map) => map.entries.iter().all(|entry| {
            let key = entry.key.text.as_str();
            // It has no long form for keys, and takes this one for an order to merge.
            key != "<<" && key.len() < 128 && is_kept_text(key) && is_kept(&entry.value)
        }),
        _ => true,
    }
}

fn is_kept_text(text: &str) -> bool {
    // What ends in several line breaks has one more where it ends a document.
    !text.ends_with("\n\n")
        && text != "\n"
        && !text.contains(
            |c| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}'..='\u{ffff}'),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Tree;
    use crate::source::Origin;

    #[test]
    fn a_few_characters_and_one_key_are_not_kept() {
        let tree = |key: &str, text: &str| Tree::new(&Origin::Fixed).put(key, text).finish();
        assert!(is_kept(&tree("a", "b\n\t{{é")));
        for (key, text) in [
            ("<<", "a"),
            ("a", "\u{7f}"),
            ("\u{85}", "a"),
            ("a", "\u{ffff}"),
            ("a", "b\n\u{2028}"),
            ("a", "b\n\n"),
            (&"k".repeat(128), "a"),
        ] {
            assert!(!is_kept(&tree(key, text)), "{key:?} {text:?}");
        }
    }
}
