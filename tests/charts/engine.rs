//! Helm's own engine without its command line: many charts in one run.

use crate::build::built;
use crate::helm::{HELMS, KUBERNETES, command};
use crate::law::{Case, cases};
use crate::readers::ask::{run_apart, tool};
use crate::readers::exercised::{exercised, pinned};
use serde_json::{Value, json};
use std::process::Command;
use std::time::Instant;

/// The engine of the Helm that a variable names.
fn engine(variable: &str) -> Command {
    Command::new(tool(&format!("{variable}_ENGINE")))
}

/// What is to be rendered: a folder with its release and namespace, and what is set.
#[derive(Debug, Clone)]
pub struct Request(Value);

impl Request {
    pub fn of(case: &Case) -> Self {
        let values: Vec<_> = case.values.iter().map(|path| path.to_string_lossy()).collect();
        Self(json!({
            "chart": case.folder.to_string_lossy(),
            "values": values,
            "release": case.chart,
            "namespace": case.namespace,
            "kubeVersion": KUBERNETES,
        }))
    }

    /// As `--set-json`.
    pub fn set_json(mut self, set: &str) -> Self {
        self.0["setJson"] = json!([set]);
        self
    }

    /// As `helm lint --strict` beside.
    pub fn lint(mut self) -> Self {
        self.0["lint"] = json!(true);
        self
    }
}

/// What Helm made of a chart.
#[derive(Debug)]
pub struct Rendered {
    pub objects: Vec<Value>,
    /// The objects of tests.
    pub tests: Vec<Value>,
    /// What whoever installs it is told.
    pub notes: String,
    pub lint: Vec<String>,
}

/// Renders each; an error is what Helm says. What all pass is passed without a warning.
pub fn render(variable: &str, requests: &[Request]) -> Vec<Result<Rendered, String>> {
    let input: String = requests.iter().map(|request| format!("{}\n", request.0)).collect();
    let began = Instant::now();
    let (output, said) = run_apart(&mut engine(variable), input.into_bytes());
    let version = pinned("tools/versions.sh", &format!("{}=", variable.trim_start_matches("STREAMWRIGHT_")));
    exercised("Helm's engine", &version, "charts rendered", requests.len(), began.elapsed());
    let list = |value: &mut Value| match value.take() {
        Value::Array(items) => items,
        _ => Vec::new(),
    };
    let answers: Vec<_> = output
        .split(|b| *b == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut answer: Value = serde_json::from_slice(line)
                .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(line)));
            let Some(ok) = answer.get_mut("ok") else {
                return Err(answer["err"].as_str().expect("a refusal").to_owned());
            };
            let lint = list(&mut ok["lint"]);
            Ok(Rendered {
                objects: list(&mut ok["objects"]),
                tests: list(&mut ok["tests"]),
                notes: ok["notes"].as_str().expect("notes").to_owned(),
                lint: lint.iter().map(|line| line.as_str().expect("a line").to_owned()).collect(),
            })
        })
        .collect();
    assert_eq!(answers.len(), requests.len(), "{variable} answered each request");
    if answers.iter().all(Result::is_ok) {
        assert_eq!(String::from_utf8_lossy(&said), "", "{variable} warns");
    }
    answers
}

fn sorted(mut objects: Vec<Value>) -> Vec<String> {
    objects.sort_by_key(|object| (object["kind"].to_string(), object["metadata"]["name"].to_string()));
    objects.iter().map(Value::to_string).collect()
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn the_engine_gives_what_the_command_gives() {
    for (file, module, version) in [
        ("engine/helm4/go.mod", "helm.sh/helm/v4 v", "HELM4="),
        ("engine/helm3/go.mod", "helm.sh/helm/v3 v", "HELM3="),
        ("engine/helm3/go.mod", "k8s.io/cli-runtime v", "HELM3_CLI_RUNTIME="),
    ] {
        assert_eq!(pinned(file, module), pinned("tools/versions.sh", version));
    }
    let built = built();
    let cases: Vec<Case> = built.iter().flat_map(cases).collect();
    let mut tests = 0;
    for variable in HELMS {
        let requests: Vec<Request> = cases.iter().map(|case| Request::of(case).lint()).collect();
        for (case, by_engine) in cases.iter().zip(render(variable, &requests)) {
            let by_engine = by_engine.unwrap_or_else(|said| panic!("{}: {said}", case.title));
            let by_command = command(variable, case, &[]).expect("a chart");
            assert!(!by_command.is_empty());
            assert_eq!(sorted(by_engine.objects), sorted(by_command), "{variable} {}", case.title);
            assert!(!by_engine.notes.trim().is_empty(), "{}", case.title);
            tests += by_engine.tests.len();
            assert_eq!(by_engine.lint, [""; 0], "{}", case.title);
        }
    }
    assert!(cases.len() > 12 && tests > 12, "{} {tests}", cases.len());
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn the_engine_refuses_what_the_command_refuses_in_the_same_words() {
    let built = built();
    let cases: Vec<Case> = built.iter().flat_map(cases).collect();
    for wrong in ["replicsa=1", "fullnameOverride=1", "nameOverride={\"a\": 1}", "image={\"tag\": []}"] {
        for variable in HELMS {
            let requests: Vec<Request> = cases.iter().map(|case| Request::of(case).set_json(wrong)).collect();
            for (case, by_engine) in cases.iter().zip(render(variable, &requests)) {
                let by_engine = by_engine.expect_err(wrong);
                let by_command = command(variable, case, &["--set-json", wrong]).expect_err(wrong);
                // Before it stands what the command warns of, behind it how to see more.
                let own = by_command.split_once("Error: ").expect("an error").1;
                let own = own.split("\n\nUse --debug flag").next().unwrap_or_default();
                assert_eq!(by_engine.trim(), own.trim(), "{variable} {} {wrong}", case.title);
            }
        }
    }
}
