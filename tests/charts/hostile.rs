//! Strings that readers like to take for something else, through Helm and back.

use crate::build::Built;
use crate::helm::HELMS;
use crate::law::holds;
use crate::readers::hostile::strings;
use std::fmt::Write as _;
use streamwright::source::MemoryFiles;
use streamwright::yaml::write;

/// A blueprint whose application and connector hold the strings: some alike in both environments, some not.
fn blueprint(strings: &[String]) -> String {
    let text = |s: &str| write(&crate::readers::text(s)).trim_end_matches('\n').to_owned();
    let mut env = String::new();
    let mut other = String::new();
    for (index, s) in strings.iter().enumerate() {
        let _ = writeln!(env, "      V{index}: {}", text(s));
        if index % 2 == 0 {
            let next = &strings[(index + 1) % strings.len()];
            let _ = writeln!(other, "          V{index}: {}", text(next));
        }
    }
    let head = "apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: hostile}
defaultEnvironment: prod
versions: {kubernetes: \"1.35\", strimzi: \"1.2\", kafka: 4.3.1}
kubernetes: {aks: {provider: aks, clusterName: one, namespaces: {apps: {}}}}
apps:
  strings:
    kind: Deployment
    namespace: apps
    image: myacr.azurecr.io/strings:1.0.0
";
    format!(
        "{head}    env:\n{env}    podAnnotations:\n{env}    args: [a]\nenvironments:\n  prod: {{}}\n  dev:\n    kubernetes: {{aks: {{clusterName: other}}}}\n    \
         apps:\n      strings:\n        env:\n{other}        podAnnotations:\n{other}outputs:\n  helm: {{version: 0.1.0}}\n"
    )
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn strings_survive_charts() {
    // What a block would show otherwise is written in quotes; a blueprint takes what every reader takes alike.
    let strings: Vec<String> =
        strings(3_000).into_iter().filter(|s| !write(&crate::readers::text(s)).starts_with('|')).collect();
    let mut compared = 0;
    for strings in strings.chunks(400) {
        let built = Built::new("hostile", blueprint(strings).into_bytes(), &MemoryFiles::new());
        for variable in HELMS {
            compared += holds(&built, variable);
        }
    }
    assert!(compared > 50, "{compared}");
}
