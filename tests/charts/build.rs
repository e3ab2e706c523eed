use std::path::{Path, PathBuf};
use streamwright::artifact::{self, Options};
use streamwright::examples::stories;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::Files;

/// A blueprint that was built into a folder.
pub struct Built {
    pub name: String,
    pub compiled: Compiled,
    folder: tempfile::TempDir,
}

impl Built {
    pub fn new(name: &str, bytes: Vec<u8>, files: &dyn Files) -> Self {
        let compiled = compile(Input { name: format!("{name}.yaml"), bytes, files });
        let said: Vec<_> =
            compiled.diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
        assert_eq!(compiled.verified.bugs, [""; 0], "{name}");
        assert!(compiled.artifacts.is_some(), "{name} does not compile: {said:#?}");
        Self::of(name, compiled)
    }

    /// What compiled, built.
    pub fn of(name: &str, compiled: Compiled) -> Self {
        let artifacts = compiled.artifacts.as_ref().expect("what compiled");
        let folder = tempfile::tempdir().expect("a folder");
        artifact::write(folder.path(), artifacts, &Options::default()).expect("files");
        Self { name: name.to_owned(), compiled, folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Every chart with its name.
    pub fn charts(&self) -> Vec<(String, PathBuf)> {
        let Ok(entries) = std::fs::read_dir(self.path().join("charts")) else { return Vec::new() };
        let mut charts: Vec<(String, PathBuf)> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir())
            .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
            .collect();
        charts.sort();
        charts
    }
}

/// Every story that has charts.
pub fn built() -> Vec<Built> {
    let all: Vec<Built> =
        stories().map(|story| Built::new(story.name, story.bytes.to_vec(), &story.files())).collect();
    let with_charts: Vec<Built> = all.into_iter().filter(|built| !built.charts().is_empty()).collect();
    assert!(with_charts.len() >= 6, "only {} stories have charts", with_charts.len());
    with_charts
}
