//! What we write comes back unchanged through the readers people have: the Go reader itself, PyYAML, ruamel, kustomize
//! and Helm. What one of them corrupts by itself stands in a list; a test fails when its list can shrink.

mod readers;

use readers::ask::{ask, oracle, python, tool};
use readers::exercised::{exercised, pinned};
use readers::{hostile, list, map, text};
use serde_json::Value;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use streamwright::yaml::{Node, decode_bytes, to_json, write, write_documents};

/// One document per string: as value, as item, as key, and as block text where it has lines.
fn documents(strings: &[String]) -> Vec<Node<()>> {
    strings
        .iter()
        .map(|s| {
            map([
                ("value".to_owned(), text(s)),
                ("items".to_owned(), list([text(s), list([text(s)]), map([(s.clone(), text(s))])])),
                ("block".to_owned(), text(&format!("first\n{s}"))),
                ("ended".to_owned(), map([("block".to_owned(), text(&format!("{s}\nlast\n")))])),
            ])
        })
        .collect()
}

/// Asks a reader for every document and compares; the strings that came back wrong, with what came.
fn wrong(command: &mut Command, strings: &[String]) -> Vec<(String, String)> {
    let documents = documents(strings);
    let written: Vec<String> = documents.iter().map(write).collect();
    let mut wrong = Vec::new();
    for ((answer, s), document) in ask(command, &written).into_iter().zip(strings).zip(&documents) {
        let expected = to_json(document);
        match answer {
            Ok(value) if value == expected => {}
            Ok(value) => wrong.push((s.clone(), value.to_string())),
            Err(reason) => wrong.push((s.clone(), reason)),
        }
    }
    wrong
}

fn assert_none(reader: &str, strings: &[String], wrong: &[(String, String)]) {
    let shown: Vec<_> = wrong.iter().take(20).map(|(s, w)| format!("{s:?}: {w}")).collect();
    assert!(wrong.is_empty(), "{reader}: {} of {} wrong:\n{}", wrong.len(), strings.len(), shown.join("\n"));
    println!("{reader}: {} strings, none wrong", strings.len());
}

#[test]
#[ignore = "needs the Go reader; run tests/run readers"]
fn strings_survive_the_go_reader() {
    let strings = hostile::strings(30_000);
    assert_none("sigs.k8s.io/yaml", &strings, &wrong(&mut oracle(), &strings));
    assert_none("sigs.k8s.io/yaml, strict", &strings, &wrong(oracle().arg("--strict"), &strings));
}

#[test]
#[ignore = "needs PyYAML; run tests/run readers"]
fn strings_survive_pyyaml() {
    let strings = hostile::strings(30_000);
    assert_none("PyYAML on libyaml", &strings, &wrong(&mut python("pyyaml"), &strings));
    let strings = &strings[..4000];
    assert_none("PyYAML", strings, &wrong(&mut python("pyyaml-pure"), strings));
}

#[test]
#[ignore = "needs ruamel.yaml; run tests/run readers"]
fn strings_survive_ruamel() {
    // Pure Python: one place for each string, all places only for the first of them.
    let strings = hostile::strings(30_000);
    assert_none("ruamel, YAML 1.2", &strings[..3000], &wrong(&mut python("ruamel"), &strings[..3000]));
    assert_none("ruamel, YAML 1.1", &strings[..1500], &wrong(&mut python("ruamel-1.1"), &strings[..1500]));
    let place = |(i, s): (usize, &String)| match i % 4 {
        0 => list([text(s)]),
        1 => map([(s.clone(), text("a"))]),
        2 => map([("a".to_owned(), text(&format!("first\n{s}")))]),
        _ => map([("a".to_owned(), text(s)), ("b".to_owned(), text("c"))]),
    };
    let documents: Vec<Node<()>> = strings.iter().enumerate().map(place).collect();
    let answers = ask(&mut python("ruamel"), &documents.iter().map(write).collect::<Vec<_>>());
    let differs =
        |(answer, document): &(Result<Value, String>, &Node<()>)| answer.as_ref() != Ok(&to_json(document));
    let wrong: Vec<_> = answers
        .into_iter()
        .zip(&documents)
        .filter(differs)
        .map(|(a, d)| (write(d), format!("{a:?}")))
        .collect();
    assert_none("ruamel, one place each", &strings, &wrong);
}

#[test]
#[ignore = "needs the Go reader; run tests/run readers"]
fn real_documents_mean_the_same_when_we_write_them() {
    let mut before = Vec::new();
    let mut after = Vec::new();
    for (name, bytes) in readers::corpus::files("repos") {
        let Ok(text) = decode_bytes(&name, bytes) else { continue };
        let (stream, found) = readers::read(&text);
        if found.is_empty() {
            let roots = || stream.documents.iter().map(|d| &d.root);
            before.extend(roots().map(to_json));
            // As single documents and as one stream.
            after.extend(roots().map(write));
            assert_eq!(
                readers::read(&write_documents(roots())).0.documents.len(),
                stream.documents.len(),
                "{name}"
            );
        }
    }
    let answers = ask(&mut oracle(), &after);
    for ((answer, before), after) in answers.iter().zip(&before).zip(&after) {
        assert!(answer.as_ref().is_ok_and(|a| readers::same(a, before)), "{after}\n{answer:?}");
    }
    println!("{} real documents, none changed", after.len());
}

/// All strings in one object, as the tools that read whole files want it.
fn object(strings: &[String]) -> Node<()> {
    let number = |i: usize| format!("n{i}");
    map([
        ("items".to_owned(), list(strings.iter().map(|s| text(s)))),
        ("values".to_owned(), map(strings.iter().enumerate().map(|(i, s)| (number(i), text(s))))),
        ("keys".to_owned(), map(strings.iter().enumerate().map(|(i, s)| (s.clone(), text(&number(i)))))),
        ("blocks".to_owned(), list(strings.iter().map(|s| text(&format!("first\n{s}"))))),
        (
            "ended".to_owned(),
            list(strings.iter().map(|s| map([("block".to_owned(), text(&format!("{s}\nlast\n")))]))),
        ),
    ])
}

/// The strings that are not where [`object`] put them, with what is there.
fn missing(found: &Value, strings: &[String]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (i, s) in strings.iter().enumerate() {
        let number = format!("n{i}");
        let pairs = [
            (&found["items"][i], s.clone()),
            (&found["values"][&number], s.clone()),
            (&found["keys"][s], number.clone()),
            (&found["blocks"][i], format!("first\n{s}")),
            (&found["ended"][i]["block"], format!("{s}\nlast\n")),
        ];
        let bad = |(got, expected): &&(&Value, String)| got.as_str() != Some(expected);
        if let Some((got, expected)) = pairs.iter().find(bad) {
            wrong.push((s.clone(), format!("{got} for {expected:?}")));
        }
    }
    wrong
}

/// What a tool writes; what it says, when it fails.
fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout).expect("UTF-8"));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.chars().rev().take(300).collect::<Vec<_>>().iter().rev().collect())
}

fn put(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, content).expect("a file");
}

#[test]
#[ignore = "needs kustomize; run tests/run readers"]
fn strings_survive_kustomize() {
    let mut strings = hostile::strings(39_000);
    strings.retain(|s| !is_known(KUSTOMIZE, s));
    // It reads keys of more than 1024 characters and cannot read what it makes of them.
    strings.retain(|s| Value::from(s.as_str()).to_string().len() < 1000);
    assert!(strings.len() > 30_000);
    let began = Instant::now();
    let built = kustomize(&strings).unwrap_or_else(|e| panic!("{e}"));
    assert_none("kustomize", &strings, &missing(&built, &strings));
    let version = pinned("tools/versions.sh", "KUSTOMIZE=");
    exercised("kustomize", &version, "hostile strings, each in five places", strings.len(), began.elapsed());
    for broken in broken(KUSTOMIZE).chain(["x".repeat(1100)]) {
        let strings = [broken];
        let kept = kustomize(&strings).is_ok_and(|built| missing(&built, &strings).is_empty());
        assert!(!kept, "kustomize keeps {strings:?} by now: take it off the list");
    }
}

/// Characters with which kustomize refuses a resource, although they stand there as escapes.
const KUSTOMIZE: &[RangeInclusive<char>] = &['\u{7f}'..='\u{9f}', '\u{fffe}'..='\u{ffff}'];

/// A key that comes out as a merge key.
const MERGE: &str = "<<";

/// Whether a string is one of those a tool is known to corrupt.
fn is_known(ranges: &[RangeInclusive<char>], s: &str) -> bool {
    s == MERGE || s.contains(|c| ranges.iter().any(|r| r.contains(&c)))
}

/// One string for each end of the ranges, and the key.
fn broken(ranges: &[RangeInclusive<char>]) -> impl Iterator<Item = String> {
    let ends = ranges.iter().flat_map(|r| [*r.start(), *r.end()]);
    ends.map(|c| format!("a{c}b")).chain([MERGE.to_owned()])
}

/// What `kustomize build` makes of one resource that holds the strings.
fn kustomize(strings: &[String]) -> Result<Value, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let resource = map([
        ("apiVersion".to_owned(), text("example.org/v1")),
        ("kind".to_owned(), text("Strings")),
        ("metadata".to_owned(), map([("name".to_owned(), text("a"))])),
        ("spec".to_owned(), object(strings)),
    ]);
    put(folder.path(), "kustomization.yaml", "resources: [strings.yaml]\n");
    put(folder.path(), "strings.yaml", &write_documents([&resource, &map([])]));
    let built = run(Command::new(tool("STREAMWRIGHT_KUSTOMIZE")).arg("build").arg(folder.path()))?;
    ask(&mut oracle(), &[built]).remove(0).map(|mut answer| answer["spec"].take())
}

#[test]
#[ignore = "needs Helm 4; run tests/run readers"]
fn strings_survive_helm_4() {
    helm("STREAMWRIGHT_HELM4");
}

#[test]
#[ignore = "needs Helm 3; run tests/run readers"]
fn strings_survive_helm_3() {
    helm("STREAMWRIGHT_HELM3");
}

/// What `toYaml` makes nothing or something else of, whatever the values file looked like: it goes through the same code.
const TO_YAML: &[RangeInclusive<char>] = KUSTOMIZE;

fn helm(variable: &str) {
    let strings = hostile::strings(33_000);
    let began = Instant::now();
    let mut fixed = Vec::new();
    // Helm takes files up to 5 MiB.
    for strings in strings.chunks(8000) {
        // A template is a program: what looks like one of its instructions cannot stand in it as it is.
        let plain: Vec<String> = strings.iter().filter(|s| !s.contains("{{")).cloned().collect();
        let chart = Chart::render(variable, strings, &plain);
        assert_none(&format!("{variable}, template"), &plain, &missing(&chart.fixed, &plain));
        assert_none(&format!("{variable}, values"), strings, &missing(&chart.values, strings));
        let mut wrong = chart.to_yaml(strings);
        wrong.retain(|(s, _)| !is_known(TO_YAML, s));
        assert_none(&format!("{variable}, toYaml"), strings, &wrong);
        fixed.extend(plain);
    }
    assert!(fixed.len() > 30_000);
    let version = pinned("tools/versions.sh", &format!("{}=", variable.trim_start_matches("STREAMWRIGHT_")));
    exercised("Helm", &version, "hostile strings in values and templates", strings.len(), began.elapsed());
    let broken: Vec<String> = broken(TO_YAML).collect();
    let wrong = Chart::render(variable, &broken, &[]).to_yaml(&broken);
    for s in &broken {
        assert!(
            wrong.iter().any(|(w, _)| w == s),
            "{variable}: toYaml keeps {s:?} by now: take it off the list"
        );
    }
}

/// What Helm makes of a chart that holds strings.
struct Chart {
    /// Those in a template.
    fixed: Value,
    /// Those in the values file, as JSON.
    values: Value,
    /// Those in the values file, each written by `toYaml`: as the value of `k`, and as a key.
    written: Value,
}

impl Chart {
    fn render(variable: &str, strings: &[String], fixed: &[String]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        put(folder.path(), "Chart.yaml", "apiVersion: v2\nname: strings\nversion: 1.0.0\n");
        put(folder.path(), "values.yaml", &write(&object(strings)));
        let fixed = map([("fixed".to_owned(), object(fixed)), ("end".to_owned(), text("here"))]);
        put(folder.path(), "templates/fixed.yaml", &write(&fixed));
        let values = "json: {{ .Values | toJson | b64enc }}
values:
{{- range .Values.items }}
  - {{ toYaml (dict \"k\" . \"z\" \"end\") | b64enc | quote }}
{{- end }}
keys:
{{- range $key, $number := .Values.keys }}
  {{ $number }}: {{ toYaml (dict $key $number) | b64enc | quote }}
{{- end }}
";
        put(folder.path(), "templates/values.yaml", values);
        let rendered =
            run(Command::new(tool(variable)).args(["template", "strings"]).arg(folder.path())).expect("Helm");
        let part = |name: &str| {
            let from =
                rendered.find(&format!("# Source: strings/templates/{name}.yaml\n")).expect("the template");
            let rest = &rendered[from..];
            rest.find("\n---\n").map_or(rest, |end| &rest[..=end]).to_owned()
        };
        let mut answers = ask(&mut oracle(), &[part("fixed"), part("values")]).into_iter();
        let mut next = || answers.next().expect("an answer").expect("what Helm rendered can be read");
        let (mut fixed, written) = (next(), next());
        let json = decode(&written["json"]);
        Self { fixed: fixed["fixed"].take(), values: serde_json::from_str(&json).expect("JSON"), written }
    }

    /// The strings `toYaml` does not keep. A key that needs the long form is left out: the function has no such form.
    fn to_yaml(&self, strings: &[String]) -> Vec<(String, String)> {
        let value = |i: usize| decode(&self.written["values"][i]);
        let key = |i: usize| decode(&self.written["keys"][format!("n{i}")]);
        let values = ask(&mut oracle(), &(0..strings.len()).map(value).collect::<Vec<_>>());
        let keys = ask(&mut oracle(), &(0..strings.len()).map(key).collect::<Vec<_>>());
        let mut wrong = Vec::new();
        for (i, s) in strings.iter().enumerate() {
            let value = values[i].as_ref().ok().and_then(|v| v["k"].as_str());
            let key = keys[i].as_ref().ok().and_then(|k| k[s].as_str());
            if value != Some(s) || key != Some(&format!("n{i}")) && s.len() < 200 {
                wrong.push((s.clone(), format!("{:?} {:?}", values[i], keys[i])));
            }
        }
        wrong
    }
}

/// Base64, by way of the tag YAML has for it.
fn decode(encoded: &Value) -> String {
    let data = encoded.as_str().expect("base64");
    let (stream, _) = readers::read(&format!("!!binary \"{data}\"\n"));
    stream.documents[0].root.as_str().expect("text").to_owned()
}
