use crate::blueprint::Ignore;
use crate::source::Span;
use crate::yaml::{Mark, Node};

/// An entry of `lint.ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ignored {
    /// Its own name.
    pub(super) name: String,
    /// The rule.
    pub(super) rule: String,
    /// Where it stands.
    pub(super) span: Option<Span>,
    /// `2027-06-30`, with its place.
    pub(super) until: Option<(String, Option<Span>)>,
    /// What it speaks for; everything where nothing is said.
    places: Option<Vec<Span>>,
}

impl Ignored {
    /// An entry of a blueprint; `root` is the document, whose places `at` names, in environments too.
    pub(super) fn of(ignore: &Ignore, name: &str, span: Option<Span>, root: Option<&Node<Mark>>) -> Self {
        let places = ignore.at.as_ref().map(|at| root.map_or_else(Vec::new, |root| places(root, &at.value)));
        Self {
            name: name.to_owned(),
            rule: ignore.rule.value.clone(),
            span,
            until: ignore.until.as_ref().map(|until| (until.value.clone(), until.span())),
            places,
        }
    }

    /// Whether its time is over. Days written as they should be are in the order of their text.
    pub(super) fn is_over(&self, today: Option<&str>) -> bool {
        matches!((&self.until, today), (Some((until, _)), Some(today)) if until.as_str() < today)
    }

    /// Whether it speaks for what a rule says of a place.
    pub(super) fn holds(&self, rule: &str, span: Span) -> bool {
        let inside =
            |place: &Span| place.source == span.source && place.start <= span.start && span.end <= place.end;
        self.rule == rule && self.places.as_ref().is_none_or(|places| places.iter().any(inside))
    }
}

/// Where `kafka/legacy` stands: in the document itself, and in its environments.
fn places(root: &Node<Mark>, path: &str) -> Vec<Span> {
    let environments = root.get("environments").and_then(Node::as_map);
    let overlays = environments.into_iter().flat_map(|map| map.entries.iter().map(|entry| &entry.value));
    std::iter::once(root).chain(overlays).filter_map(|from| place(from, path)).collect()
}

fn place(from: &Node<Mark>, path: &str) -> Option<Span> {
    let mut node = from;
    let mut found = None;
    for step in path.split('/').filter(|step| !step.is_empty()) {
        if let Some(map) = node.as_map() {
            let entry = map.entry(step)?;
            found = Some(entry.key.origin.span.to(entry.value.origin.span));
            node = &entry.value;
        } else {
            node = node.as_list()?.get(step.parse::<usize>().ok()?)?;
            found = Some(node.origin.span);
        }
    }
    found
}
