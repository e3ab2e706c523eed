use super::screen::Screen;
use super::{Exit, Failure, schema, select};
use crate::examples::Example;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write a blueprint to start from.
///
/// The blueprint's JSON Schema is written beside it, so that an editor needs neither network nor this repository. Nothing that exists is replaced.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Which of the blueprints this program carries; `streamwright examples` lists them.
    #[arg(default_value = "streaming-platform")]
    story: String,
    /// The file to write.
    #[arg(long, short, value_name = "FILE", default_value = "platform.yaml")]
    output: PathBuf,
}

/// Relative to the folder of the blueprint.
const SCHEMA: &str = ".streamwright/blueprint.schema.json";
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=";

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let example = select::story(&arguments.story)?;
    let folder = arguments.output.parent().unwrap_or(Path::new(""));
    let mut files = vec![(arguments.output.clone(), starter(&example).into_bytes())];
    files.push((folder.join(SCHEMA), schema::blueprint().into_bytes()));
    files.extend(example.companions().map(|(path, bytes)| (folder.join(path), bytes.to_vec())));
    // An earlier `init` left the very same schema there.
    files.retain(|(path, bytes)| {
        *path == arguments.output || std::fs::read(path).ok().as_ref() != Some(bytes)
    });
    let taken: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.symlink_metadata().is_ok())
        .map(|(path, _)| format!("`{}`", path.display()))
        .collect();
    if !taken.is_empty() {
        return Err(Failure::new(format!("{} exists already, and nothing was written", taken.join(" and ")))
            .help("name another file with `--output`, or move what is there"));
    }
    for (path, bytes) in &files {
        write_new(path, bytes)?;
        screen.say(&format!("wrote {}", path.display()));
    }
    screen.say(&format!("next: streamwright build {} --out out", arguments.output.display()));
    Ok(Exit::Clean)
}

/// The example with a schema line that works where it is written to.
fn starter(example: &Example) -> String {
    let text = String::from_utf8_lossy(example.bytes);
    let rest = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with(SCHEMA_LINE) => rest,
        _ => &text,
    };
    format!("{SCHEMA_LINE}{SCHEMA}\n{rest}")
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let cannot = |e: std::io::Error| {
        let failure = Failure::new(format!("cannot write `{}`: {e}", path.display()));
        match e.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                failure.help("name a file where writing is allowed with `--output`")
            }
            _ => failure,
        }
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    // `create_new`: what appeared since we looked is not ours to replace either.
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
    file.write_all(bytes).map_err(cannot)
}
