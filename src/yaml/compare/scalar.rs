use super::super::readers::{Plain, kubernetes};
use super::super::{Node, Value};
use super::block::{Walk, allowed};

/// A reader looks 1024 characters ahead for the colon of a key; short of that there is nothing to think about.
const LONG_KEY: usize = 1000;

impl Walk<'_> {
    /// A key with its colon.
    pub(super) fn key(&mut self, expected: &str) -> Option<()> {
        let before = self.rest.len();
        if self.word(expected, |rest| matches!(rest, [b':', b' ' | b'\n', ..])).is_some() {
            // Nothing else can stand before this colon.
        } else if self.rest.starts_with('"') {
            self.double(expected)?;
        } else {
            let text = allowed(&self.rest[..colon(self.rest)?])?;
            // `<<` is an instruction, and what is no text becomes another key.
            let same = is_plain(text) && text == expected && text != "<<";
            (same && matches!(kubernetes(text), Plain::Text)).then_some(())?;
            self.rest = &self.rest[text.len()..];
        }
        self.take(":")?;
        (before - self.rest.len() < LONG_KEY).then_some(())
    }

    /// A scalar or an empty collection with its line break; `indent` is the column of the entry or the dash.
    pub(super) fn scalar<O>(&mut self, node: &Node<O>, indent: usize) -> Option<()> {
        match (self.rest.as_bytes().first()?, &node.value) {
            (b'"', Value::String(s)) => {
                self.double(s)?;
                return self.take("\n");
            }
            (b'|', Value::String(s)) => return self.literal(s, indent + 2),
            (b'[', Value::List(items)) if items.is_empty() => return self.take("[]\n"),
            (b'{', Value::Map(map)) if map.is_empty() => return self.take("{}\n"),
            _ => {}
        }
        if let Value::String(s) = &node.value
            && self.word(s, |rest| rest.first() == Some(&b'\n')).is_some()
        {
            return self.take("\n");
        }
        let text = self.line()?;
        let same = is_plain(text)
            && match (kubernetes(text), &node.value) {
                (Plain::Null, Value::Null) => true,
                (Plain::Bool(a), Value::Bool(b)) => a == *b,
                (Plain::Int(a), Value::Int(b)) => a == *b,
                // JSON knows no infinity.
                (Plain::Float(a), Value::Float(b)) => a == *b && a.is_finite(),
                (Plain::Text | Plain::Date | Plain::Other, Value::String(s)) => text == s,
                _ => false,
            };
        same.then_some(())
    }

    /// Text in double quotes, on one line.
    fn double(&mut self, expected: &str) -> Option<()> {
        let mut expected = expected;
        self.take("\"")?;
        loop {
            let (run, _) = self.rest.split_at(self.rest.find(['"', '\\', '\n', '\t'])?);
            expected = expected.strip_prefix(allowed(run)?)?;
            self.rest = &self.rest[run.len()..];
            if self.take("\"").is_some() {
                return expected.is_empty().then_some(());
            }
            self.take("\\")?;
            let c = self.escape()?;
            expected = expected.strip_prefix(c)?;
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Option<char> {
        let kind = self.rest.chars().next()?;
        self.rest = &self.rest[kind.len_utf8()..];
        let digits = match kind {
            '"' | '\\' => return Some(kind),
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return None,
        };
        let (code, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        // Reading a number in base 16 would take a sign as well.
        let hexadecimal = code.bytes().all(|b| b.is_ascii_hexdigit());
        u32::from_str_radix(code, 16).ok().filter(|_| hexadecimal).and_then(char::from_u32)
    }

    /// A literal block whose lines begin at column `column`: the first one says so, and none ends in white space.
    fn literal(&mut self, expected: &str, column: usize) -> Option<()> {
        let header = self.line()?;
        let mut expected = expected;
        // Breaks belong to the text only once another line follows.
        let mut breaks = 0;
        while let Some(line) = self.block_line(column, breaks > 0)? {
            if line.is_empty() {
                breaks += 1;
                continue;
            }
            for _ in 0..breaks {
                expected = expected.strip_prefix('\n')?;
            }
            expected = expected.strip_prefix(line)?;
            breaks = 1;
        }
        let kept = match header {
            "|-" => 0,
            "|" => 1,
            "|+" => breaks,
            _ => return None,
        };
        (breaks > 0 && expected.len() == kept && expected.bytes().all(|b| b == b'\n')).then_some(())
    }

    /// The next line of a block, without its indentation; nothing inside where the block ends.
    fn block_line(&mut self, column: usize, begun: bool) -> Option<Option<&str>> {
        if self.rest.starts_with('\n') && begun {
            return Some(self.line());
        }
        let Some(rest) = self.indented(column) else { return Some(None) };
        self.rest = rest;
        let line = self.line()?;
        let first = line.starts_with([' ', '\t']) && !begun;
        (!line.is_empty() && !first && !line.ends_with([' ', '\t'])).then_some(Some(line))
    }
}

/// Where the colon stands that ends a key without quotes.
fn colon(text: &str) -> Option<usize> {
    let b = text.as_bytes();
    let end = b.iter().position(|b| *b == b'\n')?;
    (0..end).find(|i| b[*i] == b':' && matches!(b[i + 1], b' ' | b'\n'))
}

/// Whether all of this is one scalar without quotes: no indicator in front, no key, no comment, no marker of a
/// document, no white space around it.
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
    // Every key and value of every object comes by here: once over the bytes, not once for each thing to look for.
    let mut before = 0;
    for &byte in b {
        if byte == b'\t' || matches!((before, byte), (b':', b' ') | (b' ', b'#')) {
            return false;
        }
        before = byte;
    }
    true
}
