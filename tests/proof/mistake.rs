//! Mistakes as tables hold them, made in files, and what came of each.
//!
//! A row is: name, site, change, what is to be said, where (`.` is the site itself), and what may be said besides.
//! A row without a name goes on with the mistake above it.

use crate::edit::Edit;
use crate::folder::{Folder, Found, line_of, trees};
use crate::path::{Path, shown};
use crate::site::{Site, name_of};
use streamwright::object::Pointer;
use streamwright::yaml::{Node, write_documents};

/// One row with the rows that go on with it.
pub struct Mistake {
    pub name: String,
    pub steps: Vec<(Site, Edit)>,
    /// Severity and rule; nothing where nobody says anything yet.
    pub wanted: Option<(String, String)>,
    at: At,
    also: Vec<String>,
}

/// Where something is to be said.
enum At {
    /// In the document the mistake is in.
    Here(Path),
    /// In a document of another kind; with a name, where it stands for the one the mistake is in.
    There(Site, bool),
}

/// A file as a list of documents.
pub type Documents = Vec<(String, Vec<Node<()>>)>;

/// What a folder became, and the places where something is to be said.
pub struct Made {
    pub folder: Folder,
    pub places: Vec<(String, usize)>,
    pub site: String,
}

pub fn documents(folder: &Folder) -> Documents {
    folder.iter().map(|(name, text)| (name.clone(), trees(text))).collect()
}

/// Reads a table; its first line names the columns.
pub fn table(text: &str) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let mut columns: Vec<&str> = line.split('\t').collect();
        columns.resize(6, "");
        let step = (Site::read(columns[1]), Edit::read(columns[2]));
        if columns[0].is_empty() {
            found.last_mut().expect("a row to go on with").steps.push(step);
            continue;
        }
        let (site, edit) = &step;
        let at = match columns[4] {
            "" | "." => At::Here(after(site, edit)),
            there if there.contains(' ') => {
                let named = there.strip_suffix("=@name");
                At::There(Site::read(named.unwrap_or(there)), named.is_some())
            }
            here => At::Here(Path::read(here)),
        };
        found.push(Mistake {
            name: columns[0].to_owned(),
            steps: vec![step],
            wanted: columns[3].split_once(' ').map(|(severity, rule)| (severity.to_owned(), rule.to_owned())),
            at,
            also: columns[5].split(',').filter(|rule| !rule.is_empty()).map(str::to_owned).collect(),
        });
    }
    found
}

/// The place of a change once it is made.
fn after(site: &Site, edit: &Edit) -> Path {
    match edit {
        Edit::Rename(name) => site.path.renamed(name),
        Edit::Twice => site.path.renamed("last"),
        Edit::Add(_) => site.path.and("last"),
        _ => site.path.clone(),
    }
}

impl Mistake {
    /// The mistake at every place it can be made.
    pub fn everywhere(&self, folder: &Folder, documents: &Documents) -> Vec<Made> {
        let (site, edit) = &self.steps[0];
        let mut made = Vec::new();
        for (file, (name, all)) in documents.iter().enumerate() {
            for (index, document) in all.iter().enumerate().filter(|(_, document)| site.is_about(document)) {
                for way in site.path.places(document, edit.may_be_new()) {
                    let mut changed = documents.clone();
                    let new = edit.apply(document, &way);
                    let whole = way.0.is_empty();
                    match new {
                        Some(new) => changed[file].1[index] = new,
                        None if whole && matches!(edit, Edit::Drop) => drop(changed[file].1.remove(index)),
                        None if whole => changed[file].1.extend(edit.further(document)),
                        None => continue,
                    }
                    let mut touched = vec![file];
                    self.steps[1..].iter().for_each(|step| touched.push(go_on(&mut changed, step)));
                    let folder = written(folder, &changed, &touched);
                    let places = self.places(&folder, &changed, (file, index, document), &way);
                    // A mistake that nobody is there to suffer from is none.
                    if places.is_empty() && matches!(self.at, At::There(..)) {
                        continue;
                    }
                    made.push(Made { folder, places, site: format!("{name}{way}") });
                }
            }
        }
        made
    }

    fn places(
        &self,
        folder: &Folder,
        changed: &Documents,
        (file, index, before): (usize, usize, &Node<()>),
        way: &Pointer,
    ) -> Vec<(String, usize)> {
        let (name, documents) = &changed[file];
        match &self.at {
            At::Here(_) if documents.is_empty() => Vec::new(),
            At::Here(path) => {
                // A document that was written twice is the last one.
                let twice = way.0.is_empty() && self.steps[0].1.further(before).is_some();
                let index = if twice { documents.len() - 1 } else { index };
                let there = path.beside(&documents[index], &self.steps[0].0.path, way);
                vec![(name.clone(), line_of(&folder[name], index, &there))]
            }
            At::There(site, by_name) => {
                let wanted = name_of(before);
                let all = changed.iter().flat_map(|(name, documents)| {
                    documents.iter().enumerate().map(move |(index, document)| (name, index, document))
                });
                all.filter(|(_, _, document)| site.is_about(document))
                    .flat_map(|(name, index, document)| {
                        site.path
                            .places(document, !by_name)
                            .into_iter()
                            .map(move |way| (name, index, document, way))
                    })
                    .filter(|(_, _, document, way)| !by_name || way.find(document).map(shown) == wanted)
                    .map(|(name, index, _, way)| (name.clone(), line_of(&folder[name], index, &way)))
                    .collect()
            }
        }
    }

    /// What is wrong with what was said; nothing where exactly the mistake was found.
    pub fn verdict(&self, made: &Made, said: &[Found]) -> Option<String> {
        let (severity, rule) = self.wanted.as_ref()?;
        let hit = |found: &Found| {
            &found.rule == rule
                && &found.severity == severity
                && made.places.iter().any(|(file, line)| file == &found.file && *line == found.line)
        };
        let besides: Vec<&Found> =
            said.iter().filter(|found| !hit(found) && !self.also.contains(&found.rule)).collect();
        if said.iter().any(hit) && besides.is_empty() {
            return None;
        }
        let said: Vec<String> = said.iter().map(|found| format!("\n      {found}")).collect();
        let at: Vec<String> = made.places.iter().map(|(file, line)| format!("{file}:{line}")).collect();
        let at = at.join(" or ");
        Some(format!(
            "{}\n    made at {}\n    wanted {severity}[{rule}] at {at}\n    said{}",
            self.name,
            made.site,
            said.concat()
        ))
    }
}

/// A further change, at the first place it can be made.
fn go_on(documents: &mut Documents, (site, edit): &(Site, Edit)) -> usize {
    for (file, (_, all)) in documents.iter_mut().enumerate() {
        for (index, document) in all.iter_mut().enumerate().filter(|(_, document)| site.is_about(document)) {
            let Some(way) = site.path.places(document, edit.may_be_new()).into_iter().next() else {
                continue;
            };
            match edit.apply(document, &way) {
                Some(new) => *document = new,
                None if !way.0.is_empty() => continue,
                None => match edit.further(document) {
                    Some(further) => all.push(further),
                    None => drop(all.remove(index)),
                },
            }
            return file;
        }
    }
    panic!("nowhere to go on with {site:?}");
}

/// The folder with the changed files; what has nothing left goes, and its line in a kustomization.
fn written(folder: &Folder, changed: &Documents, touched: &[usize]) -> Folder {
    let mut folder = folder.clone();
    for file in touched {
        let (name, documents) = &changed[*file];
        if documents.is_empty() {
            folder.remove(name);
            let own = format!("- {name}");
            for text in
                folder.iter_mut().filter(|(name, _)| name.ends_with("kustomization.yaml")).map(|(_, t)| t)
            {
                *text =
                    text.lines().filter(|line| line.trim() != own).map(|line| format!("{line}\n")).collect();
            }
        } else {
            folder.insert(name.clone(), write_documents(documents));
        }
    }
    folder
}
