//! How templates of texts that have braces of their own say what is ours: shell, and what Helm reads.

use minijinja::Error;
use minijinja::syntax::SyntaxConfig;

/// `<{ value }>`, `<% statement %>`, `<# remark #>`, and a line that begins with `%%`; the last line break stays.
///
/// # Errors
/// Never, as long as the delimiters differ.
pub(super) fn delimiters() -> Result<SyntaxConfig, Error> {
    SyntaxConfig::builder()
        .block_delimiters("<%", "%>")
        .variable_delimiters("<{", "}>")
        .comment_delimiters("<#", "#>")
        .line_statement_prefix("%%")
        .keep_trailing_newline(true)
        .build()
}
