use crate::process::Folder;
use streamwright::diagnostic::CODES;
use streamwright::lint::{rules, vocabulary};

#[test]
fn every_code_is_listed_with_what_it_is() {
    let done = Folder::new().run(&["explain"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let ids: std::collections::BTreeSet<&str> = vocabulary().map(|code| code.id).collect();
    assert_eq!(done.out.lines().count(), ids.len());
    for (line, code) in done.out.lines().zip(ids) {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words[0], code, "sorted");
        assert!(["error", "warning", "info"].contains(&words[1]) && words.len() > 4, "{line}");
    }
}

#[test]
fn a_page_ends_with_an_example_and_the_report_it_really_earns() {
    let folder = Folder::new();
    for code in CODES {
        let done = folder.run(&["explain", code.id]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", code.id);
        let (page, rest) = done.out.split_once("\n## Example: ").expect("an example");
        assert_eq!(page.trim_end(), code.page.trim_end());
        let (example, report) = rest.split_once("\n## What is said about it\n").expect("a report");
        assert!(example.lines().count() > 3, "{example}");
        assert!(report.contains(&format!("[{}]: ", code.id)), "{report}");
        assert!(!report.contains("says more"), "{report}");
    }
}

#[test]
fn the_page_of_a_rule_shows_its_own_examples() {
    let folder = Folder::new();
    for rule in rules() {
        let done = folder.run(&["explain", rule.code.id]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", rule.code.id);
        assert_eq!(done.out.trim_end(), rule.code.page.trim_end());
    }
}
