//! The expanded blueprint is a blueprint: building it gives the same bytes, and expanding it again changes nothing.

use streamwright::examples::stories;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::report::{expand, why};
use streamwright::source::MemoryFiles;
use streamwright::topology::decisions;

fn build(name: &str, text: &str) -> Compiled {
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: name.to_owned(), bytes: text.into(), files: &files });
    let errors: Vec<_> =
        compiled.diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
    assert!(compiled.artifacts.is_some(), "{name}: {errors:#?}\n{text}");
    compiled
}

/// What a build writes for one environment.
fn manifests(compiled: &Compiled, environment: &str) -> Vec<(String, Vec<u8>)> {
    let below = format!("manifests/{environment}/");
    let artifacts = compiled.artifacts.as_ref().unwrap();
    artifacts
        .iter()
        .filter(|(path, _)| path.as_str().starts_with(&below))
        .map(|(path, artifact)| (path.as_str().to_owned(), artifact.bytes.clone()))
        .collect()
}

#[test]
fn building_what_is_expanded_gives_the_same_bytes() {
    let mut compared = 0;
    for story in stories() {
        let text = std::str::from_utf8(story.bytes).unwrap();
        let compiled = build(story.name, text);
        for topology in &compiled.topologies {
            let name = format!("{} {}", story.name, topology.environment);
            let expanded = expand(topology, &compiled.sources);
            let again = build(&name, &expanded);
            let (before, after) =
                (manifests(&compiled, &topology.environment), manifests(&again, &topology.environment));
            assert_eq!(before.len(), after.len(), "{name}");
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before, after, "{name}");
            }
            compared += before.len();
            // The second time everything is written: only the reasons differ.
            let twice = expand(&again.topologies[0], &again.sources);
            assert_eq!(values(&expanded), values(&twice), "{name}");
        }
    }
    assert!(compared > 100, "{compared}");
}

/// The lines without what is said of them.
fn values(expanded: &str) -> Vec<&str> {
    expanded.lines().map(|line| line.split_once("  # ").map_or(line, |(value, _)| value)).collect()
}

#[test]
fn every_value_says_where_it_comes_from() {
    let story = stories().find(|story| story.name == "streaming-platform").unwrap();
    let compiled = build(story.name, std::str::from_utf8(story.bytes).unwrap());
    let prod = compiled.topologies.iter().find(|t| t.environment == "prod").unwrap();
    let said = why(prod, &compiled.sources, "kafka/streaming/config").unwrap();
    assert!(
        said.contains("kafka/streaming/config/min.insync.replicas: 2\n    default of every profile: "),
        "{said}"
    );
    let said = why(prod, &compiled.sources, "kafka/streaming/listeners/tls/port").unwrap();
    assert!(
        said.starts_with("kafka/streaming/listeners/tls/port: 9093\n    written at streaming-platform:"),
        "{said}"
    );
    let said = why(prod, &compiled.sources, "connect/camel/namespace").unwrap();
    assert!(said.contains("derived from the Kafka cluster it works on"), "{said}");
    assert_eq!(why(prod, &compiled.sources, "kafka/nobody"), None);
}

/// A row nobody takes is a promise nobody keeps. Rows about fields of objects stand in the plan.
#[test]
fn every_row_of_the_table_is_in_use() {
    fn sources(folder: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else if path.extension().is_some_and(|e| e == "rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut text = String::new();
    for room in ["topology", "plan"] {
        sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut text);
    }
    let unused: Vec<_> =
        decisions().iter().map(|d| d.id).filter(|id| !text.contains(&format!("\"{id}\""))).collect();
    assert_eq!(unused, [""; 0]);
}

/// Values that are hard to write and easy to lose, each where a map of free keys takes it.
const HOSTILE: &[&str] = &[
    "\"\"",
    "\" # no comment\"",
    "\"a # b: c\"",
    "\"  # two spaces\"",
    "\"yes\"",
    "\"0x1F\"",
    "\"1e3\"",
    "\"|\"",
    "\"x|-\"",
    "\"|2-\"",
    "\"- item\"",
    "\"ends with:\"",
    "\"true\"",
    "\"tab\\there\"",
    "\"line one\\nline two\"",
    "\"line one\\nline two\\n\"",
    "\"kept\\n\\n\\n\"",
    "\"\\n leading\\n\"",
    "\"  indented\\n# not a comment\\n\"",
    "\"---\\nnot: a document\\n\"",
    "\"quote \\\" and \\\\ backslash\"",
    "\"it's\"",
    "\"{curly}\"",
    "\"[square]\"",
    "\"&anchor\"",
    "\"*alias\"",
    "\"!tag\"",
    "\"%percent\"",
    "\"@at\"",
    "\"`tick`\"",
    "\"héllo wörld ☃\"",
    "\"\\r\\n\"",
    "\"17\"",
    "\"no\"",
];

/// Maps and lists with and without something in them, in fields that are handed on as they are.
const SHAPES: &[&str] = &[
    "    podAnnotations: {}\n",
    "    args: []\n",
    "    command: [\"sh\", \"-c\", \"echo a  # b\\necho c\\n\"]\n",
    "    args: [\"\", \"- x\", \"|\", \"a\\nb\"]\n",
    "    tolerations: []\n",
    "    tolerations: [{key: spot, operator: Exists}, {key: x, operator: Equal, value: \"true\"}]\n",
    "    nodeSelector: {}\n",
    "    nodeSelector: {\"agentpool\": \"1\"}\n",
    "    envFrom: [{configMapRef: {name: settings}}]\n",
    "    strategy: {rollingUpdate: {maxSurge: 0}}\n",
    "    probes: {liveness: {exec: {command: [\"sh\", \"-c\", \"test -f /a\\ntest -f /b\"]}}}\n",
    "    securityContext: {supplementalGroups: []}\n",
];

#[test]
fn what_is_hard_to_write_survives_being_expanded() {
    let platform = |keys: &str| {
        format!(
            "apiVersion: streamwright/v1alpha1\nkind: Blueprint\nmetadata: {{name: p}}\nversions: {{kubernetes: \"1.35\"}}\nkubernetes: \
             {{k: {{provider: kind, namespaces: {{apps: {{}}}}}}}}\napps:\n  a:\n    kind: Deployment\n    namespace: apps\n    image: \
             registry.example.com/a:1.0.0\n{keys}"
        )
    };
    let env = HOSTILE.iter().map(|value| format!("    env: {{ABOVE: x, VALUE: {value}, ZLAST: last}}\n"));
    let notes = HOSTILE
        .iter()
        .filter(|value| value.starts_with('"'))
        .map(|value| format!("    podAnnotations: {{example.com/a: {value}, example.com/b: z}}\n"));
    let shapes = SHAPES.iter().map(|shape| (*shape).to_owned());
    for keys in env.chain(notes).chain(shapes) {
        let compiled = build("hostile", &platform(&keys));
        let expanded = expand(&compiled.topologies[0], &compiled.sources);
        let again = build("expanded", &expanded);
        assert_eq!(manifests(&compiled, "default"), manifests(&again, "default"), "{keys}\n{expanded}");
        let twice = expand(&again.topologies[0], &again.sources);
        let third = build("expanded twice", &twice);
        assert_eq!(manifests(&again, "default"), manifests(&third, "default"), "{keys}\n{twice}");
    }
}
