//! `{format: "…{0}…", secretRefs: […]}`: text that holds secrets.

use super::{ConfigValue, SecretRef};
use crate::blueprint::Decoder;
use crate::diagnostic::BAD_REFERENCE;
use crate::yaml::{Map, Mark, Node};

/// Reads the two keys; each secret must have its place in the text, and each place its secret.
pub(super) fn read(node: &Node<Mark>, map: &Map<Mark>, cx: &mut Decoder<'_>) -> Option<ConfigValue> {
    let of = "a formatted secret";
    cx.unknown_keys(map, &["format", "secretRefs"], of);
    let text = match map.entry("format") {
        Some(text) => {
            cx.within("format", text.key.origin.span, |cx| Some((cx.text(&text.value)?, &text.value)))
        }
        None => cx.missing(node, "format", of),
    };
    let (items, secrets) = match map.entry("secretRefs") {
        Some(list) => cx.within("secretRefs", list.key.origin.span, |cx| secret_refs(&list.value, cx))?,
        None => return cx.missing(node, "secretRefs", of),
    };
    let (format, written) = text?;
    let places = places(format);
    for (index, secret) in secrets.iter().enumerate() {
        if !places.contains(&index) {
            let message = format!("the format has no `{{{index}}}` for `{}`", secret.path());
            let help = format!("write `{{{index}}}` where it goes, or take it out of `secretRefs`");
            return cx.refuse(&BAD_REFERENCE, &items[index], message, Some(help));
        }
    }
    if let Some(beyond) = places.into_iter().find(|place| *place >= secrets.len()) {
        let has = secrets.len();
        let message =
            format!("the format uses `{{{beyond}}}`, but `secretRefs` has only {has}, counted from 0");
        let help = "add the secret to `secretRefs`".to_owned();
        return cx.refuse(&BAD_REFERENCE, written, message, Some(help));
    }
    Some(ConfigValue::Format { format: format.to_owned(), secrets })
}

fn secret_refs<'n>(list: &'n Node<Mark>, cx: &mut Decoder<'_>) -> Option<(&'n [Node<Mark>], Vec<SecretRef>)> {
    let Some(items) = list.as_list() else { return cx.wrong_type(list, "a list") };
    if items.is_empty() {
        let help = "write the text itself where it holds no secret".to_owned();
        return cx.refuse(&BAD_REFERENCE, list, "`secretRefs` names no secret".to_owned(), Some(help));
    }
    // Every item is read before one of them spoils the list: all mistakes are reported.
    let read: Vec<_> =
        items.iter().enumerate().map(|(i, item)| cx.item(i, item, |cx| SecretRef::split(item, cx))).collect();
    Some((items, read.into_iter().collect::<Option<_>>()?))
}

/// The numbers in braces.
fn places(format: &str) -> Vec<usize> {
    let inside = format.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inside.filter_map(|(number, _)| number.parse().ok()).collect()
}
