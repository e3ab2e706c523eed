use std::path::{Path, PathBuf};

/// The folder of facts beside the checkout; nothing where there is none.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("STREAMWRIGHT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
        .join("corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no corpus beside the checkout");
    None
}

/// Every YAML file below a folder of the corpus, by name.
pub fn files(below: &str) -> Vec<(String, Vec<u8>)> {
    let Some(root) = shared() else { return Vec::new() };
    let mut found = Vec::new();
    let mut folders = vec![root.join(below)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the corpus") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
                let name = path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned();
                found.push((name, std::fs::read(&path).expect("a file of the corpus")));
            }
        }
    }
    found.sort();
    found
}

/// The cases of the YAML test suite: an id and the text.
pub fn suite() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for (name, bytes) in files("yaml-test-suite/src") {
        let (stream, _) = super::read(&String::from_utf8(bytes).expect("UTF-8"));
        let id = name.rsplit('/').next().expect("a name").trim_end_matches(".yaml").to_owned();
        let list = stream.documents[0].root.as_list().expect("a list of cases").to_vec();
        for (i, case) in list.iter().enumerate() {
            // A case that leaves the text out has that of the case before it under another name.
            if let Some(yaml) = case.get("yaml").and_then(|y| y.as_str()) {
                cases.push((format!("{id}/{i}"), visible(yaml)));
            }
        }
    }
    cases
}

/// The suite shows white space by signs of its own.
fn visible(text: &str) -> String {
    let mut text = text.replace('␣', " ").replace('↵', "").replace('←', "\r").replace('⇔', "\u{feff}");
    for dashes in ["———»", "——»", "—»", "»"] {
        text = text.replace(dashes, "\t");
    }
    match text.strip_suffix("∎\n") {
        Some(cut) => cut.to_owned(),
        None => text,
    }
}
