//! The JSON Schema (draft-07) of the JSON report, beside the renderer it describes.

use serde_json::{Value, json};

/// What programs may rely on. Keys are only ever added, so a report may have more of them than stand here.
#[must_use]
pub fn schema() -> Value {
    let count = |what: &str| json!({"description": what, "type": "integer", "minimum": 0});
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:streamwright:report:v1",
        "title": "Streamwright report",
        "description": "What `check` and `build` say with `--format json`.",
        "type": "object",
        "required": ["version", "subject", "summary", "diagnostics"],
        "properties": {
            "version": {
                "description": "Goes up when a key changes its meaning; keys are added without.",
                "const": super::json::VERSION,
            },
            "subject": {
                "description": "What was looked at: a path, or `<stdin>`.",
                "type": "string",
            },
            "summary": {
                "description": "How many diagnostics there are, by severity.",
                "type": "object",
                "required": ["errors", "warnings", "infos"],
                "properties": {
                    "errors": count("With one of them nothing is written."),
                    "warnings": count("Likely mistakes."),
                    "infos": count("Worth knowing."),
                },
            },
            "diagnostics": {
                "description": "In reading order; those without a place first.",
                "type": "array",
                "items": {"$ref": "#/definitions/Diagnostic"},
            },
        },
        "definitions": {"Diagnostic": diagnostic(), "Fix": fix(), "Label": label(), "Point": point()},
    })
}

fn diagnostic() -> Value {
    json!({
        "description": "One thing to know about the input.",
        "type": "object",
        "required": ["code", "severity", "message", "help", "labels", "fix"],
        "properties": {
            "code": {
                "description": "Which kind of trouble it is; `streamwright explain` has a page about each.",
                "type": "string",
                "pattern": "^[a-z]+(-[a-z]+)*$",
            },
            "severity": {"description": "How bad it is.", "enum": ["error", "warning", "info"]},
            "message": {
                "description": "What is wrong; stands alone, names in backticks.",
                "type": "string",
                "minLength": 1,
            },
            "help": {"description": "What to do about it.", "type": ["string", "null"]},
            "labels": {
                "description": "The place at fault first, then those that explain it; none where no place can be named.",
                "type": "array",
                "items": {"$ref": "#/definitions/Label"},
            },
            "fix": {
                "description": "What would mend it, where that is mechanical.",
                "anyOf": [{"type": "null"}, {"$ref": "#/definitions/Fix"}],
            },
        },
    })
}

fn fix() -> Value {
    json!({
        "description": "Bytes of one file that give way to others; all of them or none.",
        "type": "object",
        "required": ["safe", "edits"],
        "properties": {
            "safe": {
                "description": "Whether `--fix` makes it; `--unsafe-fixes` makes it anyway.",
                "type": "boolean",
            },
            "edits": {
                "description": "In the order of the file. `text` takes the place of what stands there.",
                "type": "array",
                "minItems": 1,
                "items": {"$ref": "#/definitions/Label"},
            },
        },
    })
}

fn label() -> Value {
    let point = |what: &str| json!({"description": what, "allOf": [{"$ref": "#/definitions/Point"}]});
    json!({
        "description": "A place with what is to be said of it.",
        "type": "object",
        "required": ["file", "start", "end", "text"],
        "properties": {
            "file": {"description": "The file, as it was named or found.", "type": "string"},
            "start": point("Where the place begins."),
            "end": point("Where it ends: one past its last character."),
            "text": {"description": "A few words about the place; may be empty.", "type": "string"},
        },
    })
}

fn point() -> Value {
    let from = |least: u32, what: &str| json!({"description": what, "type": "integer", "minimum": least});
    json!({
        "description": "A point in a text.",
        "type": "object",
        "required": ["line", "column", "offset"],
        "properties": {
            "line": from(1, "The line, from 1."),
            "column": from(1, "The character in its line, from 1."),
            "offset": from(0, "The byte in the text, from 0."),
        },
    })
}
