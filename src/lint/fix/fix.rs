use crate::diagnostic::{Change, Content, Edit, Fix as Written, Safety};
use crate::lint::Place;

/// What would mend a finding, in terms of the object it is about.
///
/// Where a place was not written by anybody, or not in a way that can be changed without guessing, there is no fix.
#[derive(Debug, Clone)]
pub struct Fix<'a> {
    safety: Safety,
    edits: Vec<(Place<'a>, Change)>,
}

impl<'a> Fix<'a> {
    /// One that `--fix` makes: what works now works as before, what is refused now is taken as it was meant.
    #[must_use]
    pub fn safe() -> Self {
        Self { safety: Safety::Safe, edits: Vec::new() }
    }

    /// One that only `--unsafe-fixes` makes: likely what was meant.
    #[must_use]
    pub fn risky() -> Self {
        Self { safety: Safety::Unsafe, edits: Vec::new() }
    }

    /// Safe if that holds.
    #[must_use]
    pub fn safe_if(safe: bool) -> Self {
        if safe { Self::safe() } else { Self::risky() }
    }

    /// Puts another scalar in place of the one at [`Place::Value`].
    #[must_use]
    pub fn write(self, place: Place<'a>, content: impl Into<Content>) -> Self {
        self.with(place, Change::Write(content.into()))
    }

    /// Calls the key at [`Place::Key`] so.
    #[must_use]
    pub fn rename(self, place: Place<'a>, name: &str) -> Self {
        self.with(place, Change::Rename(name.to_owned()))
    }

    /// Makes a scalar the text it is written as.
    #[must_use]
    pub fn quote(self, place: Place<'a>) -> Self {
        self.with(place, Change::Quote)
    }

    /// Gives a map one more entry.
    #[must_use]
    pub fn add(self, map: Place<'a>, key: &str, content: impl Into<Content>) -> Self {
        self.with(map, Change::Add(key.to_owned(), content.into()))
    }

    /// Takes the entry out that this value is of.
    #[must_use]
    pub fn remove(self, place: Place<'a>) -> Self {
        self.with(place, Change::Remove)
    }

    fn with(mut self, place: Place<'a>, change: Change) -> Self {
        self.edits.push((place, change));
        self
    }

    /// By places in a text; `None` when one of them is in none, or they are in several.
    pub(in crate::lint) fn written(self) -> Option<Written> {
        let edits: Option<Vec<Edit>> = self
            .edits
            .into_iter()
            .map(|(place, change)| {
                let span = match (&change, place) {
                    (Change::Remove, _) => place.entry()?,
                    (Change::Rename(_), Place::Key(..)) => place.exact()?,
                    (Change::Write(_) | Change::Quote | Change::Add(..), Place::Value(..)) => {
                        place.exact()?
                    }
                    // `Place::at` is the key of what is around, where there is no such value.
                    _ => return None,
                };
                Some(Edit { span, change })
            })
            .collect();
        let edits = edits.filter(|edits| {
            edits.first().is_some_and(|first| edits.iter().all(|edit| edit.span.source == first.span.source))
        })?;
        Some(Written { safety: self.safety, edits, patches: Vec::new() })
    }
}
