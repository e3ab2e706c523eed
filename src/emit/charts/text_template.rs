//! Texts of a chart that are not YAML, filled in from templates with delimiters of their own, since `{{ }}` is Helm's.

use crate::emit::delimiters::delimiters;
use minijinja::value::Serde;
use minijinja::{Environment, Error, UndefinedBehavior};
use serde::Serialize;
use std::sync::OnceLock;

/// A text to fill in.
#[derive(Debug, Clone, Copy)]
pub(super) enum TextTemplate {
    /// `_helpers.tpl`.
    NamedTemplates,
    /// `NOTES.txt`.
    Notes,
    /// `README.md`.
    Readme,
}

impl TextTemplate {
    fn name(self) -> &'static str {
        match self {
            Self::NamedTemplates => "_helpers.tpl",
            Self::Notes => "NOTES.txt",
            Self::Readme => "README.md",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::NamedTemplates => include_str!("named_templates.tpl.jinja"),
            Self::Notes => include_str!("notes.txt.jinja"),
            Self::Readme => include_str!("readme.md.jinja"),
        }
    }

    /// Fills it in: what is ours is `<{ }>` and `<% %>`, or a line that begins with `%%`.
    ///
    /// # Errors
    /// When the template does not fit its data.
    pub(super) fn fill(self, data: impl Serialize) -> Result<String, String> {
        // Every chart has each of them: reading them once is a third of the time of a small build.
        static TEMPLATES: OnceLock<Result<Environment<'static>, String>> = OnceLock::new();
        let read = TEMPLATES.get_or_init(|| environment().map_err(|error| format!("{error:#}")));
        let environment = read.as_ref().map_err(Clone::clone)?;
        let filled = environment.get_template(self.name()).and_then(|template| template.render(Serde(data)));
        filled.map_err(|error| format!("{error:#}"))
    }
}

fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(delimiters()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // The name of a page must not decide how its text is escaped.
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    for template in [TextTemplate::NamedTemplates, TextTemplate::Notes, TextTemplate::Readme] {
        environment.add_template(template.name(), template.text())?;
    }
    Ok(environment)
}
