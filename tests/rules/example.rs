//! The examples of a page.

use std::collections::BTreeSet;
use streamwright::diagnostic::Diagnostic;
use streamwright::lint::{Context, Input, Rule, Selection, Settlement, Targets, manifests};
use streamwright::pipeline::{self, Judging, compile_judged};
use streamwright::source::{Files, MemoryFiles, SourceMap};

/// One block of a page: files, and what is said of their lines.
pub struct Example {
    pub files: Vec<(String, String)>,
    /// File, line, severity, rule.
    pub wanted: BTreeSet<Said>,
    pub today: Option<String>,
    targets: Targets,
    /// The words behind the fence.
    info: String,
}

pub type Said = (String, usize, String, String);

const FENCE: &str = "```";

/// The blocks of one section.
pub fn examples(rule: &Rule, section: &str) -> Vec<Example> {
    let page = rule.code.page;
    let Some((_, rest)) = page.split_once(&format!("\n## {section}\n")) else { return Vec::new() };
    let text = rest.split("\n## ").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix(FENCE) {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != FENCE).collect();
            found.push(example(rule, info, &block));
        }
    }
    found
}

/// `yaml`, or `yaml kubernetes=1.33 strimzi=1.1 today=2027-06-30`; within it, `# file: NAME` begins the next file.
fn example(rule: &Rule, info: &str, block: &[&str]) -> Example {
    let mut words = info.split(' ');
    let ending = words.next().unwrap_or("yaml");
    let stated: Vec<(&str, &str)> = words.filter_map(|word| word.split_once('=')).collect();
    let version = |product: &str| stated.iter().find(|(name, _)| *name == product).map(|(_, value)| *value);
    let targets = Targets::read(version("kubernetes"), version("strimzi"), version("kafka"))
        .unwrap_or_else(|(message, _)| panic!("{}: {message}", rule.code.id));
    let mut files: Vec<(String, String)> = Vec::new();
    let mut wanted = BTreeSet::new();
    for line in block {
        if let Some(name) = line.strip_prefix("# file: ") {
            files.push((name.to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push((format!("example.{ending}"), String::new()));
        }
        let (name, text) = files.last_mut().expect("a file");
        let (kept, marks) = marks(line, rule.code.id);
        let number = text.lines().count() + 1;
        wanted.extend(marks.into_iter().map(|(severity, id)| (name.clone(), number, severity, id)));
        text.push_str(kept);
        text.push('\n');
    }
    let today = version("today").map(str::to_owned);
    Example { files, wanted, today, targets, info: info.to_owned() }
}

/// `  # error` is this rule, `  # warning[other]` another one; several may follow each other.
fn marks<'l>(line: &'l str, own: &str) -> (&'l str, Vec<(String, String)>) {
    let mut kept = line;
    let mut found = Vec::new();
    while let Some((before, mark)) = kept.rsplit_once("  # ") {
        let (severity, id) =
            mark.split_once('[').map_or((mark, own), |(s, id)| (s, id.trim_end_matches(']')));
        if !["error", "warning", "info"].contains(&severity) {
            break;
        }
        found.push((severity.to_owned(), id.to_owned()));
        kept = before.trim_end();
    }
    (kept, found)
}

impl Example {
    /// Everything provable, and the rule whatever it is.
    pub fn selection(rule: &Rule) -> Selection {
        let mut selection = Selection::default();
        selection.levels.insert(rule.code.id.to_owned(), Some(rule.code.severity));
        // A level given by hand would hide the ones a rule chooses itself.
        if selection.runs(rule) && Selection::default().runs(rule) {
            selection.levels.clear();
        }
        selection
    }

    pub fn context(&self) -> Context<'static> {
        Context { targets: self.targets.clone(), platform: None }
    }

    /// Whether a word stands behind the fence.
    pub fn has(&self, word: &str) -> bool {
        self.info.split(' ').any(|one| one == word)
    }

    /// What stands behind the fence as `name=value`.
    pub fn stated(&self, name: &str) -> Option<&str> {
        self.info
            .split(' ')
            .filter_map(|word| word.split_once('='))
            .find(|(own, _)| *own == name)
            .map(|(_, v)| v)
    }

    /// What is said of it when everything provable is asked, and `rule` whatever it is.
    pub fn said(&self, rule: &Rule) -> BTreeSet<Said> {
        let files =
            self.files.iter().fold(MemoryFiles::new(), |files, (n, text)| files.with(n, text.as_str()));
        let mut names: Vec<String> = self.files.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        let (selection, context) = (Self::selection(rule), self.context());
        let input = Input { names, given: None, files: &files, today: self.today.as_deref() };
        let judged = manifests(&input, &context, &mut Settlement::of_nothing(&selection));
        let mut said = found(&judged.sources, &judged.diagnostics);
        for name in judged.blueprints {
            let bytes = files.read(&name).expect("it was read before");
            let judging = Judging { selection: selection.clone(), today: self.today.clone() };
            let compiled = compile_judged(pipeline::Input { name, bytes, files: &files }, &judging);
            said.extend(found(&compiled.sources, &compiled.diagnostics));
        }
        said
    }
}

fn found(sources: &SourceMap, diagnostics: &[Diagnostic]) -> BTreeSet<Said> {
    let each = diagnostics.iter().map(|diagnostic| {
        let (severity, id) = (diagnostic.severity.to_string(), diagnostic.code.id.to_owned());
        match diagnostic.span() {
            Some(span) => {
                (sources.get(span.source).name().to_owned(), sources.position(span).line, severity, id)
            }
            None => (String::new(), 0, severity, id),
        }
    });
    each.collect()
}
