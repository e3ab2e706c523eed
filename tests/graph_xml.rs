//! What we draw is XML to a parser of XML, whatever the names.

mod readers;

use readers::ask::{run, tool};
use readers::exercised::exercised;
use readers::hostile;
use std::process::Command;
use std::time::Instant;
use streamwright::emit::{GraphFormat, graph};
use streamwright::examples::stories;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

/// A string of YAML with everything in it that YAML would not take as it is.
fn quoted(name: &str) -> String {
    let escaped = name.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        _ => format!("\\U{:08x}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Networks, peerings and brokers may have any name without a `/` or a blank.
fn blueprint(names: &[String]) -> String {
    let mut text = String::from(
        "apiVersion: streamwright/v1alpha1\nkind: Blueprint\nmetadata: {name: hostile}\nversions: {hdinsight: \"5.1\"}\nnetworks:\n",
    );
    for (i, name) in names.iter().enumerate() {
        text +=
            &format!("  {}: {{location: {}, addressSpace: [10.{i}.0.0/16]}}\n", quoted(name), quoted(name));
    }
    text += "peerings:\n";
    for pair in names.windows(2) {
        text +=
            &format!("  {}: {{between: [{}, {}]}}\n", quoted(&pair[0]), quoted(&pair[0]), quoted(&pair[1]));
    }
    text
}

#[test]
#[ignore = "needs Python; run tests/run readers"]
fn expat_reads_every_drawing() {
    let began = Instant::now();
    let mut drawings = Vec::new();
    let mut draw = |name: &str, bytes: &[u8]| {
        let compiled = compile(Input { name: name.into(), bytes: bytes.into(), files: &MemoryFiles::new() });
        let said: Vec<&str> = compiled.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert!(compiled.artifacts.is_some(), "{name}: {said:?}");
        drawings.extend(compiled.topologies.iter().map(|topology| graph(topology, GraphFormat::Svg)));
    };
    for story in stories() {
        draw(story.path, story.bytes);
    }
    let mut names = hostile::strings(4_000);
    names.retain(|name| {
        !name.is_empty() && !name.contains(|c: char| c == '/' || c.is_whitespace() || c.is_control())
    });
    // YAML ends a key after 1,024 characters, escapes counted.
    names.retain(|name| quoted(name).len() < 1000);
    names.sort();
    names.dedup();
    assert!(names.len() > 100, "{}", names.len());
    for names in names.chunks(100) {
        draw("hostile.yaml", blueprint(names).as_bytes());
    }
    let program = "import json, sys, xml.dom.minidom as m\nfor text in json.load(sys.stdin): m.parseString(text)\nprint('read')";
    let input = serde_json::to_vec(&drawings).unwrap();
    let answer = run(Command::new(tool("STREAMWRIGHT_PYTHON")).args(["-c", program]), input);
    assert_eq!(String::from_utf8(answer).unwrap().trim(), "read");
    exercised("expat", "Python's", "drawings", drawings.len(), began.elapsed());
}
