use crate::emit::markdown::code;
use serde::Serialize;

/// A component with the table of what becomes of it.
#[derive(Debug, Serialize)]
pub(super) struct Operand {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub(super) struct Row {
    what: &'static str,
    name: String,
    note: String,
}

/// A row; the name is Markdown already.
pub(super) fn row(what: &'static str, name: String, note: impl Into<String>) -> Row {
    Row { what, name, note: note.into() }
}

/// `a-0`, or `a-0…2` for three of them.
pub(super) fn series(prefix: &str, first: u32, count: u32) -> String {
    match count {
        0 => "none".into(),
        1 => code(&format!("{prefix}{first}")),
        _ => code(&format!("{prefix}{first}…{}", first + count - 1)),
    }
}
