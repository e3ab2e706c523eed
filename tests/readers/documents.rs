use super::random::Random;

const WORDS: &[&str] = &[
    "a",
    "b",
    "name",
    "yes",
    "no",
    "017",
    "1.5",
    "x y",
    "~",
    "null",
    "true",
    "2001-01-01",
    "1_000",
    "0x1F",
    "-1",
    "a:b",
    "a#b",
    "http://x/y",
    "é",
    "日本",
    "a b  c",
    "1:30",
    ".5",
    "v1.2.3",
    "10.0.0.0/16",
    "x'y",
    "x\"y",
    "<<",
    "=",
    "on",
];
const QUOTED: &[&str] = &[
    "\"\"",
    "''",
    "\"a\\nb\"",
    "'it''s'",
    "\"\\u00e9\\t\\\\\"",
    "\"yes\"",
    "'017'",
    "\"a: b # c\"",
    "\"\\x41\\0\"",
    "' x '",
    "\"two\n  lines\"",
    "'two\n\n  lines'",
    "\"join\\\n  ed\"",
    "\"two\nlines\"",
    "'two\n\nlines\n more'",
];
const BLOCKS: &[&str] = &["|", "|-", "|+", ">", ">-", ">+"];

/// One well-formed document, as far as the pieces fit together.
pub fn document(random: &mut Random) -> String {
    let mut out = String::new();
    if random.one_in(6) {
        out.push_str("# a comment\n");
    }
    if random.one_in(5) {
        out.push_str("---\n");
    }
    let mut maker = Maker { random, out, anchors: 0 };
    match maker.random.below(3) {
        0 => maker.list(0, 3),
        _ => maker.map(0, 3),
    }
    let mut out = maker.out;
    if random.one_in(8) {
        out.push_str("# the end\n");
    }
    if random.one_in(10) {
        out = out.replace('\n', "\r\n");
    }
    out
}

/// A document with one or two characters wrong.
pub fn damaged(random: &mut Random) -> String {
    let mut out = document(random);
    for _ in 0..1 + random.below(2) {
        damage(random, &mut out);
    }
    out
}

/// Takes out, doubles or replaces one character.
fn damage(random: &mut Random, out: &mut String) {
    let places: Vec<usize> = out.char_indices().map(|(i, _)| i).collect();
    let at = *random.pick(&places);
    let c = out.remove(at);
    match random.below(3) {
        0 => {}
        1 => out.insert_str(at, &format!("{c}{c}")),
        _ => out.insert(
            at,
            *random.pick(&[' ', ':', '-', '"', '\'', '[', '}', ',', '#', '\n', '&', '*', '!', '|']),
        ),
    }
}

struct Maker<'a> {
    random: &'a mut Random,
    out: String,
    anchors: usize,
}

impl Maker<'_> {
    fn map(&mut self, indent: usize, depth: usize) {
        let entries = 1 + self.random.below(4);
        for i in 0..entries {
            self.pad(indent);
            self.key(i);
            self.value(indent, depth, true);
        }
        if self.anchors > 0 && self.random.one_in(8) {
            self.pad(indent);
            let anchor = self.random.below(self.anchors);
            self.out.push_str(&format!("<<: *a{anchor}\n"));
        }
    }

    fn list(&mut self, indent: usize, depth: usize) {
        for _ in 0..1 + self.random.below(4) {
            self.pad(indent);
            self.out.push('-');
            self.value(indent, depth, false);
        }
    }

    fn key(&mut self, i: usize) {
        let key = match self.random.below(6) {
            0 => self.random.pick(WORDS).to_string(),
            1 => self.random.pick(&["\"q k\"", "'k'", "\"\"", "? k", "12", "1.50", "yes"]).to_string(),
            _ => format!("k{i}"),
        };
        self.out.push_str(&key);
        if key.starts_with('?') {
            self.out.push('\n');
            let column = self.out.trim_end().rsplit('\n').next().map_or(0, |line| line.len() - key.len());
            self.pad(column);
        }
        self.out.push(':');
    }

    /// What follows a colon or a dash, with its line break.
    fn value(&mut self, indent: usize, depth: usize, in_map: bool) {
        let choice = if depth == 0 { 3 + self.random.below(7) } else { self.random.below(10) };
        match choice {
            0 | 1 => {
                self.properties();
                self.out.push('\n');
                self.map(indent + 2, depth - 1);
            }
            2 => {
                self.out.push('\n');
                let same = in_map && self.random.one_in(3);
                self.list(if same { indent } else { indent + 2 }, depth - 1);
            }
            3 => self.out.push('\n'),
            4 => self.block(indent),
            5 => {
                self.out.push(' ');
                self.flow(2);
                self.end();
            }
            6 if self.anchors > 0 => {
                let anchor = self.random.below(self.anchors);
                self.out.push_str(&format!(" *a{anchor}"));
                self.end();
            }
            7 => {
                self.out.push(' ');
                let text = self.random.pick(QUOTED).replace('\n', &format!("\n{}", " ".repeat(indent + 1)));
                self.out.push_str(&text);
                self.end();
            }
            _ => {
                self.properties();
                self.out.push(' ');
                self.word();
                if self.random.one_in(10) {
                    self.out.push('\n');
                    let column = indent + 1 + self.random.below(3);
                    self.pad(column);
                    self.out.push_str("more words");
                }
                self.end();
            }
        }
    }

    fn properties(&mut self) {
        if self.random.one_in(5) {
            self.out.push_str(&format!(" &a{}", self.anchors));
            self.anchors += 1;
        }
        if self.random.one_in(8) {
            let tag = self.random.pick(&["!!str", "!!map", "!!int", "!x", "!!float", "!"]);
            self.out.push_str(&format!(" {tag}"));
        }
    }

    fn word(&mut self) {
        let word = self.random.pick(WORDS);
        self.out.push_str(word);
    }

    fn flow(&mut self, depth: usize) {
        let map = self.random.one_in(2);
        self.out.push(if map { '{' } else { '[' });
        for i in 0..self.random.below(4) {
            if i > 0 {
                self.out.push_str(", ");
            }
            if map {
                self.out.push_str(&format!("f{i}: "));
            }
            match self.random.below(5) {
                0 if depth > 0 => self.flow(depth - 1),
                1 => {
                    let text = self.random.pick(QUOTED).replace('\n', "\n          ");
                    self.out.push_str(&text);
                }
                2 if self.anchors > 0 => {
                    let anchor = self.random.below(self.anchors);
                    self.out.push_str(&format!("*a{anchor} "));
                }
                _ => self.word(),
            }
        }
        self.out.push(if map { '}' } else { ']' });
    }

    fn block(&mut self, indent: usize) {
        let head = self.random.pick(BLOCKS);
        self.out.push_str(&format!(" {head}\n"));
        let column = indent + 1 + self.random.below(3);
        for i in 0..1 + self.random.below(4) {
            if i > 0 && self.random.one_in(5) {
                self.out.push('\n');
                continue;
            }
            self.pad(column);
            if i > 0 && self.random.one_in(4) {
                self.out.push_str("  ");
            }
            self.word();
            self.out.push('\n');
        }
    }

    fn end(&mut self) {
        if self.random.one_in(10) {
            self.out.push_str(" # c");
        }
        self.out.push('\n');
    }

    fn pad(&mut self, columns: usize) {
        self.out.push_str(&" ".repeat(columns));
    }
}
