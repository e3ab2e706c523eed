use super::*;
use crate::diagnostic::{MISSING_KEY, UNKNOWN_KEY};

/// Messages and the texts of their labels after joining; `place` says what each environment is wrong about, and where.
fn joined(place: impl Fn(&str, &Run) -> Vec<Diagnostic>) -> Vec<(String, Vec<String>)> {
    let run = run(&json!({
        "apps": {"a": {}},
        "environments": {"dev": {"apps": {}}, "prod": {}, "test": {}},
        "defaultEnvironment": "prod",
    }));
    let said = run.environments.iter().map(|environment| {
        let mut own = Sink::new();
        place(&environment.name, &run).into_iter().for_each(|d| own.push(d));
        (environment, own)
    });
    let mut sink = Sink::new();
    only_in(said.collect(), &mut sink);
    let labels = |d: &Diagnostic| d.labels[1..].iter().map(|l| run.text[l.span.range()].to_owned()).collect();
    sink.into_sorted().into_iter().map(|d| (d.message.clone(), labels(&d))).collect()
}

fn lacks(run: &Run) -> Diagnostic {
    let a = run.tree("dev").get("apps").and_then(Node::as_map).and_then(|apps| apps.entry("a")).unwrap();
    Diagnostic::new(&MISSING_KEY, a.key.origin.span, "`apps/a` has no `image`")
}

#[test]
fn what_all_have_is_said_once_and_of_none_in_particular() {
    assert_eq!(joined(|_, run| vec![lacks(run)]), [("`apps/a` has no `image`".to_owned(), vec![])]);
}

#[test]
fn what_some_have_names_them() {
    assert_eq!(
        joined(|name, run| if name == "prod" { vec![] } else { vec![lacks(run)] }),
        [(
            "`apps/a` has no `image` (environments `dev` and `test`)".to_owned(),
            vec!["dev".to_owned(), "test".to_owned()]
        )]
    );
    assert_eq!(
        joined(|name, run| if name == "dev" { vec![lacks(run), lacks(run)] } else { vec![] }),
        [("`apps/a` has no `image` (environment `dev`)".to_owned(), vec!["dev".to_owned()])]
    );
}

#[test]
fn an_environments_own_lines_speak_for_themselves() {
    let in_overlay = |name: &str, run: &Run| {
        let overlay = run.environments[0].overlay.unwrap();
        let span = Span::new(overlay.source, overlay.start as usize + 1, overlay.start as usize + 5);
        if name == "dev" { vec![Diagnostic::new(&UNKNOWN_KEY, span, "no such key")] } else { vec![] }
    };
    assert_eq!(joined(in_overlay), [("no such key".to_owned(), vec![])]);
    let named = |name: &str, run: &Run| match name {
        "dev" => vec![Diagnostic { message: "`dev` has none".into(), ..lacks(run) }],
        _ => vec![],
    };
    assert_eq!(joined(named), [("`dev` has none".to_owned(), vec![])]);
}
