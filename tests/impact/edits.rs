//! Single edits of trees and texts, the same in every run.

use streamwright::object::Node;
use streamwright::source::Origin;
use streamwright::yaml::{Key, Value};

/// Numbers that look random and are not (xorshift).
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as they always do from this number on.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`, which is not zero.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

/// One edit somewhere in a tree: another value, a key or item more or less, items in another order.
pub fn edit(node: &mut Node, dice: &mut Dice) {
    let deeper = dice.below(8) > 0;
    match &mut node.value {
        Value::Map(map) if !map.is_empty() && deeper => {
            let at = dice.below(map.entries.len());
            edit(&mut map.entries[at].value, dice);
        }
        Value::List(items) if !items.is_empty() && deeper => {
            let at = dice.below(items.len());
            edit(&mut items[at], dice);
        }
        Value::Map(map) if !map.is_empty() && dice.below(2) == 0 => {
            let at = dice.below(map.entries.len());
            map.entries.remove(at);
        }
        Value::Map(map) => {
            let text = ["replicas", "config", "added", "image", "name"][dice.below(5)].to_owned();
            if map.get(&text).is_none() {
                map.push(Key { text, origin: Origin::Fixed }, scalar(dice));
            }
        }
        Value::List(items) if items.len() > 1 && dice.below(2) == 0 => {
            let at = dice.below(items.len() - 1);
            items.swap(at, at + 1);
        }
        Value::List(items) if !items.is_empty() && dice.below(2) == 0 => {
            let at = dice.below(items.len());
            items.remove(at);
        }
        Value::List(items) => items.push(scalar(dice)),
        Value::Int(number) => *number += [1, -1, 7, 1000][dice.below(4)],
        Value::Bool(word) => *word = !*word,
        Value::String(text) if dice.below(2) == 0 => text.push_str("-x"),
        _ => *node = scalar(dice),
    }
}

fn scalar(dice: &mut Dice) -> Node {
    let value = match dice.below(6) {
        0 => Value::Int(-1),
        1 => Value::Bool(true),
        2 => Value::String("8Gi".into()),
        3 => Value::String(String::new()),
        4 => Value::Float(0.5),
        _ => Value::List(vec![Node::new(Value::String("one".into()), Origin::Fixed)]),
    };
    Node::new(value, Origin::Fixed)
}

/// The same tree with the keys of all maps in another order.
pub fn shuffled(node: Node, dice: &mut Dice) -> Node {
    let value = match node.value {
        Value::Map(mut map) => {
            for at in (1..map.entries.len()).rev() {
                map.entries.swap(at, dice.below(at + 1));
            }
            for entry in &mut map.entries {
                entry.value = shuffled(entry.value.clone(), dice);
            }
            Value::Map(map)
        }
        Value::List(items) => Value::List(items.into_iter().map(|item| shuffled(item, dice)).collect()),
        value => value,
    };
    Node::new(value, node.origin)
}

/// A text in which one number is another, one word is turned round, or one line is gone.
pub fn line(text: &str, dice: &mut Dice) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = dice.below(lines.len());
    let changed = |line: &str, dice: &mut Dice| {
        if let Some(word) = ["true", "false"].into_iter().find(|word| line.contains(word)) {
            return Some(line.replace(word, if word == "true" { "false" } else { "true" }));
        }
        let digit = line.find(|c: char| c.is_ascii_digit())?;
        let other = char::from(b'1' + u8::try_from(dice.below(9)).expect("a digit"));
        Some(format!("{}{other}{}", &line[..digit], &line[digit + 1..]))
    };
    let begin = (at..lines.len()).chain(0..at).find(|at| changed(lines[*at], dice).is_some()).unwrap_or(at);
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index == begin {
            out.push_str(&changed(line, dice).unwrap_or_default());
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
