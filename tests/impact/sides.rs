//! Pairs of sides out of files.
#![allow(dead_code)] // Each test program uses a part of it.

use std::path::PathBuf;
use streamwright::diff::{Effect, Options, Outcome, Side, diff, row};
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

const AFTER: &str = "# --- after ---\n";

/// One file of pairs.
pub struct Case {
    /// Its name.
    pub file: String,
    /// The row it is about.
    pub row: String,
    /// Whether it must not give the row.
    pub negative: bool,
    /// Rows that come with it.
    pub also: Vec<String>,
    before: String,
    after: String,
}

/// Every file of pairs, in the order of their names.
pub fn cases() -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/impact");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("tests/impact")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files.iter().map(|path| case(path)).collect()
}

fn case(path: &std::path::Path) -> Case {
    let file = path.file_name().expect("a name").to_string_lossy().into_owned();
    let stem = file.trim_end_matches(".yaml");
    let text = std::fs::read_to_string(path).expect("a pair");
    let mut halves = text.split(AFTER);
    let (Some(before), Some(after), None) = (halves.next(), halves.next(), halves.next()) else {
        panic!("{file}: one line `{}` has to stand between the sides", AFTER.trim());
    };
    let also = text.lines().next().and_then(|line| line.strip_prefix("# also: ")).unwrap_or_default();
    Case {
        row: stem.split('-').take(2).collect::<Vec<_>>().join("-"),
        negative: stem.contains("-not"),
        also: also.split([',', ' ']).filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        before: before.to_owned(),
        after: after.to_owned(),
        file,
    }
}

impl Case {
    /// What the change does.
    pub fn outcome(&self) -> Outcome {
        diff(
            side(&self.file, "before", &self.before),
            side(&self.file, "after", &self.after),
            &Options::default(),
        )
    }

    /// The two sides.
    pub fn sides(&self) -> [Side; 2] {
        [side(&self.file, "before", &self.before), side(&self.file, "after", &self.after)]
    }

    /// Whether they are blueprints.
    pub fn is_blueprint(&self) -> bool {
        self.before.contains("kind: Blueprint")
    }

    /// Whether it is about what an API server refuses or takes, and one can be asked. The row of versions that no server
    /// has is about a refusal before anything is compared.
    pub fn is_for_the_server(&self) -> bool {
        let decides =
            |effect: &Effect| matches!(effect, Effect::Rejected | Effect::InPlace | Effect::Metadata);
        !self.negative
            && !self.is_blueprint()
            && self.row.starts_with("IMP-K")
            && self.row != "IMP-K52"
            && row(&self.row).expect("a row").effects.iter().any(decides)
    }

    /// Whether it is about settings that a running broker takes or refuses: `tests/kafka/impact.py` asks one, and leaves
    /// out the same.
    pub fn is_for_the_broker(&self) -> bool {
        let place = |kind: &str| match kind {
            "Kafka" => Some("/spec/kafka/config/"),
            "KafkaTopic" => Some("/spec/config/"),
            _ => None,
        };
        !self.negative
            && !self.is_blueprint()
            && self.row.starts_with("IMP-T")
            && !["IMP-T05", "IMP-T31"].contains(&self.row.as_str())
            && self.outcome().findings.iter().any(|finding| {
                place(&finding.resource.kind).is_some_and(|place| {
                    finding.row.id == self.row
                        && !finding.changes.is_empty()
                        && finding.changes.iter().all(|change| change.pointer_after.starts_with(place))
                })
            })
    }

    /// Each side compared with itself.
    pub fn with_itself(&self) -> [Outcome; 2] {
        [&self.before, &self.after].map(|text| {
            diff(side(&self.file, "before", text), side(&self.file, "after", text), &Options::default())
        })
    }
}

/// A blueprint is compiled, all else is read as manifests; what cannot be read makes the pair useless.
pub fn side(file: &str, label: &str, text: &str) -> Side {
    if text.contains("kind: Blueprint") {
        let files = MemoryFiles::new();
        let compiled = compile(Input { name: format!("{label}.yaml"), bytes: text.into(), files: &files });
        let said: Vec<&str> = compiled.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert!(!compiled.plans.is_empty(), "{file}: the side {label} does not compile: {said:?}");
        return compiled.into_side(label, &[]);
    }
    let name = format!("{label}.yaml");
    let files = MemoryFiles::new().with(&name, text);
    let (side, said) = Side::read(label, "", &[name], &files);
    assert!(said.is_empty(), "{file}: the side {label} cannot be read: {said:?}");
    side
}
