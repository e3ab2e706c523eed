use super::super::readers::is_word;
use super::super::{Map, Node, Value, forbidden};
use std::collections::HashSet;

/// Deeper trees are left to the parser, which counts levels.
const DEEP: usize = 100;

/// What of a text is still to be read. `None` everywhere is a difference, or something that is not understood.
pub(super) struct Walk<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Walk<'a> {
    /// Entries at column `indent`, the cursor standing at the first. That every line begins at its column and no
    /// other is what makes it belong to this map and to nothing above it.
    pub(super) fn map<O>(&mut self, map: &Map<O>, indent: usize) -> Option<()> {
        for (i, entry) in map.entries.iter().enumerate() {
            if i > 0 {
                self.margin(indent)?;
            }
            self.key(&entry.key.text)?;
            match self.rest.strip_prefix('\n') {
                Some(rest) => {
                    self.rest = rest;
                    self.margin(indent + 2)?;
                    self.collection(&entry.value, indent + 2)?;
                }
                None => {
                    self.take(" ")?;
                    self.scalar(&entry.value, indent)?;
                }
            }
        }
        distinct(map).then_some(())
    }

    /// Items whose dashes stand at column `indent`.
    pub(super) fn list<O>(&mut self, items: &[Node<O>], indent: usize) -> Option<()> {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.margin(indent)?;
            }
            self.take("- ")?;
            match &item.value {
                Value::Map(map) if map.is_empty() => self.scalar(item, indent)?,
                Value::List(items) if items.is_empty() => self.scalar(item, indent)?,
                Value::Map(_) | Value::List(_) => self.collection(item, indent + 2)?,
                _ => self.scalar(item, indent)?,
            }
        }
        Some(())
    }

    /// A map or list in block form, which has at least one entry.
    fn collection<O>(&mut self, node: &Node<O>, indent: usize) -> Option<()> {
        match &node.value {
            Value::Map(map) if !map.is_empty() && indent < DEEP => self.map(map, indent),
            Value::List(items) if !items.is_empty() && indent < DEEP => self.list(items, indent),
            _ => None,
        }
    }

    /// Exactly so many spaces: what follows is a key or a dash, and neither begins with another.
    fn margin(&mut self, columns: usize) -> Option<()> {
        self.rest = self.indented(columns)?;
        Some(())
    }

    /// The text behind so many spaces.
    pub(super) fn indented(&self, columns: usize) -> Option<&'a str> {
        let (spaces, rest) = self.rest.split_at_checked(columns)?;
        spaces.bytes().all(|b| b == b' ').then_some(rest)
    }

    /// Exactly this text.
    pub(super) fn take(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    /// The rest of the line; its break is read as well.
    pub(super) fn line(&mut self) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        allowed(line)
    }

    /// A word on its own, and what must stand behind it; where anything else stands, nothing is read.
    pub(super) fn word(&mut self, expected: &str, behind: impl Fn(&[u8]) -> bool) -> Option<()> {
        let rest = self.rest.strip_prefix(expected)?;
        (behind(rest.as_bytes()) && is_word(expected)).then_some(())?;
        self.rest = rest;
        Some(())
    }
}

/// The text, where it has nothing that is a break or nothing at all to some reader. All that is read without coming
/// by here is compared with what is allowed anywhere.
pub(super) fn allowed(text: &str) -> Option<&str> {
    (!text.contains('\r') && !forbidden::any(text)).then_some(text)
}

/// Whether no key stands twice; of two the reader would complain.
fn distinct<O>(map: &Map<O>) -> bool {
    // Most maps are small, and then comparing is cheaper than hashing.
    if map.entries.len() <= 12 {
        let twice = |(i, key): (usize, &str)| map.entries[..i].iter().any(|e| e.key.text == key);
        return !map.entries.iter().map(|e| e.key.text.as_str()).enumerate().any(twice);
    }
    let mut seen = HashSet::with_capacity(map.entries.len());
    map.entries.iter().all(|e| seen.insert(e.key.text.as_str()))
}
