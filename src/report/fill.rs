/// Breaks `text` at spaces so that no line is wider than `width` where that can be helped.
///
/// The first line begins with `first`, the others with as many spaces. A line that begins with a space is part of
/// an example and stays as it is; names are never hyphenated, since people copy them.
pub(super) fn fill(text: &str, first: &str, width: usize) -> String {
    let indent = " ".repeat(first.chars().count());
    let room = width.saturating_sub(indent.len()).max(20);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        if paragraph.starts_with(' ') || paragraph.chars().count() <= room {
            lines.push(paragraph.to_owned());
        } else {
            break_up(paragraph, room, &mut lines);
        }
    }
    let mut filled = String::new();
    for (i, line) in lines.iter().enumerate() {
        filled.push_str(if i == 0 { first } else { &indent });
        filled.push_str(line);
        filled.truncate(filled.trim_end_matches(' ').len());
        filled.push('\n');
    }
    filled
}

fn break_up(paragraph: &str, room: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for word in paragraph.split(' ') {
        let wide = word.chars().count();
        if used > 0 && used + 1 + wide > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += wide;
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_spaces_and_indents_what_follows() {
        assert_eq!(
            fill("one two-three four five six", "help: ", 26),
            "help: one two-three four\n      five six\n"
        );
    }

    #[test]
    fn examples_and_long_names_are_left_whole() {
        let long = "a".repeat(60);
        let text = format!("write\n  key: {long}\n{long} end");
        assert_eq!(fill(&text, "> ", 30), format!("> write\n    key: {long}\n  {long}\n  end\n"));
    }
}
