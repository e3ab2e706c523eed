//! What a page shows as fixed is what fixing makes of what it shows as wrong.

use crate::example::{Example, examples};
use std::collections::{BTreeMap, BTreeSet};
use streamwright::diagnostic::Safety;
use streamwright::lint::{Fixable, Input, Rule, Settlement, manifests, mend, rules};
use streamwright::source::{Files, MemoryFiles};

impl Example {
    /// Its files when everything is mended that can be, and what is mended.
    fn mended(&self, rule: &Rule, safety: Safety) -> (Vec<(String, String)>, BTreeMap<&'static str, usize>) {
        let selection = Self::selection(rule);
        let memory =
            self.files.iter().fold(MemoryFiles::new(), |files, (n, text)| files.with(n, text.as_str()));
        let mut names: Vec<String> = self.files.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        let given: BTreeSet<String> = names.iter().cloned().collect();
        let context = self.context();
        let mut judge = |files: &(dyn Files + Sync)| {
            let input = Input { names: names.clone(), given: None, files, today: self.today.as_deref() };
            manifests(&input, &context, &mut Settlement::of_nothing(&selection))
        };
        let done = mend(safety, &given, &memory, &mut judge);
        let text = |(name, text): &(String, String)| {
            (name.clone(), done.texts.get(name).map_or(text.clone(), |changed| changed.after.clone()))
        };
        (self.files.iter().map(text).collect(), done.mended)
    }
}

#[test]
fn what_is_shown_as_fixed_is_what_fixing_makes() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let (id, fires) = (rule.code.id, examples(rule, "Fires"));
        for (number, fixed) in examples(rule, "Fixed").iter().enumerate() {
            let of = fixed.stated("of").map_or(number, |of| of.parse::<usize>().expect("a number") - 1);
            let Some(broken) = fires.get(of) else {
                wrong.push(format!("{id}, Fixed {}: there is no such example under Fires", number + 1));
                continue;
            };
            let safety = if fixed.has("unsafe") { Safety::Unsafe } else { Safety::Safe };
            let (files, mended) = broken.mended(rule, safety);
            if files != fixed.files || !mended.contains_key(id) {
                wrong.push(format!("{id}, Fixed {}:\n{}", number + 1, shown(&files)));
            }
            let said = fixed.said(rule);
            if said != fixed.wanted {
                wrong.push(format!(
                    "{id}, Fixed {}:\n  wanted {:?}\n  said   {said:?}",
                    number + 1,
                    fixed.wanted
                ));
            }
            if safety == Safety::Unsafe && broken.mended(rule, Safety::Safe).0 == files {
                wrong.push(format!("{id}, Fixed {}: `--fix` makes it, and it is called unsafe", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn what_can_be_mended_is_shown() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let id = rule.code.id;
        let by = |safety| examples(rule, "Fires").iter().any(|e| e.mended(rule, safety).1.contains_key(id));
        let can = match (by(Safety::Safe), by(Safety::Unsafe)) {
            (true, _) => Some(Fixable::Safe),
            (false, true) => Some(Fixable::Unsafe),
            (false, false) => None,
        };
        if can != rule.fixable() {
            wrong.push(format!("{id}: its page shows {:?} under Fixed, and can be {can:?}", rule.fixable()));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn shown(files: &[(String, String)]) -> String {
    files.iter().map(|(name, text)| format!("# file: {name}\n{text}")).collect()
}
