//! Which blueprint a command works on.

use super::choice::unknown;
use super::config::{self, Config};
use super::screen::Screen;
use super::{Failure, discover};
use crate::examples::{Example, ExampleFiles, stories};
use crate::pipeline::Input;
use crate::source::{DiskFiles, Files};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How a blueprint is named on the command line.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Selection {
    /// The blueprint; `-` reads it from stdin. Without it: what `.streamwright/config.yaml` lists, else the one blueprint in this folder.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// One of the blueprints this program carries; `streamwright examples` lists them.
    #[arg(long, value_name = "NAME", conflicts_with = "file")]
    example: Option<String>,
}

/// A blueprint, read, with what lies around it.
pub(super) struct Selected {
    /// As it is shown.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Where the configuration builds it to.
    pub(super) out: Option<PathBuf>,
    files: Around,
}

enum Around {
    Disk(DiskFiles),
    Embedded(ExampleFiles),
}

impl Selected {
    /// As the pipeline takes it.
    pub(super) fn input(&self) -> Input<'_> {
        let files: &dyn Files = match &self.files {
            Around::Disk(files) => files,
            Around::Embedded(files) => files,
        };
        Input { name: self.name.clone(), bytes: self.bytes.clone(), files }
    }

    /// One of the embedded ones.
    pub(super) fn embedded(example: &Example) -> Self {
        Self {
            name: example.path.rsplit('/').next().unwrap_or(example.path).to_owned(),
            bytes: example.bytes.to_vec(),
            out: None,
            files: Around::Embedded(example.files()),
        }
    }

    fn on_disk(path: &Path, name: String, out: Option<PathBuf>) -> Result<Self, Failure> {
        let bytes = std::fs::read(path).map_err(|e| unreadable(&name, path, &e))?;
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self { name, bytes, out, files: Around::Disk(DiskFiles::around(folder)) })
    }

    fn on_stdin() -> Result<Self, Failure> {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|e| Failure::new(format!("cannot read stdin: {e}")))?;
        let files = Around::Disk(DiskFiles::around(Path::new(".")));
        Ok(Self { name: "<stdin>".into(), bytes, out: None, files })
    }
}

impl Selection {
    /// Every blueprint that is meant, at least one.
    pub(super) fn all(&self, screen: &Screen) -> Result<Vec<Selected>, Failure> {
        if let Some(name) = &self.example {
            return Ok(vec![Selected::embedded(&story(name)?)]);
        }
        let Some(file) = &self.file else { return unnamed(screen) };
        if file.as_os_str() == "-" {
            return Ok(vec![Selected::on_stdin()?]);
        }
        Ok(vec![Selected::on_disk(file, file.display().to_string(), None)?])
    }

    /// The only blueprint that is meant.
    pub(super) fn one(&self, screen: &Screen) -> Result<Selected, Failure> {
        let mut all = self.all(screen)?;
        match (all.pop(), all.is_empty()) {
            (Some(one), true) => Ok(one),
            (last, _) => {
                let names: Vec<String> = all.into_iter().chain(last).map(|s| s.name).collect();
                Err(Failure::new(format!("`{}` lists several blueprints, and this needs one", config::FILE))
                    .help(format!("name one of them:\n  {}", names.join("\n  "))))
            }
        }
    }
}

/// The story called `name`.
pub(super) fn story(name: &str) -> Result<Example, Failure> {
    stories().find(|e| e.name == name).ok_or_else(|| {
        let names: Vec<&str> = stories().map(|e| e.name).collect();
        unknown("example", name, &names)
    })
}

fn unnamed(screen: &Screen) -> Result<Vec<Selected>, Failure> {
    let here = std::env::current_dir()
        .map_err(|e| Failure::new(format!("cannot tell what the current folder is: {e}")))?;
    let Some(root) = config::root(&here) else {
        let path = discover::blueprint(&here)?;
        let name = path.display().to_string();
        return Ok(vec![Selected::on_disk(&path, name, None)?]);
    };
    // The root as seen from here, so that what is shown can be opened.
    let depth = here.strip_prefix(&root).map_or(0, |below| below.components().count());
    let up: PathBuf = std::iter::repeat_n("..", depth).collect();
    let name = up.join(config::FILE).display().to_string();
    let Config { builds, .. } = config::read(&root.join(config::FILE), &name, screen.err_look())?;
    if builds.is_empty() {
        return Err(Failure::new(format!("`{name}` lists no builds"))
            .help("write `builds: [{blueprint: platform.yaml, out: deploy/}]`"));
    }
    builds
        .iter()
        .map(|build| {
            let path = up.join(&build.blueprint);
            let name = path.display().to_string();
            Selected::on_disk(&path, name, Some(up.join(&build.out)))
        })
        .collect()
}

fn unreadable(name: &str, path: &Path, error: &std::io::Error) -> Failure {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => Failure::new(format!("there is no file `{name}`"))
            .help("name the blueprint's file; `streamwright init` writes a starter"),
        _ if path.is_dir() => {
            Failure::new(format!("`{name}` is a folder")).help("name the blueprint's file in it")
        }
        _ => Failure::new(format!("cannot read `{name}`: {error}")),
    }
}
