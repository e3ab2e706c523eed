use serde_json::Value;
use streamwright::blueprint::{Blueprint, Decoder, Shape, environments, strict};
use streamwright::diagnostic::{Diagnostic, MISSING_KEY, Sink, UNKNOWN_KEY};
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::{Limits, Reader, parse, to_json};

/// The schema, ready to judge.
pub struct Validator(jsonschema::Validator);

impl Validator {
    pub fn new(schema: &Value) -> Self {
        Self(jsonschema::validator_for(schema).expect("a schema"))
    }

    pub fn fits(&self, document: &Value) -> bool {
        self.0.is_valid(document)
    }
}

/// What the compiler says of a document on the way to its decoded environments.
pub struct Said(Vec<Diagnostic>);

pub fn read(document: &Value) -> Said {
    let mut sources = SourceMap::new();
    // JSON is YAML, and all its text is quoted.
    let id = sources.add(Source::new("blueprint.yaml", document.to_string()));
    let mut sink = Sink::new();
    let stream = parse(id, &sources, &Limits::default(), Reader::Blueprint, &mut sink);
    let root = strict(id, &stream, &mut sink);
    for environment in root.map(|root| environments(root, &mut sink, &sources)).unwrap_or_default() {
        let decoded = Blueprint::decode(&environment.tree, &mut Decoder::new(&mut sink, &sources));
        assert!(decoded.is_some() || sink.has_errors(), "nothing came of {document} and nothing was said");
    }
    Said(sink.into_sorted())
}

/// A document without environments decoded and written back.
pub fn written_back(document: &Value) -> Value {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("blueprint.yaml", document.to_string()));
    let mut sink = Sink::new();
    let stream = parse(id, &sources, &Limits::default(), Reader::Blueprint, &mut sink);
    let root = strict(id, &stream, &mut sink).expect("a blueprint");
    let environment = environments(root, &mut sink, &sources).swap_remove(0);
    let decoded = Blueprint::decode(&environment.tree, &mut Decoder::new(&mut sink, &sources));
    to_json(&decoded.expect("a blueprint").encode().expect("something to write"))
}

impl Said {
    pub fn is_clean(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all that is wrong is that something was not said.
    pub fn lacks_a_key(&self) -> bool {
        self.0.iter().all(|d| *d.code == MISSING_KEY)
    }

    pub fn all(&self) -> Vec<String> {
        self.0.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect()
    }

    /// The keys that an unknown key could have been, sorted.
    pub fn known_keys(&self) -> Vec<&str> {
        let unknown: Vec<_> = self.0.iter().filter(|d| *d.code == UNKNOWN_KEY).collect();
        let [one] = unknown[..] else { panic!("one unknown key: {:?}", self.all()) };
        let help = one.help.as_deref().expect("help");
        let mut keys: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
        keys.sort_unstable();
        keys
    }
}
