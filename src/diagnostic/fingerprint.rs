use super::Diagnostic;
use crate::source::SourceMap;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What each of `diagnostics` is recognised by in another run: 32 hex digits, in their order.
///
/// It follows from the code, the file, the message and the lines at fault without their indentation, and from how many
/// like it stand before it. So it stays when lines above come and go, and changes when what it points at does.
#[must_use]
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    let mut seen: BTreeMap<[u8; 32], u32> = BTreeMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let content = content(diagnostic, sources);
            let before = seen.entry(content).or_default();
            let digest = Sha256::new().chain_update(content).chain_update(before.to_be_bytes()).finalize();
            *before += 1;
            digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
        })
        .collect()
}

fn content(diagnostic: &Diagnostic, sources: &SourceMap) -> [u8; 32] {
    let mut digest = Sha256::new();
    let mut part = |text: &str| {
        // With its length before it no part can run into the next.
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text.as_bytes());
    };
    part(diagnostic.code.id);
    part(&diagnostic.message);
    if let Some(span) = diagnostic.span() {
        let source = sources.get(span.source);
        part(source.name());
        let text = source.text();
        let (start, end) = (span.range().start.min(text.len()), span.range().end.min(text.len()));
        let first = text.as_bytes()[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let last =
            text.as_bytes()[end..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| end + at);
        for line in text.get(first..last).unwrap_or_default().lines() {
            part(line.trim());
        }
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{DUPLICATE_KEY, UNKNOWN_KEY};
    use crate::source::{Source, Span};

    fn of(text: &str, needles: &[&str]) -> Vec<String> {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("a.yaml", text));
        let at = |needle: &&str| {
            let start = text.find(*needle).expect("it stands there");
            Diagnostic::new(&DUPLICATE_KEY, Span::new(id, start, start + needle.len()), "twice")
        };
        fingerprints(&needles.iter().map(at).collect::<Vec<_>>(), &sources)
    }

    #[test]
    fn lines_above_and_indentation_do_not_matter() {
        assert_eq!(of("a:\n  b: 1\n", &["b"]), of("# new\na:\n    b: 1\n", &["b"]));
        assert_ne!(of("a:\n  b: 1\n", &["b"]), of("a:\n  b: 2\n", &["b"]));
    }

    #[test]
    fn what_looks_alike_is_told_apart_by_its_turn() {
        let two = of("a: 1\n", &["a", "a"]);
        assert_ne!(two[0], two[1]);
        assert_eq!(two, of("# new\na: 1\n", &["a", "a"]));
    }

    #[test]
    fn without_a_place_the_message_tells() {
        let sources = SourceMap::new();
        let said = |code, message: &str| Diagnostic::without_place(code, message);
        let all = [said(&UNKNOWN_KEY, "one"), said(&UNKNOWN_KEY, "two"), said(&DUPLICATE_KEY, "one")];
        let found = fingerprints(&all, &sources);
        assert!(found[0] != found[1] && found[0] != found[2] && found[1] != found[2]);
        assert!(found.iter().all(|one| one.len() == 32));
    }
}
