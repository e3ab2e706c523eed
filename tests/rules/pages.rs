use crate::example::examples;
use streamwright::lint::{Check, rules};

#[test]
fn what_fires_fires_at_its_line_and_what_passes_is_silent() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for section in ["Fires", "Passes"] {
            for (number, example) in examples(rule, section).iter().enumerate() {
                let said = example.said(rule);
                if said != example.wanted {
                    let id = rule.code.id;
                    wrong.push(format!(
                        "{id}, {section} {}:\n  wanted {:?}\n  said   {said:?}",
                        number + 1,
                        example.wanted
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_passing_example_wants_nothing_of_its_own_rule_and_a_firing_one_something() {
    for rule in rules() {
        let id = rule.code.id;
        let own = |example: &crate::example::Example| example.wanted.iter().any(|said| said.3 == id);
        assert!(examples(rule, "Fires").iter().all(own), "{id}: an example under Fires marks no line");
        assert!(!examples(rule, "Passes").iter().any(own), "{id}: an example under Passes marks a line");
    }
}

#[test]
fn every_page_has_its_sections() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let (id, page) = (rule.code.id, rule.code.page);
        let mut lines = page.lines();
        if lines.next() != Some(&format!("# {id}")) {
            wrong.push(format!("{id}: the first line is not its name"));
        }
        let summary = lines.find(|line| !line.trim().is_empty()).unwrap_or("");
        if summary.starts_with('#') || !summary.ends_with('.') {
            wrong.push(format!("{id}: no sentence says what it is"));
        }
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let known = ["Why this is bad", "What to do", "Fires", "Fixed", "Passes", "References"];
        if !sections.iter().all(|section| known.contains(section)) || !sections.contains(&"Why this is bad") {
            wrong.push(format!("{id}: its sections are {sections:?}"));
        }
        // A file that cannot be opened cannot be shown.
        let shown = !examples(rule, "Fires").is_empty() && !examples(rule, "Passes").is_empty();
        let told = matches!(rule.check, Check::Engine) && sections.contains(&"What to do");
        if !shown && !told {
            wrong.push(format!("{id}: it shows no example that fires, or none that passes"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
