//! `--fix` and `--diff`: what lint can mend itself.

use super::summary::counted;
use super::walk::Found;
use super::{Failure, Screen};
use crate::cli::save::replace;
use crate::diagnostic::{Diagnostic, Safety};
use crate::lint::{Mended, Rewritten};
use crate::source::unified;
use std::collections::BTreeMap;
use std::path::Path;

/// Whether what can be mended is.
#[derive(Debug, clap::Args)]
pub(super) struct Mending {
    /// Mend what can be mended without guessing, in the files themselves, and report what is left.
    #[arg(long)]
    fix: bool,
    /// Mend also what is likely meant otherwise; look at it afterwards.
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what that would change, and write nothing; with `--unsafe-fixes` all of it.
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
}

impl Mending {
    /// What may be done; `None` where nothing is to be.
    pub(super) fn safety(&self) -> Option<Safety> {
        match (self.fix || self.diff, self.unsafe_fixes) {
            (_, true) => Some(Safety::Unsafe),
            (true, false) => Some(Safety::Safe),
            (false, false) => None,
        }
    }

    /// Whether it is shown and not done.
    pub(super) fn is_shown(&self) -> bool {
        self.diff
    }

    /// Whether the report goes to stdout, where nothing else was asked for.
    pub(super) fn is_report_streamed(&self, found: &Found) -> bool {
        !self.diff && (self.safety().is_none() || found.stdin().is_none())
    }

    /// Shows the changes or makes them. What came from stdin goes to stdout, changed or not.
    pub(super) fn finish(&self, mended: &Mended, found: &Found, screen: &Screen) -> Result<(), Failure> {
        if self.diff {
            return screen.out(&diff(&mended.texts));
        }
        let (mut texts, mut piped) = (mended.texts.clone(), None);
        if let Some((name, bytes)) = found.stdin() {
            let text = texts.remove(name).map(|text| [mark(bytes), text.after.as_bytes()].concat());
            piped = Some(text.unwrap_or_else(|| bytes.to_vec()));
        }
        write(&texts)?;
        piped.map_or(Ok(()), |bytes| screen.out_bytes(&bytes))
    }

    /// What of a report could be mended by asking for it.
    pub(super) fn hint(&self, diagnostics: &[Diagnostic], screen: &Screen) {
        let count = |safety: Safety| {
            diagnostics.iter().filter(|d| d.fix.as_ref().is_some_and(|fix| fix.safety == safety)).count()
        };
        let (safe, risky) = (count(Safety::Safe), count(Safety::Unsafe));
        let of = |count: usize, flag: &str| (count > 0).then(|| format!("{count} with `{flag}`"));
        let ways = [of(safe, "--fix"), of(risky, "--unsafe-fixes")];
        let ways: Vec<String> = ways.into_iter().flatten().collect();
        if !ways.is_empty() {
            screen.say(&format!("can be mended: {}", ways.join(", ")));
        }
    }
}

/// What would change, for `patch -p1` and for people.
fn diff(texts: &BTreeMap<String, Rewritten>) -> String {
    let shown = |line: &str| {
        line.chars().map(|c| if c.is_control() && c != '\t' && c != '\r' { '\u{fffd}' } else { c }).collect()
    };
    let one = |(name, text): (&String, &Rewritten)| {
        unified(&text.before, &text.after, (&format!("a/{name}"), &format!("b/{name}")), shown)
    };
    texts.iter().map(one).collect()
}

/// Writes the files, each beside the old one first.
fn write(texts: &BTreeMap<String, Rewritten>) -> Result<(), Failure> {
    for (name, text) in texts {
        let cannot = |error: std::io::Error| Failure::new(format!("cannot mend `{name}`: {error}"));
        // What a link leads to is mended, and the link stays.
        let path = Path::new(name).canonicalize().map_err(cannot)?;
        let bytes = std::fs::read(&path).map_err(cannot)?;
        let mark = mark(&bytes);
        if bytes[mark.len()..] != *text.before.as_bytes() {
            return Err(Failure::new(format!("`{name}` was changed while it was linted; it is left alone"))
                .help("run it again"));
        }
        replace(&path, &[mark, text.after.as_bytes()].concat())?;
    }
    Ok(())
}

/// The byte-order mark, which stays where one is.
fn mark(bytes: &[u8]) -> &'static [u8] {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    if bytes.starts_with(MARK) { MARK } else { &[] }
}

/// What was mended, or would be.
pub(super) fn say(
    texts: &BTreeMap<String, Rewritten>,
    mended: &BTreeMap<&'static str, usize>,
    shown: bool,
    screen: &Screen,
) {
    let count = mended.values().sum();
    let would = if shown { "would mend" } else { "mended" };
    if count == 0 {
        screen.say("nothing is there that could be mended so");
        return;
    }
    let rules: Vec<String> = mended.iter().map(|(rule, count)| format!("{count} `{rule}`")).collect();
    let (count, files) = (counted(count, "finding"), counted(texts.len(), "file"));
    screen.say(&format!("{would} {count} in {files}: {}", rules.join(", ")));
}
