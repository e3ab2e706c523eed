use std::sync::OnceLock;

use regex_lite::Regex;

/// A pattern of a schema, compiled when a value first meets it.
pub(super) struct Pattern {
    pub(super) text: &'static str,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    pub(super) fn new(text: &'static str) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// Whether some part of the value matches; the patterns anchor themselves.
    ///
    /// # Panics
    /// On a pattern the engine does not know: the tables are ours and a test compiles all of them.
    pub(super) fn matches(&self, value: &str) -> bool {
        let regex = self.compiled.get_or_init(|| match Regex::new(self.text) {
            Ok(regex) => regex,
            Err(error) => panic!("a schema table has the pattern `{}`: {error}", self.text),
        });
        regex.is_match(value)
    }
}
