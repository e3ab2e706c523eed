//! An exported configuration, from a file or stdin.

use crate::cli::Failure;
use crate::emit::merge::{Export, Refusal, json};
use std::io::Read;
use std::path::Path;

/// Reads the configuration type `kind` of `cluster` from `path`; `-` is stdin.
///
/// No line of it is ever shown: an export holds passwords.
pub(super) fn read(path: &Path, kind: &'static str, cluster: &str) -> Result<Export, Failure> {
    let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() };
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|e| Failure::new(format!("cannot read `{name}`: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        Failure::new(format!("`{name}` is not UTF-8: byte {}", e.utf8_error().valid_up_to() + 1))
    })?;
    let value = json(text.trim_start_matches('\u{feff}')).map_err(|e| {
        Failure::new(format!("`{name}`, line {}, column {}: this is not JSON: {}", e.line, e.column, e.why))
            .help(format!("export `{kind}` again; a file that was cut off looks like this"))
    })?;
    Export::read(value, kind, cluster).map_err(|refusal| refused(&name, &refusal))
}

/// A configuration that cannot be merged into.
pub(super) fn refused(name: &str, refusal: &Refusal) -> Failure {
    Failure::new(format!("`{name}`: {refusal}")).help(refusal.help())
}
