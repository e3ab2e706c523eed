use super::super::{Entry, Key, Map, Node, Value};
use super::line::Walk;
use crate::source::Origin;

/// Deeper trees are left to the parser, which counts levels.
const DEEP: usize = 90;

/// Up to so many keys, comparing each with each is cheaper than sorting them.
const FEW: usize = 12;

impl Walk<'_> {
    /// Entries whose keys stand at column `indent`, the cursor at the first. Afterwards it is at the line behind them.
    pub(super) fn map(&mut self, indent: usize) -> Option<Node<Origin>> {
        self.open()?;
        let (first, start) = (self.entries.len(), self.at);
        let mut end = start;
        loop {
            let key = self.key()?;
            let value = self.value(indent)?;
            end = end.max(written_end(&value));
            self.entries.push(Entry { key, value });
            if !self.live || self.indent < indent {
                break;
            }
            // Further in, a line would go on with the value.
            if self.indent > indent {
                return None;
            }
        }
        self.close_map(first, start, end)
    }

    /// Items whose dashes stand at column `indent`, the cursor at the first; `inside` says whether that is further in
    /// than what they belong to.
    fn list(&mut self, indent: usize, inside: bool) -> Option<Node<Origin>> {
        self.open()?;
        let (first, mut start) = (self.items.len(), self.at);
        let mut end = start;
        while self.live && self.indent == indent && self.is_dash() {
            self.at += 1;
            self.blanks();
            if self.at == self.eol || self.is_dash() {
                return None;
            }
            // A list at the column of its key has no beginning of its own: to the parser it begins with its first item.
            if !inside && self.items.len() == first {
                start = self.at;
            }
            let column = self.at - self.start;
            let item = if self.colon().is_some() { self.map(column)? } else { self.inline(indent)? };
            end = end.max(written_end(&item));
            self.items.push(item);
        }
        if self.live && self.indent > indent {
            return None;
        }
        self.close_list(first, start, end)
    }

    /// What stands behind a colon, of a map at column `indent`.
    fn value(&mut self, indent: usize) -> Option<Node<Origin>> {
        if self.at < self.eol && self.b[self.at] != b' ' {
            return None;
        }
        self.blanks();
        if self.at < self.eol && self.b[self.at] != b'#' {
            return self.inline(indent);
        }
        self.advance();
        if !self.live {
            return None;
        }
        match self.is_dash() {
            true if self.indent >= indent => self.list(self.indent, self.indent > indent),
            false if self.indent > indent => self.map(self.indent),
            _ => None,
        }
    }

    /// Counts a collection.
    pub(super) fn open(&mut self) -> Option<()> {
        self.depth += 1;
        self.nodes += 1;
        (self.depth < DEEP).then_some(())
    }

    /// The map of the entries from `first` on; none where a key stands twice.
    pub(super) fn close_map(&mut self, first: usize, start: usize, end: usize) -> Option<Node<Origin>> {
        self.depth -= 1;
        self.nodes += self.entries.len() - first;
        let entries: Vec<Entry<Origin>> = self.entries.drain(first..).collect();
        distinct(&entries).then(|| Node::new(Value::Map(Map { entries }), self.origin(start..end)))
    }

    /// The list of the items from `first` on.
    pub(super) fn close_list(&mut self, first: usize, start: usize, end: usize) -> Option<Node<Origin>> {
        self.depth -= 1;
        let items: Vec<Node<Origin>> = self.items.drain(first..).collect();
        Some(Node::new(Value::List(items), self.origin(start..end)))
    }

    /// A key with its colon.
    fn key(&mut self) -> Option<Key<Origin>> {
        let colon = self.colon()?;
        let range = self.at..colon;
        let text = self.key_text(range.clone())?;
        self.at = colon + 1;
        Some(Key { text: text.to_owned(), origin: self.origin(range) })
    }
}

fn written_end(node: &Node<Origin>) -> usize {
    node.origin.span().map_or(0, |span| span.range().end)
}

fn distinct(entries: &[Entry<Origin>]) -> bool {
    if entries.len() <= FEW {
        let twice =
            |(at, entry): (usize, &Entry<Origin>)| entries[..at].iter().any(|e| e.key.text == entry.key.text);
        return !entries.iter().enumerate().any(twice);
    }
    let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.text.as_str()).collect();
    keys.sort_unstable();
    keys.windows(2).all(|pair| pair[0] != pair[1])
}
