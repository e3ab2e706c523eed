//! The tables of facts agree with the research they come from, and each states its source.

use std::path::PathBuf;
use std::process::Command;

use streamwright::facts::kafka::ConfigTable;
use streamwright::facts::provider::{Provider, storage_classes};
use streamwright::facts::strimzi::{ConfigOwner, forbidden, supported_kafka, versions};

#[test]
fn derived_tables_are_fresh() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let Some(shared) = shared() else { return };
    let output = Command::new("python3")
        .arg(root.join("tests/tools/facts.py"))
        .arg("--check")
        .arg(&shared)
        .output()
        .expect("python3 derives the tables");
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
}

#[test]
fn each_table_states_its_source() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas/facts");
    let sources = std::fs::read_to_string(folder.join("SOURCES.toml")).expect("SOURCES.toml");
    let stated: Vec<String> = sources
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'))
        .map(|name| format!("{name}.tsv"))
        .collect();
    let mut tables: Vec<String> = std::fs::read_dir(&folder)
        .expect("schemas/facts")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".tsv"))
        .collect();
    tables.sort();
    let mut sorted = stated.clone();
    sorted.sort();
    assert_eq!(tables, sorted);
    for word in ["origin = ", "version = ", "licence = "] {
        assert_eq!(sources.matches(word).count(), tables.len(), "{word}");
    }
}

/// The folder of researched facts, where there is one.
fn shared() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared =
        std::env::var_os("STREAMWRIGHT_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let found = shared.join("facts").is_dir().then_some(shared);
    if found.is_none() {
        println!("skipped: no folder of researched facts beside the checkout");
    }
    found
}

fn table(path: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(shared()?.join(path)).expect(path);
    Some(text.lines().skip(1).map(|line| line.split('\t').map(str::to_string).collect()).collect())
}

#[test]
fn forbidden_keys_agree_with_what_was_observed() {
    let Some(rows) = table("facts/strimzi/strimzi-kafka-config-allowed.tsv") else { return };
    assert!(rows.len() > 300);
    for row in &rows {
        let dropped = forbidden(ConfigOwner::Kafka, &row[0]).is_some();
        assert_eq!(dropped, row[1] == "FORBIDDEN(ignored)", "{}", row[0]);
        let known = ConfigTable::for_version("4.3.1").and_then(|table| table.broker(&row[0]));
        assert!(known.is_some(), "{}", row[0]);
    }
}

#[test]
fn version_matrix_agrees_with_the_research() {
    let Some(rows) = table("facts/strimzi/version-matrix.tsv") else { return };
    let released: Vec<_> = rows.iter().filter(|row| row[0] != "HEAD").collect();
    assert_eq!(released.len(), versions().len());
    for (row, known) in released.into_iter().zip(versions()) {
        let kafka: Vec<_> = supported_kafka(known).collect();
        assert_eq!(
            (row[0].as_str(), row[1].as_str(), row[2].as_str(), row[3].as_str()),
            (known.version, known.released, kafka.join(" ").as_str(), known.default_kafka)
        );
    }
}

#[test]
fn class_and_provisioner_of_each_platform_agree_with_the_research() {
    let Some(rows) = table("facts/azure/storage_classes.tsv") else { return };
    for provider in Provider::ALL {
        for class in storage_classes(provider) {
            let listed = rows.iter().any(|row| {
                row[0].eq_ignore_ascii_case(provider.word())
                    && row[1].split(" / ").any(|name| name == class.name)
                    && row[2].contains(class.provisioner)
            });
            assert!(listed, "{provider} {}", class.name);
        }
    }
}
