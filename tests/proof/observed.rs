//! What Strimzi 1.2.0's own code was seen to do with single edits of a stack that is as it should be: what it refuses
//! is an error here, what it leaves unsaid and is wrong at least a warning.

use crate::folder::{Folder, lint};
use crate::mistake::{documents, table};
use std::collections::BTreeSet;
use streamwright::lint::{Targets, facts};

const STACK: &str = include_str!("stack.yaml");
const EDITS: &str = include_str!("observed.tsv");

fn stack() -> Folder {
    [("stack.yaml".to_owned(), STACK.to_owned())].into()
}

#[test]
fn the_stack_as_it_should_be_is_silent() {
    assert_eq!(lint(&stack(), &Targets::newest()), []);
}

#[test]
fn each_edit_is_told_at_its_place() {
    let (folder, targets) = (stack(), Targets::newest());
    let trees = documents(&folder);
    let mut wrong = Vec::new();
    let mut open = Vec::new();
    let edits = table(EDITS);
    for edit in &edits {
        let made = edit.everywhere(&folder, &trees);
        let [made] = made.as_slice() else {
            wrong.push(format!("{}: it can be made at {} places", edit.name, made.len()));
            continue;
        };
        let said = lint(&made.folder, &targets);
        if edit.wanted.is_none() {
            let said: Vec<String> = said.iter().map(|found| format!("\n    {found}")).collect();
            open.push(format!("{} at {}{}", edit.name, made.site, said.concat()));
        }
        wrong.extend(edit.verdict(made, &said));
    }
    println!("{} edits, {} nobody speaks of yet:\n  {}", edits.len(), open.len(), open.join("\n  "));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_rule_an_edit_is_found_by_stands_for_its_row() {
    let named: BTreeSet<(&str, &str)> = facts().collect();
    for edit in table(EDITS) {
        let Some((_, rule)) = &edit.wanted else { continue };
        assert!(named.contains(&(rule, &edit.name)), "`{rule}` does not name {}", edit.name);
    }
}
