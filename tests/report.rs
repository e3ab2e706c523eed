//! What a report looks like, for every shape of place it may point at.

use std::fmt::Write;
use streamwright::diagnostic::{AMBIGUOUS_SCALAR, DUPLICATE_KEY, Diagnostic, ENCODING, SYNTAX, Severity};
use streamwright::report::{Format, Look, Report, render};
use streamwright::source::{Source, SourceId, SourceMap, Span};

const TEXT: &str = "\
apiVersion: streamwright/v1alpha1
kind: Blueprint
kafka:
  streaming:
    provider: strimzi
    topics:
      orders: {}
      payments: {partitions: 3}
      orders: {partitions: 12}
profile: production
";

/// The `n`th place where `needle` stands, from 0.
fn find(sources: &SourceMap, id: SourceId, needle: &str, n: usize) -> Span {
    let (start, _) = sources.get(id).text().match_indices(needle).nth(n).expect("the needle stands there");
    Span::new(id, start, start + needle.len())
}

fn one(text: &str) -> (SourceMap, SourceId) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("platform.yaml", text));
    (sources, id)
}

fn human(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let subject = "platform.yaml";
    render(Format::Human, &Report { sources, diagnostics, subject }, Look::PLAIN)
}

fn several() -> (SourceMap, Vec<Diagnostic>) {
    let (mut sources, id) = one(TEXT);
    let raw = sources.add(Source::new("extra/audit.yaml", "kind: Deployment\nmetadata: {name: orders}\n"));
    let all = vec![
        Diagnostic::new(&DUPLICATE_KEY, find(&sources, id, "orders", 1), "the key `orders` stands twice")
            .here("again")
            .also(find(&sources, id, "orders", 0), "first here")
            .help("keep one of the two"),
        Diagnostic::new(&AMBIGUOUS_SCALAR, find(&sources, id, "production", 0), "`production` is read twice")
            .severity(Severity::Warning)
            .here("in the blueprint")
            .also(find(&sources, id, "Blueprint", 0), "of this kind")
            .also(find(&sources, raw, "orders", 0), "and in the raw manifest"),
        Diagnostic::without_place(&ENCODING, "cannot read `missing.yaml`: there is no such file")
            .severity(Severity::Info)
            .help("name a file that exists\n  blueprint: platform.yaml"),
    ];
    (sources, all)
}

#[test]
fn human_points_at_every_place_in_every_file() {
    let (sources, all) = several();
    insta::assert_snapshot!(human(&sources, &all));
}

#[test]
fn human_in_colour_only_adds_colour() {
    let (sources, all) = several();
    let report = Report { sources: &sources, diagnostics: &all, subject: "platform.yaml" };
    let colored = render(Format::Human, &report, Look { color: true, ..Look::PLAIN });
    assert!(colored.contains("\u{1b}[1;31merror[duplicate-key]\u{1b}[0m"), "{colored}");
    let mut plain = String::new();
    for (i, part) in colored.split('\u{1b}').enumerate() {
        plain.push_str(if i == 0 { part } else { part.split_once('m').expect("a colour").1 });
    }
    let plain: Vec<&str> = plain.lines().map(str::trim_end).collect();
    assert_eq!(plain.join("\n") + "\n", human(&sources, &all));
}

#[test]
fn line_is_one_line_each() {
    let (sources, all) = several();
    let report = Report { sources: &sources, diagnostics: &all, subject: "platform.yaml" };
    insta::assert_snapshot!(render(Format::Line, &report, Look::PLAIN));
}

#[test]
fn json_holds_everything() {
    let (sources, all) = several();
    let report = Report { sources: &sources, diagnostics: &all, subject: "platform.yaml" };
    let text = render(Format::Json, &report, Look::PLAIN);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["diagnostics"].as_array().map(Vec::len), Some(3));
    insta::assert_snapshot!(text);
}

/// The formats of other programs.
const OTHERS: [(&str, Format); 6] = [
    ("sarif", Format::Sarif),
    ("github", Format::GitHub),
    ("gitlab", Format::GitLab),
    ("azure_devops", Format::AzureDevOps),
    ("junit", Format::JUnit),
    ("markdown", Format::Markdown),
];

#[test]
fn other_programs_get_every_finding() {
    let (sources, all) = several();
    let report = Report { sources: &sources, diagnostics: &all, subject: "platform.yaml" };
    for (name, format) in OTHERS {
        insta::assert_snapshot!(name, render(format, &report, Look::PLAIN));
        let nothing = render(format, &Report { diagnostics: &[], ..report }, Look::PLAIN);
        insta::assert_snapshot!(format!("{name}_nothing"), nothing);
    }
}

#[test]
fn a_comment_stays_below_what_github_takes() {
    let (sources, id) = one(TEXT);
    let span = find(&sources, id, "orders", 0);
    let all: Vec<Diagnostic> = (0..5_000)
        .map(|i| Diagnostic::new(&SYNTAX, span, format!("`key{i}` is wrong")).help("write it right"))
        .collect();
    let report = Report { sources: &sources, diagnostics: &all, subject: "platform.yaml" };
    let text = render(Format::Markdown, &report, Look::PLAIN);
    assert!(text.chars().count() < 65_536, "{}", text.chars().count());
    let rows = text.lines().filter(|line| line.starts_with("| error")).count();
    assert!(text.contains(&format!("{} more are not shown", 5_000 - rows)), "{rows} rows");
}

#[test]
fn hostile_text_is_shown_not_obeyed() {
    let text = "a: \u{1b}[2J\u{1b}]0;owned\u{7}x\r\nb: \u{202e}gnp.exe\u{9b}31m\r\n";
    let (sources, id) = one(text);
    let span = find(&sources, id, "owned", 0);
    let bad = Diagnostic::new(&SYNTAX, span, "the key `\u{1b}[2J\nerror[fake]: x` is unknown")
        .here("\u{1b}[31mhere")
        .help("remove \u{9b}31m it");
    let shown = human(&sources, std::slice::from_ref(&bad));
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    insta::assert_snapshot!(shown);

    let report = Report { sources: &sources, diagnostics: &[bad], subject: "platform.yaml" };
    for format in [Format::Line, Format::Json].into_iter().chain(OTHERS.map(|(_, format)| format)) {
        let shown = render(format, &report, Look::PLAIN);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
    assert_eq!(render(Format::Line, &report, Look::PLAIN).lines().count(), 1);
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!(
        "before: {}\nall: {{{}needle: 1, {}}}\n",
        "y".repeat(300),
        "k: 1, ".repeat(40),
        "z".repeat(300)
    );
    let (sources, id) = one(&text);
    let shown = human(
        &sources,
        &[Diagnostic::new(&SYNTAX, find(&sources, id, "needle", 0), "`needle` is unknown").here("here")],
    );
    assert!(shown.lines().all(|l| l.chars().count() <= 100), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn odd_places_are_still_places() {
    let mut shown = String::new();
    let mut show = |title: &str, text: &str, start: usize, end: usize| {
        let (sources, id) = one(text);
        let d = Diagnostic::new(&SYNTAX, Span::new(id, start, end), title).here("here");
        let _ = writeln!(shown, "{}", human(&sources, &[d]));
    };
    show("an empty text", "", 0, 0);
    show("the end of a text with a last line break", "a: 1\n", 5, 5);
    show("the end of a text without one", "a: 1", 4, 4);
    show("past the end", "a: 1\n", 90, 99);
    show("a line break", "a: 1\nb: 2\n", 4, 5);
    show("two lines", "a: 1\nb:\n  c: 2\nd: 3\n", 5, 15);
    show("more lines than are worth showing", TEXT, TEXT.find("kafka").unwrap(), TEXT.len());
    show("wide characters", "名前: 値段\n", 8, 14);
    show("the middle of a character", "é: ü\n", 1, 5);
    show("after a tab", "a:\t\tb\n", 4, 5);
    insta::assert_snapshot!(shown);
}

#[test]
fn the_length_of_a_file_costs_nothing_per_report() {
    let time = |lines: usize| {
        let (sources, id) = one(&"key: value\n".repeat(lines));
        let all: Vec<Diagnostic> = (0..300)
            .map(|i| {
                let start = sources.get(id).line_starts()[lines - 1 - i * 3] as usize;
                Diagnostic::new(&SYNTAX, Span::new(id, start, start + 3), "wrong")
            })
            .collect();
        (0..5)
            .map(|_| {
                let begun = std::time::Instant::now();
                assert!(human(&sources, &all).len() > 10_000);
                begun.elapsed()
            })
            .min()
            .expect("five runs")
    };
    let (short, long) = (time(1_000), time(200_000));
    assert!(long < short * 4, "{long:?} for a file 200 times as long as one that took {short:?}");
}

#[test]
fn a_label_may_begin_within_the_break_that_ends_its_line() {
    let text = "name: a\r\n\n\n\n";
    let (sources, id) = one(text);
    let at = text.find('\n').unwrap();
    let d = Diagnostic::new(&SYNTAX, Span::new(id, at, at + 4), "wrong");
    let report = Report { sources: &sources, diagnostics: &[d], subject: "platform.yaml" };
    let shown = render(Format::Human, &report, Look { width: 80, ..Look::PLAIN });
    assert!(shown.contains("platform.yaml:1:"), "{shown}");
}

proptest::proptest! {
    #[test]
    fn any_places_in_any_text(
        text in "[a-z:\\-\t\r\n\u{1b}é名\u{feff} ]{0,80}|[a-z ]{300,400}\n[a-z]{0,9}",
        places in proptest::collection::vec((0usize..450, 0usize..90), 1..5),
        width in 10usize..120,
    ) {
        let (sources, id) = one(&text);
        let span = |(start, len): (usize, usize)| Span::new(id, start, start + len);
        let mut d = Diagnostic::new(&SYNTAX, span(places[0]), "wrong").here("the first");
        for place in &places[1..] {
            d = d.also(span(*place), "another");
        }
        let report = Report { sources: &sources, diagnostics: &[d], subject: "platform.yaml" };
        let shown = render(Format::Human, &report, Look { width, ..Look::PLAIN });
        proptest::prop_assert!(shown.contains("platform.yaml:"), "{}", shown);
        proptest::prop_assert!(!shown.contains("Failed to read"), "{}", shown);
        proptest::prop_assert!(!shown.contains("-->"), "{}", shown);
        proptest::prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{:?}", shown);
        proptest::prop_assert!(shown.matches("another").count() >= places.len() - 1, "{}", shown);
    }
}
