use crate::law::Case;
use crate::readers::ask::{ask, oracle, tool};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A Helm built without its release flags takes itself for one of Kubernetes 1.20.
pub const KUBERNETES: &str = "1.35.0";

/// The variables that name a Helm.
pub const HELMS: [&str; 2] = ["STREAMWRIGHT_HELM4", "STREAMWRIGHT_HELM3"];

/// Runs Helm with nothing of the machine's own configuration.
pub fn helm(variable: &str, arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    Command::new(tool(variable))
        .args(arguments)
        .env("HELM_CACHE_HOME", home.path())
        .env("HELM_CONFIG_HOME", home.path())
        .env("HELM_DATA_HOME", home.path())
        .env_remove("KUBECONFIG")
        .output()
        .unwrap_or_else(|e| panic!("{variable}: {e}"))
}

/// What the command makes of a chart in an environment, with more arguments.
pub fn command(variable: &str, case: &Case, more: &[&str]) -> Result<Vec<Value>, String> {
    let file = case.values.as_ref().map(|path| path.to_string_lossy());
    let mut arguments: Vec<&str> = file.iter().flat_map(|file| ["-f", &**file]).collect();
    arguments.extend(more);
    rendered(variable, &case.chart, &case.folder, &case.namespace, &arguments)
}

/// What a chart gives, one document per object; otherwise what Helm says.
pub fn rendered(
    variable: &str,
    release: &str,
    chart: &Path,
    namespace: &str,
    more: &[&str],
) -> Result<Vec<Value>, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (chart, out) = (chart.to_string_lossy(), folder.path().to_string_lossy());
    let mut arguments = vec![
        "template",
        release,
        &chart,
        "-n",
        namespace,
        "--skip-tests",
        "--kube-version",
        KUBERNETES,
        "--output-dir",
        &out,
    ];
    arguments.extend(more);
    let output = helm(variable, &arguments);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let mut documents = Vec::new();
    for file in files(folder.path()) {
        documents.extend(split(&std::fs::read_to_string(file).expect("a file")));
    }
    let parsed = ask(&mut oracle(), &documents).into_iter().collect::<Result<Vec<Value>, String>>()?;
    Ok(parsed.into_iter().filter(|object| !object.is_null()).collect())
}

/// One object a piece: the lines between `---`.
fn split(text: &str) -> Vec<String> {
    let mut documents = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" && line.starts_with("---") {
            documents.push(String::new());
        } else if let Some(last) = documents.last_mut() {
            last.push_str(line);
        }
    }
    documents.retain(|document| !document.trim().is_empty());
    documents
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
