//! `.streamwright/acks.yaml`: consequences somebody takes responsibility for.

use super::Failure;
use crate::cli::config;
use crate::cli::lint::{is_day, today};
use crate::diagnostic::Sink;
use crate::diff::{Ack, Acknowledged, Acks};
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Mark, Node, Reader, decode_bytes, parse};
use std::path::{Path, PathBuf};

/// Below the root of the repository.
const FILE: &str = ".streamwright/acks.yaml";

const KEY: &str = "acknowledged";

/// What is acknowledged here, looked at on a day: that which was said, else the one it is.
pub(in crate::cli) fn read(day: Option<&str>) -> Result<Acks, Failure> {
    let Some(path) = file() else {
        return Ok(Acks { listed: Vec::new(), today: day.map(|day| today(Some(day))).transpose()? });
    };
    let name = path.display().to_string();
    let bytes = std::fs::read(&path).map_err(|e| Failure::new(format!("cannot read `{name}`: {e}")))?;
    let listed = listed(&name, bytes)?;
    Ok(Acks { listed, today: Some(today(day)?) })
}

/// The file in this folder or above it, no further than the repository.
fn file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let folder = config::above(&here, FILE)?;
    let up = here.ancestors().position(|above| above == folder)?;
    Some(std::iter::repeat_n(Path::new(".."), up).collect::<PathBuf>().join(FILE))
}

fn listed(name: &str, bytes: Vec<u8>) -> Result<Vec<Ack>, Failure> {
    let wrong = |why: String| {
        Failure::new(format!("`{name}`: {why}")).help(format!(
            "write it as\n{KEY}:\n  - fingerprint: 0123456789ab\n    reason: the brokers are moved by hand on Sunday\n    author: somebody@example.com\n    until: 2027-06-30"
        ))
    };
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let text = decode_bytes(name, bytes).map_err(|diagnostic| wrong(diagnostic.message))?;
    let id = sources.add(Source::new(name, text));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    if sink.has_errors() {
        return Err(wrong(
            sink.into_sorted().first().map_or_else(String::new, |first| first.message.clone()),
        ));
    }
    let Some(root) = stream.documents.first().map(|document| &document.root).filter(|root| !root.is_null())
    else {
        return Ok(Vec::new());
    };
    let entries = root.get(KEY).map(|node| node.as_list().ok_or(node));
    let known = |map: &crate::yaml::Map<Mark>, keys: &[&str]| {
        map.entries.iter().map(|e| e.key.text.as_str()).find(|key| !keys.contains(key)).map(str::to_owned)
    };
    if let Some(key) = root.as_map().and_then(|map| known(map, &[KEY])) {
        return Err(wrong(format!("the key `{key}` is not one of the file's; it has only `{KEY}`")));
    }
    let Some(Ok(entries)) = entries else { return Err(wrong(format!("there is no list `{KEY}`"))) };
    let mut acks = Vec::new();
    for entry in entries {
        let line = sources.position(entry.origin.span).line;
        let text = |key: &str| entry.get(key).and_then(Node::as_str).map(str::to_owned);
        let need = |key: &str| {
            let value = text(key).filter(|value| !value.trim().is_empty());
            value.ok_or_else(|| wrong(format!("the entry in line {line} has no `{key}`")))
        };
        if let Some(key) =
            entry.as_map().and_then(|map| known(map, &["fingerprint", "rule", "reason", "author", "until"]))
        {
            return Err(wrong(format!("the entry in line {line} has the key `{key}`, which nothing reads")));
        }
        // A fingerprint of digits alone reads as a number.
        let print =
            entry.get("fingerprint").map(|node| sources.slice(node.origin.span).trim_matches(['"', '\'']));
        let print = print.filter(|text| text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit()));
        let print = print.ok_or_else(|| {
            wrong(format!("the entry in line {line} has no `fingerprint` of 12 hex digits"))
        })?;
        let until = match entry.get("until") {
            None => None,
            Some(node) => {
                let day = sources.slice(node.origin.span).trim_matches(['"', '\'']).to_owned();
                if !is_day(&day) {
                    return Err(wrong(format!("`{day}` in line {line} is not a day")));
                }
                Some(day)
            }
        };
        let by = Acknowledged { reason: need("reason")?, author: need("author")?, until };
        acks.push(Ack { fingerprint: print.to_owned(), by });
    }
    Ok(acks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_says_who_and_why() {
        let text =
            "acknowledged:\n- {fingerprint: 012345678901, reason: so, author: me, until: 2027-06-30}\n";
        let acks = listed("acks.yaml", text.into()).unwrap_or_default();
        assert_eq!(acks.len(), 1);
        assert_eq!(acks[0].fingerprint, "012345678901");
        assert_eq!(acks[0].by.until.as_deref(), Some("2027-06-30"));
        for broken in [
            "acknowledged:\n- {fingerprint: 012345678901, reason: so}\n",
            "acknowledged:\n- {fingerprint: xyz, reason: so, author: me}\n",
            "acknowledged:\n- {fingerprint: 012345678901, reason: so, author: me, until: soon}\n",
            "acknowledged: {}\n",
            "known: []\n",
            "acknowledged: [\n",
        ] {
            assert!(listed("acks.yaml", broken.into()).is_err(), "{broken}");
        }
        assert!(listed("acks.yaml", Vec::new()).is_ok_and(|acks| acks.is_empty()));
    }
}
