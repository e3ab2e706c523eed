//! A reader of XML that takes nothing it is not sure of: what passes here passes every parser.

/// Reads a document and gives the text between its tags, entities resolved, and every attribute.
pub(super) fn read(document: &str) -> Result<Read, String> {
    let mut read = Read::default();
    let mut open: Vec<&str> = Vec::new();
    let mut roots = 0;
    let mut rest = document;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        if open.is_empty() && !before.trim().is_empty() {
            return Err(format!("text outside of the root: {before:?}"));
        }
        read.texts.push(resolved(before)?);
        let end = tag.find('>').ok_or("a tag without an end")?;
        let inside = &tag[1..end];
        rest = &tag[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("`</{name}>` ends nothing"));
            }
            continue;
        }
        let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let (name, mut attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(format!("`{name}` is no name of a tag"));
        }
        roots += usize::from(open.is_empty());
        let mut seen: Vec<&str> = Vec::new();
        while !attributes.is_empty() {
            let (key, value) =
                attributes.split_once("=\"").ok_or_else(|| format!("`{attributes}` in `{name}`"))?;
            let (value, after) = value.split_once('"').ok_or("an attribute without an end")?;
            if key.is_empty()
                || !key.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
                || seen.contains(&key)
            {
                return Err(format!("`{key}` is no attribute, or one of two"));
            }
            seen.push(key);
            read.attributes.push((name.to_owned(), key.to_owned(), resolved(value)?));
            attributes = after.strip_prefix(' ').unwrap_or(after);
        }
        read.tags.push(name.to_owned());
        if !empty {
            open.push(name);
        }
    }
    if roots != 1 || !open.is_empty() || !rest.trim().is_empty() {
        return Err(format!("{roots} roots, {open:?} still open, and {rest:?} behind"));
    }
    Ok(read)
}

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) tags: Vec<String>,
    pub(super) texts: Vec<String>,
    /// Tag, attribute, value.
    pub(super) attributes: Vec<(String, String, String)>,
}

fn resolved(text: &str) -> Result<String, String> {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if let Some(bad) = text.chars().find(|c| !allowed(*c) || matches!(c, '\u{7f}' | '<')) {
        return Err(format!("{bad:?} cannot stand in XML"));
    }
    let mut resolved = String::new();
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        let (name, after) = entity.split_once(';').ok_or_else(|| format!("`&` alone in {text:?}"))?;
        resolved += before;
        resolved += match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#39" => "'",
            _ => return Err(format!("`&{name};` is no entity")),
        };
        rest = after;
    }
    Ok(resolved + rest)
}

#[test]
fn what_is_no_xml_is_refused() {
    assert_eq!(read("<a b=\"1\">x &amp; y<c/></a>").unwrap().texts, ["", "x & y", ""]);
    for bad in [
        "<a>",
        "<a></b>",
        "<a/><a/>",
        "a<a/>",
        "<a>&b;</a>",
        "<a>&</a>",
        "<a b=1/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a>\u{1}</a>",
        "<a>\u{fffe}</a>",
        "<a b=\"<\"/>",
        "<a><!-- c --></a>",
    ] {
        assert!(read(bad).is_err(), "{bad:?}");
    }
}
