//! Text that YAML 1.2 allows and that Kubernetes' reader, of YAML 1.1 descent, refuses or takes apart elsewhere.

/// Plain text inside brackets that the reader ends or splits at its `?` or `:`.
pub(super) fn splits_in_flow(text: &str, value: &str, end: usize) -> bool {
    let behind = text.as_bytes().get(end..end + 2);
    let tight = matches!(behind, Some([b':', b',' | b']' | b'}' | b'[' | b'{']));
    tight || value.starts_with(':') || value.contains('?')
}

/// A key inside brackets that does not end, colon included, on the line it begins on.
pub(super) fn breaks_before_colon(text: &str, range: &std::ops::Range<usize>) -> bool {
    let explicit = text[..range.start].trim_end().ends_with('?');
    let mut broken = text[range.clone()].contains('\n');
    let mut rest = text[range.end..].chars();
    while let Some(c) = rest.next() {
        match c {
            '\n' => broken = true,
            // A comment runs to the end of its line.
            '#' => broken |= rest.by_ref().any(|c| c == '\n'),
            c if c.is_whitespace() => {}
            ':' => return broken && !explicit,
            _ => return false,
        }
    }
    false
}

/// A name of an anchor or alias in letters the reader does not know.
pub(super) fn is_odd_name(name: &str) -> bool {
    !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// A tag that runs on for the reader, or is not followed by white space.
pub(super) fn is_odd_tag(text: &str, range: &std::ops::Range<usize>) -> bool {
    let rest = &text[range.start..];
    if rest.starts_with("!<") {
        return false;
    }
    let uri = |b: &u8| b.is_ascii_alphanumeric() || b"-_;/?:@&=+$,.!~*'()[]%".contains(b);
    let length = rest.bytes().take_while(uri).count();
    let spaced = rest[length..].chars().next().is_none_or(char::is_whitespace);
    !spaced || range.start + length != range.end
}

/// The escape `\/`, which came to YAML with JSON.
pub(super) fn escapes_slash(raw: &str) -> bool {
    let mut escaped = false;
    raw.bytes().any(|b| {
        let found = escaped && b == b'/';
        escaped = b == b'\\' && !escaped;
        found
    })
}

/// A block of text whose first line begins with a tab, where the indentation has to be guessed from it.
pub(super) fn guesses_at_tab(text: &str, value: &str, start: usize) -> bool {
    value.trim_start_matches('\n').starts_with('\t') && {
        let head = text[..start].rfind(['|', '>']).map_or("", |i| &text[i..start]);
        !head.bytes().any(|b| b.is_ascii_digit())
    }
}

/// Whether a block's last line ends with the text instead of a line break, which our parser adds.
pub(super) fn ends_unbroken(text: &str, value: &str, end: usize) -> bool {
    if !value.ends_with('\n') || end < text.len() || text.ends_with(['\n', '\r']) {
        return false;
    }
    let written = text.rsplit('\n').next().unwrap_or("");
    let last = value[..value.len() - 1].rsplit('\n').next().unwrap_or("");
    // White space up to the indentation is no line at all, beyond it is one.
    !written.trim_start().is_empty() || written.ends_with(last) && (!last.is_empty() || value == "\n")
}
