use super::{Failure, Why, ask, batch};
use crate::source::{Files, MemoryFiles, ReadError};
use std::collections::BTreeMap;

/// Links in a row that are followed.
const LINKS: usize = 8;

/// The files of a commit.
pub(in crate::cli) struct Tree {
    /// Id and whether it is a link, by path from the root.
    files: BTreeMap<String, (String, bool)>,
}

impl Tree {
    /// Lists them.
    pub(in crate::cli) fn of(commit: &str) -> Result<Self, Failure> {
        let listed = ask(&["ls-tree", "-r", "-z", "--full-tree", commit]).map_err(|why| match why {
            Why::Absent(why) | Why::Refused(why) => {
                Failure::new(format!("git cannot list what was committed: {why}"))
            }
        })?;
        let text = String::from_utf8_lossy(&listed);
        // `<mode> <type> <id>\t<path>`
        let files = text.split('\0').filter_map(|entry| {
            let (what, path) = entry.split_once('\t')?;
            let mut what = what.split(' ');
            let (mode, kind, id) = (what.next()?, what.next()?, what.next()?);
            (kind == "blob").then(|| (path.to_owned(), (id.to_owned(), mode == "120000")))
        });
        Ok(Self { files: files.collect() })
    }

    /// Whether there is such a file.
    pub(in crate::cli) fn has_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files below a folder, by their paths from there; all for the empty one.
    pub(in crate::cli) fn below(&self, folder: &str) -> Vec<String> {
        let start =
            if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        self.files.keys().filter_map(|path| path.strip_prefix(&start).map(str::to_owned)).collect()
    }

    /// Reads files below a folder in one go.
    pub(in crate::cli) fn read_below(&self, folder: &str, names: &[String]) -> Result<MemoryFiles, Failure> {
        let start =
            if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        let found: Vec<(&String, &str)> =
            names.iter().filter_map(|name| Some((name, self.resolve(&format!("{start}{name}"))?))).collect();
        let ids: Vec<&str> = found.iter().map(|(_, id)| *id).collect();
        let bytes = batch::blobs(&ids)?;
        Ok(found
            .into_iter()
            .zip(bytes)
            .fold(MemoryFiles::new(), |files, ((name, _), bytes)| files.with(name, bytes)))
    }

    /// One file.
    pub(in crate::cli) fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let id = self.resolve(path).ok_or_else(|| Failure::new(format!("no file `{path}` was committed")))?;
        Ok(batch::blobs(&[id])?.pop().unwrap_or_default())
    }

    /// The id of a file; of a link, of what it leads to within the commit.
    fn resolve(&self, path: &str) -> Option<&str> {
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            let (id, link) = self.files.get(&path)?;
            if !link {
                return Some(id);
            }
            let target = batch::blobs(&[id]).ok()?.pop()?;
            path = joined(folder(&path), &String::from_utf8(target).ok()?)?;
        }
        None
    }
}

/// The files of a commit as a blueprint names them: relative to its folder, and never out of the repository.
pub(in crate::cli) struct GitFiles<'t> {
    pub(in crate::cli) tree: &'t Tree,
    /// The folder of the blueprint, from the root.
    pub(in crate::cli) folder: String,
}

impl Files for GitFiles<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let refuse = |reason: &str| ReadError { path: path.to_owned(), reason: reason.to_owned() };
        if path.starts_with('/') {
            return Err(refuse("the path must be relative to the blueprint"));
        }
        let whole = joined(&self.folder, path)
            .ok_or_else(|| refuse("the path leads out of the repository the blueprint lies in"))?;
        let id = self.tree.resolve(&whole).ok_or_else(|| refuse("there is no such file in that revision"))?;
        batch::blobs(&[id])
            .map(|mut bytes| bytes.pop().unwrap_or_default())
            .map_err(|_| refuse("git cannot read it"))
    }
}

/// The folder of a path, empty for the root.
pub(in crate::cli) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A relative path from a folder; `None` where it leads above the root.
pub(in crate::cli) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_root() {
        assert_eq!(joined("a/b", "../c.yaml").as_deref(), Some("a/c.yaml"));
        assert_eq!(joined("", "./x//y").as_deref(), Some("x/y"));
        assert_eq!(joined("a", "../../x"), None);
        assert_eq!(folder("a/b/c"), "a/b");
    }
}
