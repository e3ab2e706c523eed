//! What comparing promises whatever is compared: nothing between a thing and itself, nothing for another order of keys or
//! objects, and for every edit a word that explains all of it.

#[path = "impact/edits.rs"]
mod edits;

use edits::{Dice, edit, shuffled};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use streamwright::diff::{Kind, Member, Noise, Options, Outcome, Side, diff};
use streamwright::examples::stories;
use streamwright::object::Object;
use streamwright::pipeline::{Input, compile};
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::to_json;

/// Single edits of compiled objects, over all stories.
const EDITS: usize = 6_000;

/// Single edits of the text of blueprints.
const TEXT_EDITS: usize = 120;

/// The objects of each story.
fn bases() -> Vec<Vec<Member>> {
    stories()
        .map(|story| {
            let files = story.files();
            let input = Input { name: story.name.to_string(), bytes: story.bytes.to_vec(), files: &files };
            compile(input).into_side(story.name, &[]).members
        })
        // One story has a Kafka that Azure runs, and nothing on Kubernetes.
        .filter(|members| !members.is_empty())
        .collect()
}

fn side(members: Vec<Member>) -> Side {
    let mut sources = SourceMap::new();
    sources.add(Source::new("all", ""));
    let mut side = Side::default();
    (side.label, side.sources, side.members, side.compiled) = ("side".into(), sources, members, true);
    side
}

fn compared(before: Vec<Member>, after: Vec<Member>) -> Outcome {
    diff(side(before), side(after), &Options::default())
}

#[test]
fn every_edit_is_explained_and_none_of_it_is_lost() {
    let bases = bases();
    assert!(bases.len() >= 5);
    let mut dice = Dice::new(8);
    let (mut seen, mut noisy) = (0, 0);
    for round in 0..EDITS {
        let base = &bases[round % bases.len()];
        let at = dice.below(base.len());
        let mut node = base[at].object.node.clone();
        edit(&mut node, &mut dice);
        let Some(object) = Object::from_node(node) else { continue };
        let mut after = base.clone();
        let old = Arc::clone(&after[at].object);
        after[at].object = Arc::new(object);
        let new = Arc::clone(&after[at].object);
        let outcome = compared(base.clone(), after);
        explained(&outcome, round);
        if old.name != new.name || old.namespace != new.namespace || old.gvk != new.gvk {
            continue;
        }
        seen += 1;
        let quiet = outcome.noise.keys().any(|noise| *noise != Noise::Writing);
        noisy += usize::from(quiet);
        if !quiet {
            nothing_lost(&outcome, &old, &new, round);
        }
    }
    assert!(seen > 2_000, "{seen} edits left an object of the same name");
    assert!(noisy < EDITS / 4, "{noisy} edits meant nothing");
}

/// Each change stands in a finding.
fn explained(outcome: &Outcome, round: usize) {
    let told: BTreeSet<(&str, &str, &str)> = outcome
        .findings
        .iter()
        .flat_map(|finding| &finding.changes)
        .map(|change| (change.path.as_str(), change.pointer_before.as_str(), change.pointer_after.as_str()))
        .collect();
    for change in outcome.resources.iter().flat_map(|resource| &resource.changes) {
        let key = (change.path.as_str(), change.pointer_before.as_str(), change.pointer_after.as_str());
        assert!(told.contains(&key), "edit {round}: nothing is said of `{}`", change.path);
    }
}

/// Without the places that were reported both objects are the same.
fn nothing_lost(outcome: &Outcome, old: &Object, new: &Object, round: usize) {
    let (mut before, mut after) = (to_json(&old.node), to_json(&new.node));
    let of = outcome.resources.iter().filter(|resource| resource.resource.name == old.name);
    let changes: Vec<_> = of.filter(|r| r.resource.kind == old.gvk.kind).flat_map(|r| &r.changes).collect();
    let cut = |tree: &mut Value, pointers: Vec<&str>| {
        let mut pointers: Vec<Vec<String>> = pointers
            .into_iter()
            .map(|p| p.split('/').skip(1).map(|s| s.replace("~1", "/").replace("~0", "~")).collect())
            .collect();
        // The last items of a list first, so that the places of the others stay.
        pointers.sort_by_key(|p| p.iter().map(|s| (s.parse::<usize>().ok(), s.clone())).collect::<Vec<_>>());
        pointers.dedup();
        pointers.iter().rev().for_each(|pointer| remove(tree, pointer));
    };
    let side = |not: Kind| changes.iter().filter(move |change| change.kind != not);
    cut(&mut before, side(Kind::Added).map(|change| change.pointer_before.as_str()).collect());
    cut(&mut after, side(Kind::Removed).map(|change| change.pointer_after.as_str()).collect());
    assert_eq!(before, after, "edit {round} of {}: {changes:?}", old.title());
}

fn remove(tree: &mut Value, pointer: &[String]) {
    match (pointer, tree) {
        ([], tree) => *tree = Value::Null,
        ([key], Value::Object(map)) => _ = map.remove(key),
        ([key], Value::Array(items)) => _ = items.remove(key.parse::<usize>().expect("a place")),
        ([key, rest @ ..], Value::Object(map)) => {
            if let Some(inner) = map.get_mut(key) {
                remove(inner, rest);
            }
        }
        ([key, rest @ ..], Value::Array(items)) => {
            remove(&mut items[key.parse::<usize>().expect("a place")], rest)
        }
        _ => {}
    }
}

#[test]
fn nothing_differs_from_itself_in_any_order() {
    let mut dice = Dice::new(3);
    for base in bases() {
        let mut edited = base.clone();
        for member in &mut edited {
            let mut node = member.object.node.clone();
            edit(&mut node, &mut dice);
            if let Some(object) = Object::from_node(node) {
                member.object = Arc::new(object);
            }
        }
        assert!(compared(edited.clone(), edited.clone()).is_empty());
        let mut other: Vec<Member> = edited
            .iter()
            .map(|member| {
                let mut object = (*member.object).clone();
                object.node = shuffled(object.node, &mut dice);
                Member { object: Arc::new(object), ..member.clone() }
            })
            .collect();
        for at in (1..other.len()).rev() {
            other.swap(at, dice.below(at + 1));
        }
        let outcome = compared(edited, other);
        assert!(outcome.is_empty(), "{:?}", outcome.findings.first());
    }
}

#[test]
fn edits_of_blueprints_are_explained() {
    let mut dice = Dice::new(5);
    let texts: Vec<(String, String)> = stories()
        .map(|story| (story.name.to_string(), String::from_utf8(story.bytes.to_vec()).expect("text")))
        .collect();
    let compiled = |name: &str, text: &str| {
        let story = stories().find(|story| story.name == name).expect("a story");
        let files = story.files();
        compile(Input { name: name.to_owned(), bytes: text.into(), files: &files })
    };
    let mut seen = 0;
    for round in 0..TEXT_EDITS {
        let (name, text) = &texts[round % texts.len()];
        let after = compiled(name, &edits::line(text, &mut dice));
        if after.plans.is_empty() {
            continue;
        }
        seen += 1;
        let outcome =
            diff(compiled(name, text).into_side("a", &[]), after.into_side("b", &[]), &Options::default());
        explained(&outcome, round);
    }
    assert!(seen > TEXT_EDITS / 8, "{seen} edits compiled");
}
