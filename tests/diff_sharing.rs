//! What both sides have in common is read once: nobody can tell that from reading each on its own, and reading document
//! by document gives the objects that reading the whole text gives.

mod readers;

use readers::mutate::mutate;
use readers::random::Random;
use std::sync::Arc;
use streamwright::diagnostic::Sink;
use streamwright::diff::{Options, Outcome, Side, diff};
use streamwright::lint;
use streamwright::object::Object;
use streamwright::report::Look;
use streamwright::report::diff::{Format, render};
use streamwright::source::MemoryFiles;
use streamwright::yaml::{self, Limits, Reader};

/// Objects of one application, as documents of one file.
fn application(number: usize) -> Vec<String> {
    let name = format!("app-{}", number % 7);
    vec![
        format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: apps}}\nspec:\n  clusterIP: None\n  selector: {{app: {name}}}\n  ports:\n    - name: http\n      port: 8080\n"
        ),
        format!(
            "# The workload.\napiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: {name}\n  namespace: apps\nspec:\n  serviceName: {name}\n  replicas: {}\n  selector:\n    matchLabels: {{app: {name}}}\n  template:\n    metadata:\n      labels: {{app: {name}}}\n    spec:\n      containers:\n      - name: app\n        image: registry.example.com/apps/{name}:1.4.2\n        envFrom:\n        - configMapRef: {{name: {name}}}\n",
            number % 3
        ),
        format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  namespace: apps\ndata:\n  application.properties: |\n    num.stream.threads=2\n    application.id={name}\n"
        ),
        format!(
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {{name: {name}-a, namespace: apps}}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {{name: {name}-b, namespace: apps}}\n"
        ),
        format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \"{name}-quoted\"\n  namespace: &there apps\n  labels: {{in: *there}}\ndata:\n  long: >-\n    one\n    two\n"
        ),
        format!("name: {name}\nno: object\n"),
        String::new(),
        "# nothing but a word\n".to_owned(),
    ]
}

/// What stands between documents, mostly the plain mark.
fn mark(random: &mut Random) -> &'static str {
    if random.one_in(3) {
        random.pick::<&str>(&[
            "--- # next\n",
            "# before\n---\n",
            "---\n# behind\n",
            "...\n---\n",
            "---  \n",
            "\n\n---\n",
        ])
    } else {
        "---\n"
    }
}

/// A file, and the same with some edits: documents changed, doubled, gone, moved; now and then one broken on one side or
/// on both, with directives, with line breaks of another system.
fn files(random: &mut Random) -> [String; 2] {
    let mut documents: Vec<(&'static str, String)> = Vec::new();
    for number in 0..2 + random.below(5) {
        for document in application(number) {
            if !random.one_in(3) {
                documents.push((mark(random), document));
            }
        }
    }
    if random.one_in(6) && !documents.is_empty() {
        let at = random.below(documents.len());
        documents[at].1 = "apiVersion: v1\nkind: [ConfigMap\n".to_owned();
    }
    let mut other = documents.clone();
    for _ in 0..random.below(6) {
        if other.is_empty() {
            break;
        }
        let at = random.below(other.len());
        match random.below(7) {
            0 => _ = other.remove(at),
            1 => {
                let to = random.below(other.len());
                other.swap(at, to);
            }
            2 => {
                let again = other[at].clone();
                other.insert(random.below(other.len() + 1), again);
            }
            3 => other[at].0 = mark(random),
            4 => other[at].1 = other[at].1.replace("1.4.2", "1.4.3").replace("threads=2", "threads=4"),
            5 => other[at].1 = other[at].1.replace("replicas: 1", "replicas: 5").replace("8080", "8081"),
            _ if !other[at].1.is_empty() => other[at].1 = mutate(random, &other[at].1),
            _ => {}
        }
    }
    [documents, other].map(|documents| {
        let mut text = String::new();
        for (at, (mark, document)) in documents.iter().enumerate() {
            text += if at > 0 || random.one_in(2) { mark } else { "" };
            text += document;
        }
        match random.below(24) {
            0 => text.replace('\n', "\r\n"),
            1 => format!("%YAML 1.1\n---\n{text}"),
            2 => text.trim_end().to_owned(),
            3 => format!("\u{feff}{text}"),
            4 => format!("{text}---\n{{{{ template }}}}\n"),
            _ => text,
        }
    })
}

fn read(beside: Option<&Side>, label: &str, text: &str) -> (Side, Vec<String>) {
    let files = MemoryFiles::new().with("all.yaml", text).with("twice.yaml", text);
    let names = ["all.yaml".to_owned(), "twice.yaml".to_owned()];
    let names = if text.len().is_multiple_of(5) { &names[..] } else { &names[..1] };
    let (side, said) = Side::read_beside(beside, label, label, names, &files);
    let said = said.iter().map(|diagnostic| format!("{diagnostic:?}")).collect();
    (side, said)
}

fn told(outcome: &Outcome) -> String {
    render(Format::Json, outcome, Look::PLAIN) + &render(Format::GitHub, outcome, Look::PLAIN)
}

#[test]
fn what_is_shared_is_told_as_what_is_read_apart() {
    let mut random = Random::new(31);
    let (mut shared, mut differ, mut refused) = (0, 0, 0);
    for _ in 0..600 {
        let [before, after] = files(&mut random);
        let (old, broken) = read(None, "a/", &before);
        let (beside, said) = read(Some(&old), "b/", &after);
        let (apart, said_apart) = read(None, "b/", &after);
        assert_eq!(said, said_apart, "{before}\n======\n{after}");
        if !broken.is_empty() || !said.is_empty() {
            refused += 1;
            continue;
        }
        let is_old = |object: &Arc<Object>| old.members.iter().any(|m| Arc::ptr_eq(&m.object, object));
        shared += beside.members.iter().filter(|member| is_old(&member.object)).count();
        let (again, _) = read(None, "a/", &before);
        let with = told(&diff(old, beside, &Options::default()));
        let without = told(&diff(again, apart, &Options::default()));
        differ += usize::from(with.contains("\"line\""));
        assert!(with == without, "{before}\n======\n{after}\n======\n{with}\n======\n{without}");
    }
    assert!(shared > 3_000, "{shared} objects were shared");
    assert!(differ > 150, "{differ} pairs differ in something that has a line");
    assert!(refused > 40, "{refused} pairs cannot be read");
}

#[test]
fn documents_hold_what_the_whole_text_holds() {
    let mut random = Random::new(32);
    let mut right = 0;
    for _ in 0..1_000 {
        let [_, text] = files(&mut random);
        let text = text.trim_start_matches('\u{feff}');
        let (side, said) = read(None, "", text);
        let mut sink = Sink::new();
        let id = side.sources.first().expect("a text");
        let stream = yaml::parse_text(id, text, &Limits::default(), Reader::Kubernetes, &mut sink);
        if sink.has_errors() {
            assert!(!said.is_empty() || text.contains("{{"), "{text}");
            continue;
        }
        assert!(said.is_empty(), "{text}\n{said:?}");
        let mut objects = Vec::new();
        stream.documents.into_iter().for_each(|document| lint::objects(document.root, &mut objects));
        let of = side.members.iter().filter(|member| member.file == "all.yaml");
        assert!(of.map(|member| &*member.object).eq(&objects), "{text}");
        right += 1;
    }
    assert!(right > 500, "{right} texts can be read");
}

/// Two objects of one name are paired in the order they stand in, whichever of them is shared.
#[test]
fn twins_keep_their_places() {
    let twin = |port: u16| {
        format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec:\n  ports:\n  - port: {port}\n"
        )
    };
    let before = twin(80) + &twin(81) + &twin(82) + "---\n";
    let after = "# moved\n".to_owned() + &twin(82) + &twin(80) + &twin(81) + "---\n";
    let (old, _) = read(None, "a/", &before);
    let (new, _) = read(Some(&old), "b/", &after);
    assert!(new.members.iter().all(|member| member.again.is_some()));
    let (again, apart) = (read(None, "a/", &before).0, read(None, "b/", &after).0);
    let outcome = diff(old, new, &Options::default());
    assert_eq!(told(&outcome), told(&diff(again, apart, &Options::default())));
    let lines: Vec<usize> = outcome
        .resources
        .iter()
        .flat_map(|resource| &resource.changes)
        .filter_map(|change| Some(outcome.sources.position(change.at_after?).line))
        .collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| [8, 15, 22].contains(line)), "{lines:?}");
}
