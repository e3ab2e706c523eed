use super::{Written, unknown};
use crate::diagnostic::{Diagnostic, ENVIRONMENT_CYCLE, Sink};

/// Each environment with what it is put together from, itself last; without those that build on one that does not
/// exist or, in the end, on themselves.
pub(super) fn chains<'w, 'a>(
    written: &'w [Written<'a>],
    sink: &mut Sink,
) -> Vec<(&'w Written<'a>, Vec<&'w Written<'a>>)> {
    let names: Vec<&str> = written.iter().map(|environment| environment.name).collect();
    for environment in written {
        if let Some((other, span)) = environment.extends.filter(|(other, _)| !names.contains(other)) {
            sink.push(unknown(other, span, &names));
        }
    }
    written.iter().filter_map(|own| Some((own, chain(own, written, sink)?))).collect()
}

/// What `own` is put together from, itself last; `None` when that has no end.
fn chain<'w, 'a>(
    own: &'w Written<'a>,
    written: &'w [Written<'a>],
    sink: &mut Sink,
) -> Option<Vec<&'w Written<'a>>> {
    let mut chain = vec![own];
    let mut at = own;
    while let Some((other, _)) = at.extends {
        at = written.iter().find(|environment| environment.name == other)?;
        if std::ptr::eq(at, own) {
            // Said once, from the first by name; the others of the circle only leave.
            if chain.iter().all(|environment| own.name <= environment.name) {
                sink.push(circle(&chain));
            }
            return None;
        }
        if chain.iter().any(|environment| std::ptr::eq(*environment, at)) {
            return None;
        }
        chain.push(at);
    }
    chain.reverse();
    Some(chain)
}

fn circle(chain: &[&Written<'_>]) -> Diagnostic {
    let first = chain[0];
    let span = |environment: &Written<'_>| environment.extends.map_or(environment.key, |(_, span)| span);
    let message = match chain {
        [only] => format!("the environment `{}` builds on itself", only.name),
        _ => {
            let mut names: Vec<String> =
                chain.iter().map(|environment| format!("`{}`", environment.name)).collect();
            names.push(names[0].clone());
            format!("environments build on each other in a circle: {}", names.join(" → "))
        }
    };
    let mut diagnostic = Diagnostic::new(&ENVIRONMENT_CYCLE, span(first), message)
        .help("remove one `extends`; an environment without it builds on what is common to all");
    for environment in &chain[1..] {
        diagnostic = diagnostic.also(span(environment), format!("`{}` goes on here", environment.name));
    }
    diagnostic
}
