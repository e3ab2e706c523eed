use super::kustomization::{self, Kustomization, Patched};
use super::path;
use super::role::{Role, in_chart, is_chart, is_kustomization};
use crate::lint::Scope;
use crate::object::Gvk;
use crate::source::Files;
use std::collections::{BTreeMap, BTreeSet};

/// What every file is, and which belong together.
pub(in crate::lint) struct Layout {
    /// By the place of the file.
    pub(in crate::lint) roles: Vec<Role>,
    /// Sets of files; one file may be in several, through several kustomizations.
    pub(in crate::lint) sets: Vec<Together>,
    patches: BTreeMap<usize, Vec<Patched>>,
}

/// Files that are applied together.
pub(in crate::lint) struct Together {
    pub(in crate::lint) scope: Scope,
    /// Whether something may belong to it that is not among the files.
    pub(in crate::lint) open: bool,
    /// Whether some kustomization changes every object of one of the files.
    pub(in crate::lint) reshaped: bool,
    /// Whether some kustomization puts one of the files into another namespace.
    pub(in crate::lint) moved: bool,
    /// In byte order of their names.
    pub(in crate::lint) files: BTreeSet<usize>,
}

impl Layout {
    /// Reads the kustomizations among `names` and looks at the names of the rest.
    pub(in crate::lint) fn of(names: &[String], files: &dyn Files) -> Self {
        let at: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, n)| (n.as_str(), at)).collect();
        let charts: BTreeSet<&str> = names.iter().filter(|n| is_chart(n)).map(|n| path::folder(n)).collect();
        let mut roles: Vec<Role> = names.iter().map(|name| role(name, &charts)).collect();
        let kustomizations: BTreeMap<&str, (usize, Kustomization)> = names
            .iter()
            .enumerate()
            .filter(|(_, name)| is_kustomization(name))
            .map(|(index, name)| (path::folder(name), (index, kustomization::read(name, files))))
            .collect();
        let mut patches: BTreeMap<usize, Vec<Patched>> = BTreeMap::new();
        let mut sets = Vec::new();
        let mut grouped = BTreeSet::new();
        let mut reshaped = BTreeSet::new();
        let mut moved = BTreeSet::new();
        let mut included = BTreeSet::new();
        for folder in kustomizations.keys() {
            let mut closure = Closure::default();
            closure.follow(folder, &kustomizations, &at);
            for (file, patched) in
                closure.files.iter().flat_map(|f| closure.patched.iter().map(move |p| (f, p)))
            {
                patches.entry(*file).or_default().push((*patched).clone());
            }
            grouped.extend(closure.files.iter().copied());
            if closure.reshapes {
                reshaped.extend(closure.files.iter().copied());
            }
            if closure.moves {
                moved.extend(closure.files.iter().copied());
            }
            included.extend(closure.seen.iter().filter(|other| *other != folder).copied());
            let (open, files) = (closure.open, closure.files);
            let scope = Scope::Kustomization;
            sets.push(Together { scope, open, reshaped: false, moved: false, files });
        }
        // What one kustomization names as it is may be what another one changes, and adds to.
        for (set, folder) in sets.iter_mut().zip(kustomizations.keys()) {
            set.reshaped = !set.files.is_disjoint(&reshaped);
            set.moved = !set.files.is_disjoint(&moved);
            set.open |= included.contains(folder);
        }
        for (index, kustomization) in kustomizations.values() {
            roles[*index] = Role::Fragment;
            for fragment in &kustomization.fragments {
                if let Some(file) = at.get(fragment.as_str()).filter(|file| !grouped.contains(*file)) {
                    roles[*file] = Role::Fragment;
                }
            }
        }
        let mut rest: BTreeMap<(Scope, &str), BTreeSet<usize>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate().filter(|(index, _)| !grouped.contains(index)) {
            match roles[index] {
                Role::Manifests => {
                    rest.entry((Scope::Folder, path::folder(name))).or_default().insert(index);
                }
                Role::Template => {
                    let chart = chart_of(name, &charts).unwrap_or_default();
                    rest.entry((Scope::Chart, chart)).or_default().insert(index);
                }
                Role::Fragment | Role::Values => {}
            }
        }
        // What a chart's values switch off or on is not known before it is rendered.
        sets.extend(rest.into_iter().map(|((scope, _), files)| Together {
            scope,
            open: scope == Scope::Chart,
            reshaped: false,
            moved: false,
            files,
        }));
        Self { roles, sets, patches }
    }

    /// Whether a kustomization changes an object of a file.
    pub(in crate::lint) fn is_patched(&self, file: usize, gvk: &Gvk, name: &str) -> bool {
        self.patches.get(&file).is_some_and(|patches| patches.iter().any(|patch| patch.holds(gvk, name)))
    }
}

fn role(name: &str, charts: &BTreeSet<&str>) -> Role {
    match chart_of(name, charts) {
        Some("") => in_chart(name),
        Some(chart) => in_chart(&name[chart.len() + 1..]),
        None => Role::Manifests,
    }
}

/// The chart a file belongs to, the innermost one.
fn chart_of<'c>(name: &str, charts: &BTreeSet<&'c str>) -> Option<&'c str> {
    let mut folder = path::folder(name);
    loop {
        if let Some(chart) = charts.get(folder) {
            return Some(chart);
        }
        if folder.is_empty() {
            return None;
        }
        folder = path::folder(folder);
    }
}

/// Everything one kustomization brings together.
#[derive(Default)]
struct Closure<'k> {
    files: BTreeSet<usize>,
    patched: Vec<&'k Patched>,
    open: bool,
    reshapes: bool,
    moves: bool,
    seen: BTreeSet<&'k str>,
}

impl<'k> Closure<'k> {
    fn follow(
        &mut self,
        folder: &'k str,
        all: &'k BTreeMap<&str, (usize, Kustomization)>,
        at: &BTreeMap<&str, usize>,
    ) {
        let Some((_, own)) = all.get(folder).filter(|_| self.seen.insert(folder)) else {
            self.open |= !self.seen.contains(folder);
            return;
        };
        self.open |= own.open;
        self.reshapes |= own.reshapes;
        self.moves |= own.moves;
        self.patched.extend(&own.patched);
        for resource in &own.resources {
            match at.get(resource.as_str()) {
                Some(file) => {
                    self.files.insert(*file);
                }
                None => self.follow(resource, all, at),
            }
        }
    }
}
