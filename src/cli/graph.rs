use super::check::{findings, verdict};
use super::expand::topology;
use super::save::save;
use super::screen::Screen;
use super::select::Selection;
use super::{Exit, Failure};
use crate::emit::{self, GraphFormat};
use crate::pipeline::compile;
use std::path::{Path, PathBuf};

/// Draw an environment: networks, what runs in them, and what connects to what.
///
/// Connections that get to their cluster, that do not, and that hang on a fact the blueprint does not state look different, with and without colour.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// The environment; the default one unless stated.
    #[arg(long, value_name = "ENV")]
    env: Option<String>,
    /// What to draw it as; what the ending of `--out` says, else `svg`.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<GraphChoice>,
    /// The file to write; an older drawing there is replaced. Without it the drawing goes to stdout.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  streamwright graph --out docs/platform.svg
  streamwright graph platform.yaml --env dev --format mermaid
  streamwright graph --example streaming-platform --format dot | dot -Tpng -o platform.png";

/// What a drawing of each format begins with.
const BEGINNINGS: [&str; 3] = ["<svg ", "---\ntitle: ", "digraph "];

/// What a drawing is written as; the words of [`GraphFormat`] as flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum GraphChoice {
    /// A picture that follows the reader's light or dark surroundings.
    Svg,
    /// A flowchart for Markdown.
    Mermaid,
    /// A digraph for Graphviz.
    Dot,
}

impl From<GraphChoice> for GraphFormat {
    fn from(choice: GraphChoice) -> Self {
        match choice {
            GraphChoice::Svg => Self::Svg,
            GraphChoice::Mermaid => Self::Mermaid,
            GraphChoice::Dot => Self::Dot,
        }
    }
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let format = format(arguments)?;
    let selected = arguments.selection.one(screen)?;
    let compiled = compile(selected.input());
    screen.err(&findings(&compiled, &selected.name, screen.err_look()));
    let exit = verdict(&compiled);
    if exit != Exit::Clean {
        return Ok(exit);
    }
    let drawing = emit::graph(topology(&compiled, arguments.env.as_deref())?, format);
    match &arguments.out {
        None => screen.out(&drawing)?,
        Some(path) => {
            write(path, &drawing)?;
            screen.say(&format!("wrote {}", path.display()));
        }
    }
    Ok(Exit::Clean)
}

/// What was asked for, by name or by the ending of the file.
fn format(arguments: &Arguments) -> Result<GraphFormat, Failure> {
    let Some(choice) = arguments.format else {
        let Some(path) = &arguments.out else { return Ok(GraphFormat::Svg) };
        return match path.extension().and_then(|ending| ending.to_str()) {
            Some("svg") => Ok(GraphFormat::Svg),
            Some("mmd" | "mermaid") => Ok(GraphFormat::Mermaid),
            Some("dot" | "gv") => Ok(GraphFormat::Dot),
            _ => Err(Failure::new(format!("the ending of `{}` does not say what to draw", path.display()))
                .help("end it in `.svg`, `.mmd` or `.dot`, or add `--format`")),
        };
    };
    Ok(choice.into())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    // A drawing may go where an older one was, and over nothing else.
    let drawn = |bytes: Vec<u8>| BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning.as_bytes()));
    if !path.is_dir() && std::fs::read(path).is_ok_and(|bytes| !bytes.is_empty() && !drawn(bytes)) {
        return Err(Failure::new(format!("`{}` exists already and is no drawing", path.display()))
            .help("name another file, or move what is there"));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|e| Failure::new(format!("cannot write `{}`: {e}", path.display())))?;
    }
    save(path, text)
        .map_err(|failure| if path.is_dir() { failure.help("name a file in that folder") } else { failure })
}
