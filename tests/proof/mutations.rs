//! Single mistakes in what we write ourselves: each is found at its place, by the rule that is named for it, and
//! nothing else is said.

use crate::folder::{Folder, lint, read};
use crate::mistake::{Made, Mistake, documents, table};
use std::path::Path;
use streamwright::lint::Targets;
use streamwright::source::workers;

const MISTAKES: &str = include_str!("mutations.tsv");

/// The manifests of each Kubernetes cluster of each story.
fn clusters() -> Vec<(String, Folder)> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let below = |path: &Path| -> Vec<std::path::PathBuf> {
        let all = std::fs::read_dir(path).into_iter().flatten();
        let mut found: Vec<_> = all.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
        found.sort();
        found
    };
    let environments = below(&golden).into_iter().flat_map(|story| below(&story.join("manifests")));
    environments
        .flat_map(|environment| below(&environment))
        .map(|cluster| {
            let name = cluster.strip_prefix(&golden).unwrap().to_str().unwrap().to_owned();
            (name, read(&cluster))
        })
        .collect()
}

#[test]
fn what_we_write_is_silent() {
    for (name, folder) in clusters() {
        assert_eq!(lint(&folder, &Targets::newest()), [], "{name}");
    }
}

#[test]
fn every_single_mistake_is_found_by_its_rule_and_nothing_else_is_said() {
    let targets = Targets::newest();
    let clusters = clusters();
    let mistakes = table(MISTAKES);
    let mut made: Vec<(&Mistake, &str, Made)> = Vec::new();
    for (name, folder) in &clusters {
        let documents = documents(folder);
        for mistake in &mistakes {
            let here = mistake.everywhere(folder, &documents);
            made.extend(here.into_iter().map(|made| (mistake, name.as_str(), made)));
        }
    }
    let wrong = workers::each(&made, workers::most(made.len()), |(mistake, cluster, made)| {
        let said = lint(&made.folder, &targets);
        mistake.verdict(made, &said).map(|told| format!("{cluster}: {told}"))
    });
    println!("| mistake | rule | made | caught |\n|---|---|---|---|");
    for mistake in &mistakes {
        let of: Vec<bool> = made
            .iter()
            .zip(&wrong)
            .filter(|((of, _, _), _)| std::ptr::eq(*of, mistake))
            .map(|(_, wrong)| wrong.is_none())
            .collect();
        let caught = of.iter().filter(|caught| **caught).count();
        let rule = mistake.wanted.as_ref().map_or("-", |(_, rule)| rule.as_str());
        println!("| {} | {rule} | {} | {caught} |", mistake.name, of.len());
        assert!(!of.is_empty(), "{} can be made nowhere", mistake.name);
    }
    println!("{} mistakes of {} kinds", made.len(), mistakes.len());
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "\n{}\n{} wrong\n", wrong.join("\n"), wrong.len());
    assert!(made.len() >= 300, "{}", made.len());
}
