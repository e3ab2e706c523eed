//! Shell text: a value from the blueprint gets into it as one quoted word, or not at all.

use crate::emit::delimiters::delimiters;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;
use std::fmt;

/// One word of a command line, in single quotes whatever is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::emit) struct Word(String);

impl Word {
    /// # Errors
    /// When `text` holds the one character no word can: NUL.
    pub(in crate::emit) fn new(text: &str) -> Result<Self, String> {
        if text.contains('\0') {
            return Err(format!("no word of a shell can hold the NUL in `{}`", text.escape_debug()));
        }
        Ok(Self(format!("'{}'", text.replace('\'', "'\\''"))))
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text behind a `#`: it ends where its line does.
fn comment(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Fills in a script. In a template `<{ value }>` is a quoted word by itself; only `<{ value|safe }>` is raw, and
/// `<{ value|comment }>` stands behind a `#`. Statements are `<% … %>`, or a line that begins with `%%`.
///
/// `parts` are templates that `script` may include, by name.
///
/// # Errors
/// When the template does not fit its data, or a value cannot be a word.
pub(in crate::emit) fn script<'s>(
    script: &'s str,
    parts: &[(&'static str, &'s str)],
    data: impl Serialize,
) -> Result<String, String> {
    let render = || -> Result<String, Error> {
        let mut environment = Environment::new();
        environment.set_syntax(delimiters()?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Custom("sh".into()));
        environment
            .add_filter("comment", |text: String| minijinja::value::Value::from_safe_string(comment(&text)));
        environment.set_formatter(|out, _, value| {
            if value.is_safe() || matches!(value.kind(), ValueKind::Number) {
                return write!(out, "{value}").map_err(Error::from);
            }
            let Some(text) = value.as_str() else {
                let kind = value.kind();
                return Err(Error::new(ErrorKind::InvalidOperation, format!("{kind} is no word")));
            };
            let word = Word::new(text).map_err(|e| Error::new(ErrorKind::InvalidOperation, e))?;
            write!(out, "{word}").map_err(Error::from)
        });
        for (name, part) in parts {
            environment.add_template(name, part)?;
        }
        environment.add_template("script", script)?;
        environment.get_template("script")?.render(Serde(data))
    };
    render().map_err(|error| format!("{error:#}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;
    use std::process::Command;

    /// Text that shells, templates and terminals have something to say about.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => "[ -~]{1,6}",
            1 => "[^\u{0}]{1,4}",
            2 => prop::sample::select(vec![
                "'", "\"", "\\", "`id`", "$(id)", "${IFS}", "\n", "\r", "\t", "!!", "#", "<{ x }>", "<% if %>", "%%", "{{ 1 }}",
                "~", "*", "-n", "\u{1b}[2J", "\u{2028}", "'\\''",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    fn said(shell: &str, script: &str) -> Option<Vec<u8>> {
        let output = Command::new(shell).arg("-c").arg(script).output().ok()?;
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
        Some(output.stdout)
    }

    #[test]
    #[cfg(unix)]
    fn a_word_comes_out_of_every_shell_as_it_went_in() {
        for shell in ["sh", "dash", "bash"] {
            let mut run = proptest::test_runner::TestRunner::deterministic();
            run.run(&prop::collection::vec(hostile(), 40), |texts| {
                let data = json!({"texts": texts});
                let text = script("%% for text in texts\nprintf '%s\\0' <{ text }>\n%% endfor\n", &[], data)
                    .unwrap();
                let Some(out) = said(shell, &text) else { return Ok(()) };
                let wanted: String = texts.iter().map(|text| format!("{text}\0")).collect();
                prop_assert_eq!(String::from_utf8_lossy(&out), wanted);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{shell}: {error}"));
        }
    }

    #[test]
    fn a_comment_ends_with_its_line_and_only_what_is_said_to_be_safe_is_raw() {
        let fill = |template: &str| script(template, &[], json!({"v": "a\nb'", "n": 9092, "l": [1]}));
        assert_eq!(
            fill("# <{ v|comment }>\nx=<{ v }> <{ n }> <{ 'y'|safe }>\n"),
            Ok("# a b'\nx='a\nb'\\''' 9092 y\n".into())
        );
        assert!(fill("<{ w }>").is_err() && fill("<{ l }>").is_err());
        assert!(Word::new("a\0b").is_err());
    }

    #[test]
    fn a_part_is_filled_in_like_the_script_around_it() {
        let parts = [("part", "say <{ v }>\n")];
        assert_eq!(
            script("<% include 'part' %>done\n", &parts, json!({"v": "it's"})),
            Ok("say 'it'\\''s'\ndone\n".into())
        );
    }
}
