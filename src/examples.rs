//! The blueprints this binary carries: its documentation, its starters and its own test inputs.
//!
//! Everything in `blueprints/` is embedded by the build. A *story* is a YAML file directly in there; what it refers
//! to lies in the folder of its name. In `broken/` there is one mistake per file, named after the code it earns, with
//! `--` and a word of its own where one code has several.

use crate::source::{Files, ReadError};

/// `(path, bytes)`, sorted by path.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

const BROKEN: &str = "broken/";

/// One embedded blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The file's name without its ending.
    pub name: &'static str,
    /// Below `blueprints/`.
    pub path: &'static str,
    /// As the file holds it, which for a broken one need not be UTF-8.
    pub bytes: &'static [u8],
}

impl Example {
    /// What it is about: the first comment that is not addressed to an editor.
    #[must_use]
    pub fn story(&self) -> &'static str {
        let text = std::str::from_utf8(self.bytes).unwrap_or("");
        text.lines()
            .map_while(|line| line.strip_prefix('#'))
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with("yaml-language-server:"))
            .unwrap_or("")
    }

    /// The code a broken one earns.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.name.split_once("--").map_or(self.name, |(code, _)| code)
    }

    /// The files it refers to, by the path it refers to them with.
    pub fn companions(&self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        let folder = self.path.trim_end_matches(".yaml");
        EMBEDDED
            .iter()
            .filter(move |(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
            .map(|(path, bytes)| (path.strip_prefix(BROKEN).unwrap_or(path), *bytes))
    }

    /// The files around it, as a blueprint on disk would see them.
    #[must_use]
    pub fn files(&self) -> ExampleFiles {
        ExampleFiles { folder: if self.path.starts_with(BROKEN) { BROKEN } else { "" } }
    }
}

/// The stories, by name.
pub fn stories() -> impl Iterator<Item = Example> {
    EMBEDDED.iter().filter_map(|(path, bytes)| example(path, path, bytes))
}

/// The broken ones, by name.
pub fn broken() -> impl Iterator<Item = Example> {
    EMBEDDED.iter().filter_map(|(path, bytes)| example(path.strip_prefix(BROKEN)?, path, bytes))
}

fn example(file: &'static str, path: &'static str, bytes: &'static [u8]) -> Option<Example> {
    let name = file.strip_suffix(".yaml").filter(|name| !name.contains('/'))?;
    Some(Example { name, path, bytes })
}

/// Embedded files, relative to the folder of an example.
#[derive(Debug, Clone, Copy)]
pub struct ExampleFiles {
    folder: &'static str,
}

impl Files for ExampleFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let full = format!("{}{}", self.folder, path.strip_prefix("./").unwrap_or(path));
        match EMBEDDED.binary_search_by(|(p, _)| p.cmp(&full.as_str())) {
            Ok(found) => Ok(EMBEDDED[found].1.to_vec()),
            Err(_) => Err(ReadError { path: path.to_owned(), reason: "there is no such file".into() }),
        }
    }
}
