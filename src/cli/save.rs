use super::Failure;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes one file that somebody named: beside it first, so that what was there survives until all of it is written.
pub(super) fn save(path: &Path, text: &str) -> Result<(), Failure> {
    put(path, text, create)
}

/// The same for what nobody else may read, from the first byte on.
pub(super) fn save_private(path: &Path, text: &str) -> Result<(), Failure> {
    put(path, text, create_private)
}

/// Puts other bytes into a file that is there, which keeps who may read it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let cannot = |error: io::Error| Failure::new(format!("cannot write `{}`: {error}", path.display()));
    let permissions = fs::metadata(path).map_err(cannot)?.permissions();
    put_bytes(path, bytes, |beside| {
        let file = File::create(beside)?;
        file.set_permissions(permissions.clone())?;
        Ok(file)
    })
}

fn put(path: &Path, text: &str, create: fn(&Path) -> io::Result<File>) -> Result<(), Failure> {
    put_bytes(path, text.as_bytes(), create)
}

fn put_bytes(path: &Path, bytes: &[u8], create: impl Fn(&Path) -> io::Result<File>) -> Result<(), Failure> {
    let shown = path.display();
    let cannot = |error: io::Error| Failure::new(format!("cannot write `{shown}`: {error}"));
    // A link or a device is written through, as a shell would: there is nothing to put in its place. A folder says so.
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return create(path).and_then(|mut file| file.write_all(bytes)).map_err(cannot);
    }
    let Some(name) = path.file_name() else {
        return Err(Failure::new(format!("`{shown}` names no file")));
    };
    let mut beside = name.to_os_string();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        cannot(error)
    })
}

fn create(path: &Path) -> io::Result<File> {
    File::create(path)
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    // What a link leads to keeps its mode otherwise.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}
