use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sha2::{Digest, Sha256};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn header<'a>(table: &'a str, key: &str) -> Vec<&'a str> {
    table.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(' ')).collect()
}

/// The digest of the tool's source, as the tool itself takes it.
fn tool() -> String {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/tools/schemas"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    files.sort();
    digest(&files.iter().flat_map(|path| fs::read(path).unwrap()).collect::<Vec<u8>>())
}

#[test]
fn the_tables_are_what_the_tool_wrote() {
    for name in ["kubernetes", "strimzi"] {
        let table = fs::read_to_string(root().join(format!("schemas/{name}.table"))).unwrap();
        let (_, body) = table.split_once("\n\n").unwrap();
        assert_eq!(header(&table, "body"), [digest(body.as_bytes())], "{name}.table was edited by hand");
        assert_eq!(
            header(&table, "tool"),
            [tool()],
            "{name}.table is older than tests/tools/schemas: run it"
        );
    }
}

#[test]
fn every_origin_is_named() {
    let sources = fs::read_to_string(root().join("schemas/SOURCES.toml")).unwrap();
    for name in ["kubernetes", "strimzi", "operators"] {
        let table = fs::read_to_string(root().join(format!("schemas/{name}.table"))).unwrap();
        assert!(sources.contains(&format!("table = \"{name}.table\"")), "{name}.table");
        for input in header(&table, "input") {
            let origin = input.split(' ').nth(1).unwrap();
            assert!(
                sources.contains(&format!("\"{origin}\"")),
                "schemas/SOURCES.toml does not name {origin}"
            );
        }
    }
}

/// Derives the tables again; what is not on this machine (the modules weigh 1 GB) is said and left out.
#[test]
#[ignore = "needs kubernetes-validate; run tests/run schemas"]
fn the_tables_follow_from_their_origins() {
    let python = std::env::var("STREAMWRIGHT_PYTHON").unwrap_or_else(|_| "python3".into());
    let mut command = Command::new(python);
    command.arg("-B").arg(root().join("tests/tools/schemas")).arg("check");
    if let Some(shared) = crate::real::shared() {
        command.arg("--strimzi").arg(shared.join("schemas/strimzi"));
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(said.contains("kubernetes.table: ") && said.contains("strimzi.table: "), "{said}");
}
