//! Texts nobody would think of, and blueprints as text.

use crate::readers::hostile::strings;
use crate::readers::random::Random;
use serde_json::Value;
use std::sync::LazyLock;

/// What no reader of YAML can hold is no text of a blueprint either.
static TEXTS: LazyLock<Vec<String>> =
    LazyLock::new(|| strings(4_000).into_iter().filter(|text| text.len() < 200).collect());

/// Free text of any kind.
pub fn text(random: &mut Random) -> String {
    random.pick(&TEXTS).clone()
}

/// Values a label takes, which readers like to take for something else.
const LABELS: &[&str] = &[
    "",
    "a",
    "true",
    "no",
    "on",
    "y",
    "null",
    "NULL",
    "1",
    "0",
    "017",
    "1e3",
    "1_000",
    "0x1F",
    "1.5",
    "2001-01-01",
    "a.b_c-d",
    "Team-A",
    "3M",
    "inf",
    "NaN",
    "0b1",
    "1.2.3",
];

pub fn label(random: &mut Random) -> String {
    (*random.pick(LABELS)).to_owned()
}

/// A document as YAML that every reader takes alike: in quotes, and with escapes for what is not plain.
pub fn written(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out.push('\n');
    out
}

fn write(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                line(indent, out);
                quoted(key, out);
                out.push_str(": ");
                write(value, indent + 2, out);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for item in items {
                line(indent, out);
                out.push_str("- ");
                write(item, indent + 2, out);
            }
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write(item, indent, out);
            }
            out.push(']');
        }
        Value::String(text) => quoted(text, out),
        Value::Object(_) => out.push_str("{}"),
        value => out.push_str(&value.to_string()),
    }
}

fn line(indent: usize, out: &mut String) {
    if !out.is_empty() && !out.ends_with("- ") {
        let kept = out.trim_end_matches(' ').len();
        out.truncate(kept);
        out.push('\n');
        out.push_str(&" ".repeat(indent));
    }
}

fn quoted(text: &str, out: &mut String) {
    let plain = |c: char| c.is_ascii_lowercase() || c == '-';
    if text.len() > 3
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(plain)
        && !["true", "false", "null"].contains(&text)
    {
        return out.push_str(text);
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            ' '..='~' => out.push(c),
            c if (c as u32) < 0x1_0000 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    out.push('"');
}
