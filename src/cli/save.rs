use super::Failure;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes one file that somebody named: beside it first, so that what was there survives until all of it is written.
pub(super) fn save(path: &Path, text: &str) -> Result<(), Failure> {
    let shown = path.display();
    let cannot = |error: std::io::Error| Failure::new(format!("cannot write `{shown}`: {error}"));
    // A name a link or a device stands under is written through, as a shell would: there is nothing to put in its place.
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return fs::write(path, text).map_err(cannot);
    }
    let Some(name) = path.file_name() else {
        return Err(Failure::new(format!("`{shown}` names no file")));
    };
    let mut beside = name.to_os_string();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        cannot(error)
    })
}
