use super::super::readers::{Plain, kubernetes};
use super::super::{Node, Value};
use super::line::Walk;
use crate::source::Origin;
use std::ops::Range;

/// A reader looks 1024 characters ahead for the colon of a key; short of that there is nothing to think about.
const LONG_KEY: usize = 1000;

impl<'t> Walk<'t> {
    /// Where the colon stands that ends the key that begins here, if one does.
    pub(super) fn colon(&self) -> Option<usize> {
        let ends = |at: usize| at + 1 >= self.eol || self.b[at + 1] == b' ';
        if matches!(self.b[self.at], b'"' | b'\'') {
            let behind = self.quote_end(self.at)?;
            return (behind < self.eol && self.b[behind] == b':' && ends(behind)).then_some(behind);
        }
        if matches!(self.b[self.at], b'{' | b'[') {
            return None;
        }
        let mut before = b' ';
        for at in self.at..self.eol {
            match self.b[at] {
                b':' if ends(at) => return Some(at),
                b'#' if before == b' ' => return None,
                byte => before = byte,
            }
        }
        None
    }

    /// What a key says, which no reader takes for anything but text.
    pub(super) fn key_text(&self, range: Range<usize>) -> Option<&'t str> {
        if range.len() > LONG_KEY {
            return None;
        }
        let text = &self.text[range];
        let inner = match text.as_bytes().first()? {
            b'"' | b'\'' => return Some(&text[1..text.len() - 1]).filter(|inner| !inner.contains('\'')),
            _ => text,
        };
        let is_text = is_plain(inner) && inner != "<<" && matches!(kubernetes(inner), Plain::Text);
        is_text.then_some(inner)
    }

    /// A value that begins on this line and belongs to what stands at column `indent`; the cursor goes to the line
    /// behind it.
    pub(super) fn inline(&mut self, indent: usize) -> Option<Node<Origin>> {
        let node = match self.b[self.at] {
            b'|' => return self.literal(indent),
            b'{' | b'[' => self.flow()?,
            b'"' | b'\'' => self.quoted()?,
            _ => self.plain()?,
        };
        self.blank_to_end()?;
        self.advance();
        Some(node)
    }

    /// Text in quotes without escapes; `''` stands for one quote.
    pub(super) fn quoted(&mut self) -> Option<Node<Origin>> {
        let range = self.at..self.quote_end(self.at)?;
        let inner = &self.text[range.start + 1..range.end - 1];
        let text = match self.b[self.at] {
            b'\'' if inner.contains('\'') => inner.replace("''", "'"),
            _ => inner.to_owned(),
        };
        self.at = range.end;
        self.nodes += 1;
        Some(Node::new(Value::String(text), self.origin(range)))
    }

    /// One past the quote that closes the one at `from`, on the same line.
    fn quote_end(&self, from: usize) -> Option<usize> {
        let quote = self.b[from];
        let mut at = from + 1;
        while at < self.eol {
            match self.b[at] {
                b'\\' if quote == b'"' => return None,
                byte if byte == quote => {
                    if quote == b'"' || self.b.get(at + 1) != Some(&b'\'') {
                        return Some(at + 1);
                    }
                    at += 2;
                }
                _ => at += 1,
            }
        }
        None
    }

    /// A scalar without quotes, up to the end of the line or a comment.
    fn plain(&mut self) -> Option<Node<Origin>> {
        let mut end = self.eol;
        let comment = (self.at + 1..self.eol).find(|at| self.b[*at] == b'#' && self.b[*at - 1] == b' ');
        if let Some(comment) = comment {
            end = comment;
        }
        while end > self.at && self.b[end - 1] == b' ' {
            end -= 1;
        }
        let range = self.at..end;
        self.at = end;
        is_plain(&self.text[range.clone()]).then(|| self.resolved(range))?
    }

    /// What a scalar without quotes is; none where JSON cannot say it.
    pub(super) fn resolved(&mut self, range: Range<usize>) -> Option<Node<Origin>> {
        let text = &self.text[range.clone()];
        let value = match kubernetes(text) {
            Plain::Null => Value::Null,
            Plain::Bool(b) => Value::Bool(b),
            Plain::Int(i) => Value::Int(i),
            Plain::Float(x) => Some(x).filter(|x| x.is_finite()).map(Value::Float)?,
            Plain::Text | Plain::Date | Plain::Other => Value::String(text.to_owned()),
        };
        self.nodes += 1;
        Some(Node::new(value, self.origin(range)))
    }

    /// A literal block of what stands at column `indent`; its first line says where its lines begin.
    fn literal(&mut self, indent: usize) -> Option<Node<Origin>> {
        let header = self.text[self.at + 1..self.eol].trim_end_matches(' ');
        let column = self.b[self.next.min(self.end)..].iter().take_while(|b| **b == b' ').count();
        let (start, mut at) = (self.next + column, self.next);
        // An end of the text without a break is another one to each reader.
        if column <= indent || start >= self.end || self.b[start] == b'\n' || self.b[self.end - 1] != b'\n' {
            return None;
        }
        let mut text = String::new();
        let (mut breaks, mut end) = (0, start);
        while at < self.end {
            let eol = self.line_end(at);
            let line = &self.text[at..eol];
            let blanks = line.bytes().take_while(|b| *b == b' ').count();
            if blanks < line.len().min(column) {
                break;
            }
            at = eol + 1;
            if line.len() <= column {
                breaks += 1;
                continue;
            }
            text.extend(std::iter::repeat_n('\n', breaks));
            text.push_str(&line[column..]);
            (breaks, end) = (1, eol);
        }
        match header {
            "" => text.push('\n'),
            "-" => {}
            "+" => text.extend(std::iter::repeat_n('\n', breaks)),
            _ => return None,
        }
        self.next = at;
        self.nodes += 1;
        self.advance();
        let end = start + self.text[start..end].trim_end().len();
        Some(Node::new(Value::String(text), self.origin(start..end)))
    }
}

/// Whether all of this is one scalar without quotes on one line: no indicator in front, no key, no comment, no marker
/// of a document, no blank around it.
fn is_plain(text: &str) -> bool {
    let b = text.as_bytes();
    let (Some(&first), Some(&last)) = (b.first(), b.last()) else { return false };
    let begins = match first {
        b'-' => b.get(1).is_some_and(|c| c.is_ascii_alphanumeric() || *c == b'-'),
        b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
        | b'"' | b'%' | b'@' | b'`' | b' ' => false,
        _ => true,
    };
    if !begins || matches!(last, b' ' | b':') || text.starts_with("---") || text.starts_with("...") {
        return false;
    }
    !b.windows(2).any(|pair| matches!(pair, b": " | b" #"))
}
