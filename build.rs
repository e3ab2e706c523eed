//! Lists `blueprints/` for the binary to embed, so that a blueprint is added by putting it there.

use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    let mut files = Vec::new();
    println!("cargo::rerun-if-changed=blueprints");
    collect(&root.join("blueprints"), "", &mut files);
    files.sort();
    let list: String =
        files.iter().map(|(name, path)| format!("    ({name:?}, include_bytes!({path:?})),\n")).collect();
    std::fs::write(out.join("embedded.rs"), format!("&[\n{list}]\n")).expect("the list can be written");
}

/// Every file below `folder`, under its path from there with forward slashes.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, entry.path()));
        }
    }
}
