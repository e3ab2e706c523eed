use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A second reader of the tables, by plain means: every line is kept as text with the versions that have it.
pub struct Table {
    pub versions: Vec<String>,
    pub types: BTreeMap<String, Vec<Line>>,
    /// `(apiVersion, kind, type, versions)`.
    pub objects: Vec<(String, String, String, Vec<String>)>,
    pub kubernetes: bool,
}

pub struct Line {
    pub name: String,
    pub required: bool,
    pub expression: String,
    pub versions: Vec<String>,
}

/// `kubernetes`, `strimzi` or `operators`.
pub fn read(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.table"));
    let text = fs::read_to_string(path).unwrap();
    let mut table = Table {
        versions: Vec::new(),
        types: BTreeMap::new(),
        objects: Vec::new(),
        kubernetes: name == "kubernetes",
    };
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(names) = line.strip_prefix("versions ").filter(|_| current.is_empty()) {
            table.versions = names.split(' ').map(str::to_owned).collect();
        } else if let Some(header) = line.strip_prefix("= ") {
            let mut parts = header.split(" : ");
            let words: Vec<&str> = parts.next().unwrap().split(' ').collect();
            current = words[0].to_owned();
            let versions = range(words.get(1), &table.versions);
            for object in parts {
                let (api_version, kind) = object.split_once(' ').unwrap();
                table.objects.push((api_version.into(), kind.into(), current.clone(), versions.clone()));
            }
            assert!(table.types.insert(current.clone(), Vec::new()).is_none(), "{current} twice");
        } else {
            let words: Vec<&str> = line.split(' ').collect();
            assert!(words.len() == 2 || words.len() == 3, "{line}");
            table.types.get_mut(&current).unwrap().push(Line {
                name: words[0].trim_end_matches('!').to_owned(),
                required: words[0].ends_with('!'),
                expression: words[1].to_owned(),
                versions: range(words.get(2), &table.versions),
            });
        }
    }
    table
}

fn range(text: Option<&&str>, versions: &[String]) -> Vec<String> {
    let (low, high) = text.and_then(|text| text.split_once("..")).unwrap_or_default();
    let mut out = Vec::new();
    let mut inside = low.is_empty();
    for version in versions {
        inside |= version == low;
        if inside {
            out.push(version.clone());
        }
        if version == high {
            break;
        }
    }
    out
}
