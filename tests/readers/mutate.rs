use super::random::Random;

/// One small thing about the text made otherwise.
pub fn mutate(random: &mut Random, written: &str) -> String {
    const SIGNS: &[u8] = b" \n\t\r-:?,[]{}#&*!|>'\"%@`.~<=_\\/+0x1eytn";
    let mut bytes = written.as_bytes().to_vec();
    let at = random.below(bytes.len());
    let lines: Vec<&str> = written.split_inclusive('\n').collect();
    let line = random.below(lines.len());
    match random.below(8) {
        0 => _ = bytes.remove(at),
        1 => bytes.insert(at, *random.pick(SIGNS)),
        2 => bytes[at] = *random.pick(SIGNS),
        3 => bytes.truncate(at),
        // A line moved to the side, with or without what stands below it.
        4 | 5 => {
            let until = if random.one_in(2) { line + 1 } else { line + 1 + random.below(lines.len() - line) };
            let more = random.one_in(2);
            let spaces = 1 + random.below(2);
            let moved = lines.iter().enumerate().map(|(i, text)| match (line..until).contains(&i) {
                true if more => format!("{}{text}", " ".repeat(spaces)),
                true => text.strip_prefix(&" ".repeat(spaces)[..]).unwrap_or(text).to_owned(),
                false => (*text).to_owned(),
            });
            return moved.collect();
        }
        6 => {
            let mut lines = lines;
            let other = random.below(lines.len());
            lines.swap(line, other);
            return lines.concat();
        }
        _ => {
            let mut lines = lines;
            let again = lines[random.below(lines.len())];
            lines.insert(line, again);
            return lines.concat();
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
