//! `golden/<blueprint>/` is what lands on a user's disk, file by file; the diff of a change is its review.
//!
//! `BLESS=1 cargo test --test golden` rewrites it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use streamwright::artifact::{self, Options};
use streamwright::pipeline::{Input, compile};
use streamwright::source::DiskFiles;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn stories() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("blueprints"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn build(story: &str) -> artifact::Artifacts {
    let path = root().join("blueprints").join(format!("{story}.yaml"));
    let bytes = std::fs::read(&path).unwrap();
    let files = DiskFiles::around(path.parent().unwrap());
    let compiled = compile(Input { name: format!("blueprints/{story}.yaml"), bytes, files: &files });
    let said: Vec<_> = compiled.diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
    assert_eq!(compiled.verified.bugs, [""; 0], "{story}");
    compiled.artifacts.unwrap_or_else(|| panic!("{story} does not compile: {said:#?}"))
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeSet<String> {
    fn walk(base: &Path, folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(base, &path, found);
            } else {
                found.insert(path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(folder, folder, &mut found);
    found
}

/// A script that git took in without its mode cannot be run by whoever clones it.
fn is_program(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).unwrap().permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

#[test]
fn golden_folders_hold_what_a_build_writes() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut stale = Vec::new();
    for story in stories() {
        let golden = root().join("golden").join(&story);
        let artifacts = build(&story);
        if bless {
            std::fs::create_dir_all(&golden).unwrap();
            artifact::write(&golden, &artifacts, &Options { overwrite: true, ..Options::default() }).unwrap();
            continue;
        }
        let fresh = tempfile::tempdir().unwrap();
        artifact::write(fresh.path(), &artifacts, &Options::default()).unwrap();
        let (want, have) = (files(fresh.path()), files(&golden));
        assert!(want.len() > 1, "{story} writes nothing");
        for path in want.union(&have) {
            let read =
                |base: &Path| Some((std::fs::read(base.join(path)).ok()?, is_program(&base.join(path))));
            if read(fresh.path()) != read(&golden) {
                stale.push(format!("golden/{story}/{path}"));
            }
        }
    }
    assert!(stale.is_empty(), "not what a build writes (BLESS=1 rewrites them): {stale:#?}");
}

#[test]
fn every_golden_folder_has_a_blueprint() {
    let stories: BTreeSet<String> = stories().into_iter().collect();
    let folders: BTreeSet<String> = std::fs::read_dir(root().join("golden"))
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, stories);
}
