use super::quote::{double, is_block, is_plain};
use super::{Map, Node, Value};
use std::fmt::Write as _;

/// Readers look for the colon of a key this many characters ahead and no further.
const KEY: usize = 1024;

/// Most manifests are shorter: growing step by step would copy each of them several times.
const USUAL: usize = 4096;

/// The tree as YAML text that every reader in use takes for the same values.
///
/// Block style, entries in the order of the tree, list items two spaces under their key, text of several lines as a
/// literal block, double quotes where any reader would take plain text for something else. Ends with a line break.
#[must_use]
pub fn write<O>(node: &Node<O>) -> String {
    let mut writer = Writer { out: String::with_capacity(USUAL) };
    writer.root(node);
    // Texts are kept until all of them are there.
    writer.out.shrink_to_fit();
    writer.out
}

/// Several documents in one stream, `---` between them.
#[must_use]
pub fn write_documents<'a, O: 'a>(nodes: impl IntoIterator<Item = &'a Node<O>>) -> String {
    let mut writer = Writer { out: String::new() };
    for (i, node) in nodes.into_iter().enumerate() {
        if i > 0 {
            writer.out.push_str("---\n");
        }
        writer.root(node);
    }
    writer.out
}

/// `key: value`, with its line break, as an entry of a map whose entries stand at column `indent`; only the key and its
/// colon without a value.
pub fn write_entry<O>(out: &mut String, key: &str, value: Option<&Node<O>>, indent: usize) {
    let mut writer = Writer { out: std::mem::take(out) };
    writer.pad(indent);
    writer.key(key, indent);
    if let Some(value) = value {
        writer.value(value, indent);
    }
    *out = writer.out;
}

/// `key: "text"`, with its line break: in quotes whether or not it needs them.
pub fn write_quoted(out: &mut String, key: &str, text: &str) {
    write_entry::<()>(out, key, None, 0);
    out.push(' ');
    double(out, text);
    out.push('\n');
}

/// `- value`, with its line break, as an item of a list whose items stand at column `indent`.
pub fn write_item<O>(out: &mut String, value: &Node<O>, indent: usize) {
    let mut writer = Writer { out: std::mem::take(out) };
    writer.pad(indent);
    writer.item(value, indent);
    *out = writer.out;
}

struct Writer {
    out: String,
}

impl Writer {
    fn root<O>(&mut self, node: &Node<O>) {
        match &node.value {
            Value::Map(map) if !map.is_empty() => self.map(map, 0, 0),
            Value::List(items) if !items.is_empty() => self.list(items, 0, 0),
            _ => self.scalar(node, 0),
        }
    }

    /// Entries at column `indent`; the first one stands at the cursor, which is `here` columns in.
    fn map<O>(&mut self, map: &Map<O>, here: usize, indent: usize) {
        for (i, entry) in map.entries.iter().enumerate() {
            self.pad(if i == 0 { indent - here } else { indent });
            self.key(&entry.key.text, indent);
            self.value(&entry.value, indent);
        }
    }

    /// What stands behind a key at column `indent`.
    fn value<O>(&mut self, node: &Node<O>, indent: usize) {
        match &node.value {
            Value::Map(map) if !map.is_empty() => {
                self.out.push('\n');
                self.map(map, 0, indent + 2);
            }
            Value::List(items) if !items.is_empty() => {
                self.out.push('\n');
                self.list(items, 0, indent + 2);
            }
            _ => {
                self.out.push(' ');
                self.scalar(node, indent);
            }
        }
    }

    fn list<O>(&mut self, items: &[Node<O>], here: usize, indent: usize) {
        for (i, item) in items.iter().enumerate() {
            self.pad(if i == 0 { indent - here } else { indent });
            self.item(item, indent);
        }
    }

    /// An item of a list at column `indent`, where the cursor is.
    fn item<O>(&mut self, item: &Node<O>, indent: usize) {
        self.out.push_str("- ");
        match &item.value {
            Value::Map(map) if !map.is_empty() => self.map(map, indent + 2, indent + 2),
            Value::List(items) if !items.is_empty() => self.list(items, indent + 2, indent + 2),
            _ => self.scalar(item, indent),
        }
    }

    /// A key with its colon.
    fn key(&mut self, text: &str, indent: usize) {
        let start = self.out.len();
        if is_plain(text) {
            self.out.push_str(text);
        } else {
            double(&mut self.out, text);
        }
        // A longer key must say that it is one.
        if self.out.len() - start >= KEY {
            self.out.insert_str(start, "? ");
            self.out.push('\n');
            self.pad(indent);
        }
        self.out.push(':');
    }

    /// A scalar or an empty collection, with its line break; a block's lines stand two columns right of `indent`.
    fn scalar<O>(&mut self, node: &Node<O>, indent: usize) {
        match &node.value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(b) => self.out.push_str(if *b { "true" } else { "false" }),
            Value::Int(i) => {
                let _ = write!(self.out, "{i}");
            }
            Value::Float(x) => float(&mut self.out, *x),
            Value::String(s) if is_plain(s) => self.out.push_str(s),
            Value::String(s) if is_block(s) => return self.block(s, indent + 2),
            Value::String(s) => double(&mut self.out, s),
            Value::List(_) => self.out.push_str("[]"),
            Value::Map(_) => self.out.push_str("{}"),
        }
        self.out.push('\n');
    }

    fn block(&mut self, text: &str, indent: usize) {
        let body = text.trim_end_matches('\n');
        self.out.push_str(match text.len() - body.len() {
            0 => "|-\n",
            1 => "|\n",
            _ => "|+\n",
        });
        for line in body.split('\n') {
            if !line.is_empty() {
                self.pad(indent);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        for _ in 1..text.len() - body.len() {
            self.out.push('\n');
        }
    }

    fn pad(&mut self, columns: usize) {
        const SPACES: &str = "                                ";
        let mut left = columns;
        while left > SPACES.len() {
            self.out.push_str(SPACES);
            left -= SPACES.len();
        }
        self.out.push_str(&SPACES[..left]);
    }
}

/// A float that every reader takes for one: with a dot, and a sign in the exponent.
fn float(out: &mut String, x: f64) {
    if x.is_nan() {
        return out.push_str(".nan");
    }
    if x.is_infinite() {
        return out.push_str(if x > 0.0 { ".inf" } else { "-.inf" });
    }
    let plain = x == 0.0 || (1e-4..1e16).contains(&x.abs());
    if plain {
        // Writing to a String cannot fail.
        let _ = write!(out, "{x:?}");
        return;
    }
    let text = format!("{x:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    out.push_str(digits);
    if !digits.contains('.') {
        out.push_str(".0");
    }
    out.push('e');
    if !exponent.starts_with('-') {
        out.push('+');
    }
    out.push_str(exponent);
}
