use super::{Environment, listed};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use std::collections::HashMap;

/// Environments pointed at by one diagnostic; its message names them all.
const POINTED_AT: usize = 3;

/// Joins what was said of each environment: once where all have it, and otherwise with the environments that do.
///
/// A mistake in the common part that only some environments have (another one completes the entry, or takes it
/// away) cannot be understood without their names. One inside an environment's own lines says enough by its place.
pub fn only_in(said: Vec<(&Environment, Sink)>, sink: &mut Sink) {
    let all = said.len();
    let environments: Vec<&Environment> = said.iter().map(|(environment, _)| *environment).collect();
    let mut joined: Vec<(Diagnostic, Vec<usize>)> = Vec::new();
    let mut found: HashMap<(&'static str, Option<Span>, String), usize> = HashMap::new();
    for (index, (_, own)) in said.into_iter().enumerate() {
        for diagnostic in own.into_sorted() {
            let key = (diagnostic.code.id, diagnostic.span(), diagnostic.message.clone());
            let at = *found.entry(key).or_insert_with(|| {
                joined.push((diagnostic, Vec::new()));
                joined.len() - 1
            });
            if joined[at].1.last() != Some(&index) {
                joined[at].1.push(index);
            }
        }
    }
    for (diagnostic, having) in joined {
        let having: Vec<&Environment> = having.into_iter().map(|index| environments[index]).collect();
        let evident = having.len() == all || is_evident(&diagnostic, &having, &environments);
        sink.push(if evident { diagnostic } else { named(diagnostic, &having) });
    }
}

/// Whether place or message already say which environments are meant.
fn is_evident(diagnostic: &Diagnostic, having: &[&Environment], all: &[&Environment]) -> bool {
    let inside = |span: Span, whole: Span| {
        span.source == whole.source && whole.start <= span.start && span.end <= whole.end
    };
    let places = |own: &Environment| own.key.into_iter().chain(own.overlay).collect::<Vec<_>>();
    let written = |span: Span| all.iter().flat_map(|own| places(own)).any(|whole| inside(span, whole));
    diagnostic.labels.iter().any(|label| written(label.span))
        || having.iter().all(|own| diagnostic.message.contains(&format!("`{}`", own.name)))
}

fn named(mut diagnostic: Diagnostic, having: &[&Environment]) -> Diagnostic {
    let names: Vec<&str> = having.iter().map(|own| own.name.as_str()).collect();
    let noun = if names.len() == 1 { "environment" } else { "environments" };
    diagnostic.message = format!("{} ({noun} {})", diagnostic.message, listed(&names));
    for key in having.iter().filter_map(|own| own.key).take(POINTED_AT) {
        diagnostic = diagnostic.also(key, "in this environment");
    }
    diagnostic
}
