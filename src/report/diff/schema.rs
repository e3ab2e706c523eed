//! The JSON Schema (draft-07) of the comparison's JSON, beside the renderer it describes.

use crate::diff::{Effect, Severity};
use serde_json::{Map, Value, json};

/// What programs may rely on. Keys are only ever added, so a document may have more of them than stand here.
#[must_use]
pub fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:streamwright:diff:v1",
        "title": "Consequences of a change",
        "description": "What `diff` and `golden check` say with `--format json`.",
        "type": "object",
        "required": [
            "version", "before", "after", "verdict", "findings", "resources", "restarts", "storage", "lost", "steps",
            "wayBack", "notes", "noise", "acknowledgements",
        ],
        "properties": {
            "version": { "description": "Goes up when a key changes its meaning; keys are added without.", "const": 1 },
            "before": { "$ref": "#/definitions/Side" },
            "after": { "$ref": "#/definitions/Side" },
            "verdict": verdict(),
            "findings": list("The worst first.", "Finding"),
            "resources": list("What is new, gone or another one, in order of installation.", "Changed"),
            "restarts": list("Which pods restart, in order; each once.", "Restart"),
            "storage": list("Disks that come, go, grow or shrink.", "Storage"),
            "lost": list("Who loses what.", "Lost"),
            "steps": list("What a person has to do, in order.", "Step"),
            "wayBack": object(&[
                ("open", "Whether applying the side before again undoes the change.", json!({ "type": "boolean" })),
                ("closedBy", "Fingerprints of the findings that leave no way back.", strings()),
                ("needs", "What applying the side before does not bring back by itself.", json!({
                    "type": "array",
                    "items": object(&[
                        ("finding", "The fingerprint of the finding.", text()),
                        ("what", "Why, as a sentence without a full stop.", text()),
                    ]),
                })),
            ]),
            "notes": { "description": "What is to be known about the sides.", "type": "array", "items": text() },
            "noise": {
                "description": "How many differences of each class mean nothing.",
                "type": "object",
                "additionalProperties": count(),
            },
            "acknowledgements": {
                "description": "What is wrong with acknowledgements.",
                "type": "array",
                "items": object(&[
                    ("fingerprint", "Which one.", text()),
                    ("what", "What is wrong.", text()),
                ]),
            },
        },
        "definitions": {
            "Side": object(&[
                ("label", "As the user named it.", text()),
                ("objects", "How many objects it has.", count()),
            ]),
            "Severity": { "description": "How bad it is.", "enum": Severity::ALL.map(Severity::word) },
            "Effect": { "description": "What happens.", "enum": Effect::ALL.map(Effect::word) },
            "Resource": object(&[
                ("environment", "Empty where nobody says.", text()),
                ("cluster", "The Kubernetes cluster by its key in the blueprint; empty where nobody says.", text()),
                ("kind", "`StatefulSet`; `Blueprint` for what becomes no object, `File` for what holds none.", text()),
                ("namespace", "Its namespace.", text_or_null()),
                ("name", "Its name, or the path of a file.", text()),
            ]),
            "Finding": finding(),
            "Changed": object(&[
                ("resource", "Which.", of("Resource")),
                ("kind", "Whether it is new, gone or another one.", kind()),
                ("renamedFrom", "What it was called.", text_or_null()),
                ("severity", "The worst of its findings.", of("Severity")),
                ("changes", "Every difference.", items("Shown")),
            ]),
            "Shown": shown(),
            "Place": object(&[
                ("file", "As it was named; a revision of git stands before the path.", text()),
                ("line", "From 1.", json!({ "type": "integer", "minimum": 1 })),
                ("column", "From 1, in characters.", json!({ "type": "integer", "minimum": 1 })),
            ]),
            "Restart": object(&[
                ("resource", "Whose pods.", of("Resource")),
                ("role", "`controller`, `broker`, `controller+broker`; empty for what is no node pool.", text()),
                ("pods", "How many; null where nobody says.", json!({ "type": ["integer", "null"], "minimum": 0 })),
                ("effect", "One after another, or all at once.", of("Effect")),
                ("causes", "Fingerprints of the findings that cause it.", strings()),
            ]),
            "Storage": object(&[
                ("resource", "Whose disks.", of("Resource")),
                ("volume", "Which volume of it.", text()),
                ("bytesBefore", "All its disks before.", count()),
                ("bytesAfter", "All its disks after.", count()),
                ("lands", "Whether the change takes hold.", json!({ "type": "boolean" })),
                ("text", "The same for people.", text()),
            ]),
            "Lost": object(&[
                ("who", "An application, connector or mirror.", text()),
                ("what", "A listener, topic, right or route.", text()),
                ("environment", "Empty where nobody says.", text()),
            ]),
            "Step": object(&[
                ("text", "What to do.", text()),
                ("finding", "The fingerprint of its finding.", text_or_null()),
            ]),
        },
    })
}

fn verdict() -> Value {
    let counts: Map<String, Value> =
        Severity::ALL.into_iter().map(|severity| (severity.word().to_owned(), count())).collect();
    object(&[
        ("worst", "Of the findings nobody took note of.", of("Severity")),
        (
            "counts",
            "Findings nobody took note of.",
            json!({
                "type": "object",
                "required": Severity::ALL.map(Severity::word),
                "properties": counts,
            }),
        ),
        ("acknowledged", "Findings somebody took note of.", count()),
    ])
}

fn finding() -> Value {
    object(&[
        ("row", "The row of the impact table.", text()),
        (
            "fingerprint",
            "What it is known by: follows from row, resource, paths and values, not from words or lines.",
            json!({ "type": "string", "pattern": "^[0-9a-f]{12}$" }),
        ),
        ("severity", "How bad it is.", of("Severity")),
        ("effects", "What happens, the first one foremost.", items("Effect")),
        ("what", "One sentence.", text()),
        ("remedy", "What to do instead, or about it.", text_or_null()),
        (
            "depends",
            "A fact that neither side states; the severity is that of the worse outcome.",
            nullable(object(&[("on", "Which fact.", text()), ("ask", "The command that tells.", text())])),
        ),
        ("notes", "Details by name.", strings()),
        ("resource", "What it is about.", of("Resource")),
        ("changes", "The differences behind it.", items("Shown")),
        ("stopped", "Why it does not take hold.", text_or_null()),
        (
            "acknowledged",
            "Who took note of it.",
            nullable(object(&[
                ("reason", "Why it is meant so.", text()),
                ("author", "Who says so.", text()),
                ("until", "Until which day.", text_or_null()),
            ])),
        ),
        ("certainty", "A: read in the code that does it; B: documented; C: experience.", text()),
        ("source", "Where the row is from.", text()),
    ])
}

fn shown() -> Value {
    object(&[
        ("path", "For people; empty for a whole object.", text()),
        ("pointerBefore", "The JSON pointer in the object before.", text_or_null()),
        ("pointerAfter", "The JSON pointer in the object after.", text_or_null()),
        ("kind", "How it differs.", kind()),
        ("before", "The value that was, shortened; never a secret.", text_or_null()),
        ("after", "The value that is to be.", text_or_null()),
        ("secret", "Whether the values are withheld.", json!({ "type": "boolean" })),
        ("atBefore", "Where the value that was is written.", nullable(of("Place"))),
        ("atAfter", "Where the value that is to be is written.", nullable(of("Place"))),
    ])
}

fn kind() -> Value {
    json!({ "enum": ["added", "removed", "changed", "reordered"] })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn text_or_null() -> Value {
    json!({ "type": ["string", "null"] })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn strings() -> Value {
    json!({ "type": "array", "items": text() })
}

fn of(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

fn items(definition: &str) -> Value {
    json!({ "type": "array", "items": of(definition) })
}

fn list(description: &str, definition: &str) -> Value {
    json!({ "description": description, "type": "array", "items": of(definition) })
}

fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [{ "type": "null" }, schema] })
}

/// An object whose keys are all there.
fn object(keys: &[(&str, &str, Value)]) -> Value {
    let described = |(key, description, schema): &(&str, &str, Value)| {
        let mut schema = schema.clone();
        // Beside a reference draft-07 reads nothing.
        if schema.get("$ref").is_none() {
            schema["description"] = json!(description);
        } else {
            schema = json!({ "description": description, "allOf": [schema] });
        }
        ((*key).to_owned(), schema)
    };
    json!({
        "type": "object",
        "required": keys.iter().map(|(key, ..)| *key).collect::<Vec<_>>(),
        "properties": keys.iter().map(described).collect::<Map<_, _>>(),
    })
}
