//! A chart is packaged to the same bytes, and its values take nothing away by `null`.

use crate::build::{Built, built};
use crate::helm::helm;
use crate::readers::ask::{ask, oracle};
use serde_json::Value;
use std::fs::{File, FileTimes};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Gives every file the same time.
fn age(folder: &Path) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            age(&path);
        } else {
            let file = File::options().append(true).open(&path).expect("a file");
            file.set_times(FileTimes::new().set_modified(time).set_accessed(time)).expect("its time");
        }
    }
}

/// The package of every chart of every story.
fn packages(built: &[Built]) -> Vec<(String, Vec<u8>)> {
    let mut packages = Vec::new();
    for built in built {
        for (chart, folder) in built.charts() {
            age(&folder);
            let out = tempfile::tempdir().expect("a folder");
            let (from, to) = (folder.to_string_lossy(), out.path().to_string_lossy());
            // Helm 3 writes the time of packaging.
            let output = helm("STREAMWRIGHT_HELM4", &["package", &from, "-d", &to]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let package = std::fs::read_dir(out.path()).expect("a folder").next();
            let path = package.expect("a package").expect("an entry").path();
            packages.push((chart, std::fs::read(path).expect("bytes")));
        }
    }
    packages
}

#[test]
#[ignore = "needs Helm 4; run tests/run charts"]
fn the_same_chart_is_the_same_package() {
    let one = packages(&built());
    std::thread::sleep(Duration::from_millis(1100));
    let other = packages(&built());
    assert!(one.len() > 10 && one.iter().all(|(_, bytes)| bytes.len() > 500));
    for (one, other) in one.iter().zip(&other) {
        assert!(one == other, "{}", one.0);
    }
}

fn nulls(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(nulls),
        Value::Object(map) => map.values().any(nulls),
        _ => false,
    }
}

#[test]
#[ignore = "needs the Go reader; run tests/run charts"]
fn no_values_file_holds_null() {
    let mut texts = Vec::new();
    for built in built() {
        for (_, folder) in built.charts() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                if name.starts_with("values") && name.ends_with(".yaml") {
                    texts.push(std::fs::read_to_string(path).expect("text"));
                }
            }
        }
    }
    assert!(texts.len() > 12, "{}", texts.len());
    for (text, value) in texts.iter().zip(ask(&mut oracle(), &texts)) {
        let value = value.expect("YAML");
        assert!(value.is_object() && !nulls(&value), "{text}");
    }
}
