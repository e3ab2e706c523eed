//! Strings that readers like to take for something else.

use super::random::Random;
use std::collections::BTreeSet;

/// Whole strings, each of which has been read as something else by some reader.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "", " ", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", ".inf", "-.inf",
    "+.inf", ".nan", "nan", "<<", "=", "!", "&", "*", "?", ":", "-", "--", "---", "...", "--- a", "... a",
    "---a", "|", ">", "|-", ">+", "@", "`", "%", "#", "# a", "a #b", "a#b", "#a", ",", "[", "]", "{", "}",
    "[]", "{}", "[a", "a]", "{a", "a}", "{{ .Values.a }}", "{{", "}}", "'", "\"", "''", "\"\"", "'a'",
    "\"a\"", "it's", "say \"x\"", "\\", "\\n", "a\\", "\\\"", "a: b", "a:b", "a:", ":a", " :", "a :b",
    "key: value", "- a", "-a", "- ", "? a", "?a", "!a", "!!str a", "&a b", "*a", "@a", "`a", "%a",
    "%YAML 1.2", "|a", ">a", "0", "1", "-1", "+1", "01", "08", "017", "0o17", "0x1F", "0X1f", "0b101",
    "1_000", "1__0", "_1", "1_", "-_", "+_", "0_", "0x_", "0b_", "1e3", "1E3", "1e+3", "1.5e3", "1.e3",
    ".5", "5.", ".", "..", "1.2", "1.2.3", "1:30", "12:30:45", "1:60", "190:20:30.15", "22:22",
    "9223372036854775808", "18446744073709551616", "123456789012345678901234567890", "0.1e-400", "1e999",
    "2001-01-01", "2001-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5",
    "2001-12-15 2:59:43.10", "20:30", "1Gi", "100m", "7d", "Null", "NULL", "True", "TRUE", "tRue", "Yes",
    "YES", "On", "OFF", "None", "none", "nil", "undefined", "NaN", "Infinity", "-Infinity", "12e03",
    "http://a/b?c=d#e", "a,b", "a, b", "$(VAR)", "${VAR}", "${secrets:ns/name:key}", "a=b", "==", "<", "<a",
    "(a)", "a|b", "*.a.b", "é", "日本語", "😀", "👩‍👩‍👧", "a\u{300}", "\u{a0}", "\u{a0}a", "a\u{3000}",
    "\u{200b}", "\u{200e}", "\u{202e}abc", "\u{2066}a", "\u{feff}", "\u{feff}a", "a\u{feff}", "\u{fffd}",
    "\u{fffe}", "\u{ffff}", "\u{1fffe}", "\u{10ffff}", "\u{e000}", "\u{85}", "a\u{85}b", "\u{2028}",
    "a\u{2028}b", "\u{2029}", "\0", "a\0b", "\u{7}", "\u{8}", "\u{b}", "\u{c}", "\u{1b}[0m", "\u{7f}",
    "\u{80}", "\u{9f}", "\t", "\ta", "a\t", "a\tb", "\r", "a\r", "\ra", "a\rb", "\r\n", "a\r\nb", "a\r\n",
    "\n", "\n\n", "\na", "a\n", "a\n\n", "a\n\n\n", "a\nb", "a\nb\n", "a\n\nb", " a", "a ", " a ", "  ",
    "a  b", " \n", "\n ", "a\n ", " a\nb", "a\n b", "a\n  b\n", "a \nb", "a\nb ", "\ta\nb", "a\n\tb",
    "a\t\nb", "\n a", "\n\ta", "a\n---\nb", "---\na", "a\n...\n", "# a\nb", "a\n# b", "#!/bin/sh\nset -e\n",
    "- a\n- b\n", "a: 1\nb: 2\n", "{\n  \"a\": 1\n}\n", "a\n\n ", "a\n \nb", "a\n\t\nb", "\n\n\na",
    "a\n\n\n\nb\n\n\n", "%a\nb", "a\n%b", "|\na", "a:\n  b\n", "- |\n  a\n", "key: |\n",
];

/// Pieces that longer strings are made of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "b", "Z", "0", "1", "7", "9", ".", "_", "-", "+", ":", ": ", " ", "  ", "#", " #", ",", "?", "!",
    "&", "*", "|", ">", "%", "@", "`", "'", "\"", "\\", "/", "=", "<", "~", "$", "^", "(", ")", "[", "]",
    "{", "}", "\n", "\n\n", "\n ", "\n\t", "\t", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{a0}",
    "\u{feff}", "\0", "\u{7}", "\u{1b}", "\u{7f}", "\u{9f}", "\u{fffe}", "é", "日", "😀", "\u{301}",
    "\u{202e}", "\u{200d}", "yes", "no", "null", "true", "0x", "0o", "e3", "---", "...", "- ", "<<", "word",
    "text", "key: v", "{{", "}}", "http://",
];

/// Lines that a block of text is made of.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "", "a", "word word", "key: value", "- item", "# comment", "  two", "\ttab", "    four", "---", "...",
    "--- x", "%d", "'q'", "\"q\"", "|", "> x", "é 日本", "😀", "a: |", "{a: b}", "[1, 2]", "*a", "&a b", "!t",
    "?", ": a", "-", "a #b", "a\tb", "\\", "\\n", "null", "0", "a:", "if [ $x ]; then", "  fi", "}",
    "ends in space ", "ends in tab\t", " ", "\t", "\u{a0}", "x\u{85}y", "x\u{2028}y", "cr\r", "\u{7f}",
    "\u{feff}", "end",
];

/// `count` different strings and more, by a fixed seed; the short ones first.
pub fn strings(count: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut add = |s: String| {
        if seen.insert(s.clone()) {
            all.push(s);
        }
        seen.len()
    };
    for word in WORDS {
        for s in [
            (*word).to_owned(),
            word.to_uppercase(),
            format!("{word}a"),
            format!("a{word}"),
            format!("{word}\n"),
            format!("{word} "),
        ] {
            add(s);
        }
        add(format!("first\n{word}"));
        add(format!("{word}\nlast\n"));
    }
    for length in [100, 127, 128, 129, 1000, 1022, 1023, 1024, 1025, 1030, 3000] {
        add("x".repeat(length));
        add("x ".repeat(length / 2));
        add("é".repeat(length));
        add("\u{1}".repeat(length / 4));
        add("word\n".repeat(length / 5));
    }
    let mut random = Random::new(30_000);
    while add(string(&mut random)) < count {}
    all
}

fn string(random: &mut Random) -> String {
    match random.below(10) {
        0..=3 => (0..1 + random.below(6)).map(|_| *random.pick(PIECES)).collect(),
        4 => (0..10 + random.below(60)).map(|_| *random.pick(PIECES)).collect(),
        5 => {
            let like_numbers: Vec<char> = "0123456789..__--++eExXoObBaAfF::TtZz ".chars().collect();
            (0..1 + random.below(10)).map(|_| *random.pick(&like_numbers)).collect()
        }
        6 => {
            let c = char::from_u32((random.next() % 0x11_0000) as u32).unwrap_or('\u{fffd}');
            format!("{}{c}{}", random.pick(PIECES), random.pick(PIECES))
        }
        _ => {
            let mut text =
                (0..2 + random.below(5)).map(|_| *random.pick(LINES)).collect::<Vec<_>>().join("\n");
            let ends = ["", "\n", "\n", "\n\n", " ", "\n\n\n"];
            text.push_str(ends[random.below(ends.len())]);
            text
        }
    }
}
