use super::path::{Part, Path};

/// Which paths a row is about: `spec/kafka/listeners/*/port`. `*` stands for one key or item, `**` for any number of
/// them, none included; `~1` is a slash within a key, as in JSON pointers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Wanted>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Text(String),
    /// A key that begins so: `checksum~1*`.
    Start(String),
    One,
    Any,
}

impl Pattern {
    /// Reads a pattern; the empty one means the object itself.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let part = |part: &str| match part {
            "*" => Wanted::One,
            "**" => Wanted::Any,
            _ => {
                let text = part.replace("~1", "/").replace("~0", "~");
                match text.strip_suffix('*') {
                    Some(start) => Wanted::Start(start.to_owned()),
                    None => Wanted::Text(text),
                }
            }
        };
        Self(text.split('/').filter(|part| !part.is_empty()).map(part).collect())
    }

    /// Whether a path is one of those meant.
    #[must_use]
    pub fn matches(&self, path: &Path) -> bool {
        matches(&self.0, &path.0)
    }

    /// Whether a path is one of those meant, or stands above one: what was added or removed there may hold it.
    #[must_use]
    pub fn reaches(&self, path: &Path) -> bool {
        (0..=self.0.len()).any(|end| matches(&self.0[..end], &path.0))
    }
}

fn matches(wanted: &[Wanted], parts: &[Part]) -> bool {
    match (wanted, parts) {
        ([], []) => true,
        ([Wanted::Any, rest @ ..], _) => (0..=parts.len()).any(|from| matches(rest, &parts[from..])),
        ([first, rest @ ..], [part, parts @ ..]) => {
            let here = match first {
                Wanted::Text(text) => text == part.text(),
                Wanted::Start(start) => part.text().starts_with(start.as_str()),
                Wanted::One | Wanted::Any => true,
            };
            here && matches(rest, parts)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Path {
        Path(text.split('/').filter(|p| !p.is_empty()).map(|p| Part::Key(p.replace("~1", "/"))).collect())
    }

    #[test]
    fn stars_stand_for_one_part_or_any_number_of_them() {
        for (pattern, text) in [
            ("spec/replicas", "spec/replicas"),
            ("spec/*/port", "spec/a/port"),
            ("spec/template/**", "spec/template"),
            ("spec/template/**", "spec/template/spec/containers"),
            ("**/image", "spec/template/image"),
            ("metadata/annotations/checksum~1*", "metadata/annotations/checksum~1config"),
            ("", ""),
        ] {
            assert!(Pattern::new(pattern).matches(&path(text)), "{pattern} {text}");
        }
        for (pattern, text) in
            [("spec/replicas", "spec"), ("spec/*", "spec/a/b"), ("spec/*/port", "spec/port"), ("a/**", "b")]
        {
            assert!(!Pattern::new(pattern).matches(&path(text)), "{pattern} {text}");
        }
        assert!(Pattern::new("spec/kafka/config/x").reaches(&path("spec/kafka")));
        assert!(!Pattern::new("spec/kafka/config/x").reaches(&path("spec/other")));
    }
}
