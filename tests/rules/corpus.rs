//! Mending files of others: what changes is read again, keeps every comment, and loses exactly what was claimed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use streamwright::diagnostic::{Diagnostic, Safety, Sink};
use streamwright::lint::{Context, Input, Judged, Selection, Settlement, Targets, manifests, mend};
use streamwright::source::{Files, MemoryFiles, Source, SourceMap};
use streamwright::yaml::{Limits, Reader, parse};

fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("STREAMWRIGHT_SHARED").map_or_else(beside, PathBuf::from);
    let folder = shared.join("corpus/repos");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no `corpus/repos` beside this checkout");
    None
}

fn read(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            read(&path, root, files);
        } else if name.ends_with(".yaml") || name.ends_with(".yml") {
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}

/// How many findings of each rule there are.
fn counted<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    diagnostics.for_each(|diagnostic| *counts.entry(diagnostic.code.id).or_default() += 1);
    counts
}

/// The comments of a text, and how many mistakes there are in reading it.
fn comments(text: &str) -> (Vec<String>, usize) {
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new("a", text));
    let stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    (stream.documents.into_iter().flat_map(|d| d.comments).map(|c| c.text).collect(), sink.len())
}

#[test]
fn mending_others_files_keeps_their_comments_and_loses_what_it_claims() {
    let Some(root) = corpus() else { return };
    let mut all = BTreeMap::new();
    read(&root, &root, &mut all);
    let memory = all.iter().fold(MemoryFiles::new(), |memory, (name, bytes)| memory.with(name, &bytes[..]));
    let names: Vec<String> = all.keys().cloned().collect();
    let given: BTreeSet<String> = names.iter().cloned().collect();
    let context = Context { targets: Targets::newest(), platform: None };
    let judge = |files: &(dyn Files + Sync)| -> Judged {
        let input = Input { names: names.clone(), given: None, files, today: None };
        manifests(&input, &context, &mut Settlement::of_nothing(&Selection::default()))
    };
    let before = counted(judge(&memory).diagnostics.iter());
    for safety in [Safety::Safe, Safety::Unsafe] {
        let done = mend(safety, &given, &memory, &mut |files| judge(files));
        assert!(done.texts.len() > 20, "{safety:?}: {} files", done.texts.len());
        for (name, text) in &done.texts {
            let ((kept, mistakes), (are, more)) = (comments(&text.before), comments(&text.after));
            assert_eq!(kept, are, "{name} lost a comment");
            assert!(more <= mistakes, "{name} reads worse");
            let crlf = |text: &str| text.matches("\r\n").count() == text.matches('\n').count();
            assert_eq!(crlf(&text.before), crlf(&text.after), "{name}");
        }
        let after = counted(done.judged.diagnostics.iter());
        let left = |rule: &str| after.get(rule).copied().unwrap_or_default();
        for (rule, mended) in &done.mended {
            if safety == Safety::Safe {
                assert_eq!(left(rule) + mended, before[rule], "{rule}");
            }
        }
        if safety == Safety::Safe {
            let new = after.iter().filter(|(rule, count)| before.get(*rule).is_none_or(|was| was < count));
            assert_eq!(new.collect::<Vec<_>>(), [], "what is safe brings nothing new");
            let open = done.judged.diagnostics.iter().filter_map(|d| d.fix.as_ref());
            assert_eq!(open.filter(|fix| fix.safety == Safety::Safe).count(), 0, "what can be mended is");
        }
    }
}
