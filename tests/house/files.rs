//! The files the other checks read.

use std::{fs, path::Path, process::Command};

/// A text file of the repository: its path from the root, with `/`, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of `src/`, committed or not.
pub fn sources() -> Vec<File> {
    let mut found = Vec::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push(File { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// What git tracks or would (new files that are not ignored); files that are not text are left out. A source archive has no
/// git folder: then all that can be checked is `src/`.
pub fn tracked() -> Vec<File> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success() && root().join(".git").exists());
    let Some(listed) = listed else {
        println!("skipped: no git here, so only src/ and Cargo.toml are read");
        let mut found = sources();
        found.push(File {
            path: "Cargo.toml".into(),
            text: fs::read_to_string(root().join("Cargo.toml")).unwrap(),
        });
        return found;
    };
    let names = String::from_utf8(listed.stdout).unwrap();
    names
        .split_terminator('\0')
        .filter_map(|path| {
            Some(File { path: path.into(), text: fs::read_to_string(root().join(path)).ok()? })
        })
        .collect()
}

const LINES: usize = 400;

/// Files still to be divided. The list only shrinks: an entry that is no longer needed fails too.
pub const TO_DIVIDE: &[&str] = &[];

pub fn too_long(sources: &[File], to_divide: &[&str]) -> Vec<String> {
    let long: Vec<&str> = sources
        .iter()
        .filter(|file| file.text.lines().count() > LINES)
        .map(|file| file.path.as_str())
        .collect();
    let new = long.iter().filter(|path| !to_divide.contains(path));
    let done = to_divide.iter().filter(|path| !long.contains(path));
    new.map(|path| format!("{path}: more than {LINES} lines: it holds more than one thing"))
        .chain(
            done.map(|path| {
                format!("{path}: short enough now: take it off the list in tests/house/files.rs")
            }),
        )
        .collect()
}

/// Names that say where something was put and not what it is.
const NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

pub fn badly_named(paths: &[String]) -> Vec<String> {
    let bad = |part: &str| NAMES.contains(&part.split('.').next().unwrap_or(part));
    paths
        .iter()
        .filter(|path| path.split('/').any(bad))
        .map(|path| format!("{path}: name it after what is inside"))
        .collect()
}

#[test]
fn a_long_file_is_seen_and_so_is_one_that_was_divided() {
    let file = |lines: usize| File { path: "src/a.rs".into(), text: "x\n".repeat(lines) };
    assert_eq!(too_long(&[file(LINES)], &[]), [""; 0]);
    assert_eq!(
        too_long(&[file(LINES + 1)], &[]),
        ["src/a.rs: more than 400 lines: it holds more than one thing"]
    );
    assert_eq!(too_long(&[file(LINES + 1)], &["src/a.rs"]), [""; 0]);
    assert_eq!(too_long(&[file(LINES)], &["src/a.rs"]).len(), 1);
}

#[test]
fn a_bad_name_is_seen() {
    let paths =
        ["src/yaml/utils.rs", "src/common/a.rs", "tests/misc/a.txt", "src/commons.rs", "src/a/mod.rs"];
    assert_eq!(badly_named(&paths.map(String::from)).len(), 3);
}
