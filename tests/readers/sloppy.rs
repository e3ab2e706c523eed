//! A writer that decides by lot how a scalar is written and how far it is indented: often wrongly, often rightly.

use super::random::Random;
use std::fmt::Write as _;
use streamwright::yaml::{Node, Value, write};

pub struct Sloppy<'a> {
    random: &'a mut Random,
    out: String,
    /// In one of so many places something is done that our own writer would not do.
    rarely: usize,
}

impl<'a> Sloppy<'a> {
    pub fn write<O>(random: &'a mut Random, node: &Node<O>) -> String {
        let rarely = *random.pick(&[2, 4, 12, 60]);
        let mut writer = Self { random, out: String::new(), rarely };
        match &node.value {
            Value::Map(map) if !map.entries.is_empty() => writer.collection(node, 0, true),
            Value::List(items) if !items.is_empty() => writer.collection(node, 0, true),
            _ => writer.scalar(node, 0),
        }
        writer.out
    }

    fn odd(&mut self) -> bool {
        self.random.one_in(self.rarely)
    }

    fn pad(&mut self, columns: usize) {
        let columns = if self.random.one_in(20 * self.rarely) { columns + 1 } else { columns };
        self.out.extend(std::iter::repeat_n(' ', columns));
    }

    fn collection<O>(&mut self, node: &Node<O>, indent: usize, mut here: bool) {
        let entries: Vec<(Option<&str>, &Node<O>)> = match &node.value {
            Value::Map(map) => map.entries.iter().map(|e| (Some(e.key.text.as_str()), &e.value)).collect(),
            Value::List(items) => items.iter().map(|item| (None, item)).collect(),
            _ => Vec::new(),
        };
        for (key, value) in entries {
            if !std::mem::take(&mut here) {
                self.pad(indent);
            }
            let deeper = indent + if self.random.one_in(20 * self.rarely) { self.random.below(5) } else { 2 };
            let inside = matches!(&value.value, Value::Map(m) if !m.entries.is_empty())
                || matches!(&value.value, Value::List(l) if !l.is_empty());
            match key {
                Some(key) => {
                    self.text(key);
                    self.out.push(':');
                    self.out.push(if inside { '\n' } else { ' ' });
                }
                None => self.out.push_str("- "),
            }
            if inside {
                self.collection(value, deeper, key.is_none());
            } else {
                self.scalar(value, indent);
            }
        }
    }

    fn scalar<O>(&mut self, node: &Node<O>, indent: usize) {
        match &node.value {
            Value::String(s) if s.contains('\n') && !self.odd() => return self.block(s, indent + 2),
            Value::String(s) => self.text(s),
            Value::Null if self.odd() => self.out.push_str(["~", "", "Null"][self.random.below(3)]),
            Value::Bool(b) if self.odd() => self.out.push_str(if *b { "yes" } else { "Off" }),
            Value::Int(i) if self.odd() => _ = write!(self.out, "{}", *i as f64),
            _ => return self.out.push_str(&write(node)),
        }
        self.out.push('\n');
    }

    /// Without quotes, or in some quotes, by lot.
    fn text(&mut self, s: &str) {
        match self.random.below(4) {
            0 | 1 => self.out.push_str(s),
            2 if self.odd() => _ = write!(self.out, "'{s}'"),
            2 if self.odd() => _ = write!(self.out, "\"{s}\""),
            2 if self.odd() => _ = write!(self.out, "\"{}\"", s.escape_default()),
            _ => {
                let escaped = self.escaped(s);
                _ = write!(self.out, "\"{escaped}\"");
            }
        }
    }

    fn escaped(&mut self, s: &str) -> String {
        let mut out = String::new();
        for c in s.chars() {
            let plain = matches!(c, ' '..='~') && !matches!(c, '"' | '\\');
            let code = u32::from(c);
            _ = match self.random.below(30) {
                0 if code < 0x100 => write!(out, "\\x{code:02x}"),
                1 if code < 0x1_0000 => write!(out, "\\u{code:04X}"),
                2 => write!(out, "\\U{code:08X}"),
                _ if plain || self.odd() => write!(out, "{c}"),
                _ => write!(out, "\\U{code:08x}"),
            };
        }
        out
    }

    fn block(&mut self, s: &str, indent: usize) {
        let body = s.trim_end_matches('\n');
        let ends = ["|-", "|", "|+", ">", "|2"];
        let fitting = (s.len() - body.len()).min(2);
        let end = if self.odd() { self.random.below(ends.len()) } else { fitting };
        self.out.push_str(ends[end]);
        self.out.push('\n');
        for line in s.strip_suffix('\n').unwrap_or(s).split('\n') {
            if !line.is_empty() || self.odd() {
                self.pad(indent);
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }
}
