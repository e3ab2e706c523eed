use super::Failure;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

/// The contents of blobs by their ids, in that order, from one process.
pub(super) fn blobs(ids: &[&str]) -> Result<Vec<Vec<u8>>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let cannot =
        |why: &dyn std::fmt::Display| Failure::new(format!("git cannot read what was committed: {why}"));
    let mut child = Command::new("git")
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| cannot(&e))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(cannot(&"it takes no questions"));
    };
    let asked = ids.join("\n") + "\n";
    let read = std::thread::scope(|scope| {
        // Asked and answered at once: neither pipe may fill up while nobody reads the other.
        let writer = scope.spawn(move || input.write_all(asked.as_bytes()));
        let mut output = BufReader::new(output);
        let read: Result<Vec<_>, String> = ids.iter().map(|_| one(&mut output)).collect();
        drop(output);
        let _ = writer.join();
        read
    });
    let _ = child.wait();
    read.map_err(|why| cannot(&why))
}

/// `<id> blob <size>`, the bytes, a line break.
fn one(output: &mut impl BufRead) -> Result<Vec<u8>, String> {
    let mut header = String::new();
    output.read_line(&mut header).map_err(|e| e.to_string())?;
    let size = match header.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, "blob", size] => size.parse::<u64>().ok(),
        _ => None,
    };
    let size = size.ok_or_else(|| format!("it answers `{}`", header.trim_end()))?;
    let mut bytes = Vec::new();
    output.take(size).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    let mut end = [0];
    output.read_exact(&mut end).map_err(|e| e.to_string())?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err("it stopped in the middle of a file".into()) }
}
