//! Expressions as Helm reads them.

use super::text::constant;
use crate::chart::{Condition, Expr, Plain, ValuePath};

/// A value: `.Values.replicas`, `index .Values.topics "a-b"`.
fn reference(path: &ValuePath) -> String {
    let mut keys = path.0.iter().peekable();
    let mut out = ".Values".to_owned();
    while let Some(key) = keys.next_if(|key| is_identifier(key)) {
        out.push('.');
        out.push_str(key);
    }
    if keys.peek().is_none() {
        return out;
    }
    keys.fold(format!("index {out}"), |out, key| format!("{out} {}", constant(key)))
}

fn is_identifier(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Something that is one argument.
pub(super) fn argument(text: String) -> String {
    if text.contains(' ') { format!("({text})") } else { text }
}

/// A value as an argument.
pub(super) fn value(path: &ValuePath) -> String {
    argument(reference(path))
}

/// An expression that gives text.
pub(super) fn text(chart: &str, expr: &Expr) -> String {
    match expr {
        Expr::Text(text) => constant(text),
        Expr::Value(path) => reference(path),
        Expr::Default(path, otherwise) => {
            format!("default {} {}", inner(chart, otherwise), value(path))
        }
        Expr::Join(parts) => {
            let mut format = String::new();
            let mut arguments = String::new();
            for part in parts {
                match part {
                    Expr::Text(text) => format.push_str(&text.replace('%', "%%")),
                    part => {
                        format.push_str("%s");
                        arguments.push(' ');
                        arguments.push_str(&inner(chart, part));
                    }
                }
            }
            format!("printf {}{arguments}", constant(&format))
        }
        Expr::Include(helper) => format!("include \"{chart}.{}\" .", helper.word()),
        Expr::Image(path) => format!("include \"{chart}.image\" {}", value(path)),
        Expr::Namespace => ".Release.Namespace".to_owned(),
        Expr::ReleaseName => ".Release.Name".to_owned(),
    }
}

fn inner(chart: &str, expr: &Expr) -> String {
    match expr {
        Expr::Text(text) => constant(text),
        expr => argument(text(chart, expr)),
    }
}

/// A value that is no text.
pub(super) fn plain(path: &ValuePath, plain: Plain) -> String {
    match plain {
        Plain::Int => format!("int64 {}", value(path)),
        Plain::Bool => reference(path),
        Plain::Any => format!("toJson {}", value(path)),
    }
}

/// What stands behind `if`.
pub(super) fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Set(path) => reference(path),
        Condition::OneOf(path, words) => match words {
            [word] => format!("eq {} {}", value(path), constant(word)),
            words => {
                words.iter().fold(format!("has {} (list", value(path)), |out, word| {
                    format!("{out} {}", constant(word))
                }) + ")"
            }
        },
        Condition::Any(conditions) => joined("or", conditions),
        Condition::All(conditions) => joined("and", conditions),
    }
}

fn joined(word: &str, conditions: &[Condition]) -> String {
    conditions.iter().fold(word.to_owned(), |out, each| format!("{out} {}", argument(condition(each))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Helper;

    #[test]
    fn keys_that_are_no_identifiers_are_looked_up() {
        let path = |keys: &str| ValuePath::new(keys.split('/'));
        assert_eq!(reference(&path("image/tag")), ".Values.image.tag");
        assert_eq!(value(&path("topics/a-b/x")), "(index .Values.topics \"a-b\" \"x\")");
        assert_eq!(value(&path("storage/1/size")), "(index .Values.storage \"1\" \"size\")");
    }

    #[test]
    fn texts_are_put_together_by_printf() {
        let parts = vec![
            Expr::Include(Helper::FullName),
            Expr::Text("-100%\".".into()),
            Expr::Value(ValuePath::new(["a-b"])),
        ];
        let expected = "printf \"%s-100%%\\\".%s\" (include \"x.fullname\" .) (index .Values \"a-b\")";
        assert_eq!(text("x", &Expr::Join(parts)), expected);
    }
}
