use super::super::{Entry, Key, Node};
use super::line::Walk;
use crate::source::Origin;

impl Walk<'_> {
    /// A collection in brackets or braces that close on the same line.
    pub(super) fn flow(&mut self) -> Option<Node<Origin>> {
        let start = self.at;
        let braces = self.b[start] == b'{';
        let close = if braces { b'}' } else { b']' };
        self.open()?;
        let (entry, item) = (self.entries.len(), self.items.len());
        self.at += 1;
        self.blanks();
        let mut empty = true;
        while self.byte()? != close || !empty {
            if braces {
                let key = self.flow_key()?;
                let value = self.flow_value()?;
                self.entries.push(Entry { key, value });
            } else {
                let value = self.flow_value()?;
                self.items.push(value);
            }
            empty = false;
            self.blanks();
            match self.byte()? {
                b',' => self.at += 1,
                byte if byte == close => break,
                _ => return None,
            }
            self.blanks();
        }
        self.at += 1;
        match braces {
            true => self.close_map(entry, start, self.at),
            false => self.close_list(item, start, self.at),
        }
    }

    /// The byte at the cursor, on this line.
    fn byte(&self) -> Option<u8> {
        (self.at < self.eol).then(|| self.b[self.at])
    }

    fn flow_key(&mut self) -> Option<Key<Origin>> {
        let range = self.at..match self.byte()? {
            b'"' | b'\'' => self.colon()?,
            _ => self.flow_plain_end()?,
        };
        let text = self.key_text(range.clone())?;
        self.at = range.end;
        if self.byte()? != b':' || self.b.get(self.at + 1) != Some(&b' ') {
            return None;
        }
        self.at += 1;
        self.blanks();
        Some(Key { text: text.to_owned(), origin: self.origin(range) })
    }

    fn flow_value(&mut self) -> Option<Node<Origin>> {
        match self.byte()? {
            b'{' | b'[' => self.flow(),
            b'"' | b'\'' => self.quoted(),
            _ => {
                let range = self.at..self.flow_plain_end()?;
                self.at = range.end;
                self.resolved(range)
            }
        }
    }

    /// Where a scalar without quotes ends. Inside brackets readers part ways over signs, so few of them are taken.
    fn flow_plain_end(&self) -> Option<usize> {
        let word =
            |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'/' | b'-' | b'+' | b'=' | b'$');
        if !word(self.byte()?) || self.b[self.at] == b'-' && !self.b.get(self.at + 1)?.is_ascii_alphanumeric()
        {
            return None;
        }
        let mut end = self.at;
        while end < self.eol {
            let inside = match self.b[end] {
                // Part of the word only between two of its letters.
                b':' => end + 1 < self.eol && self.b[end + 1].is_ascii_alphanumeric(),
                b' ' => end + 1 < self.eol && word(self.b[end + 1]),
                byte => word(byte),
            };
            if !inside {
                break;
            }
            end += 1;
        }
        Some(end)
    }
}
