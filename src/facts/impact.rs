//! What changes do: one row each, in our own words.

use super::table::{rows, some};

/// A row as it stands in the table; what its words mean is for whoever compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImpactRow {
    /// `IMP-K01`.
    pub id: &'static str,
    /// Words, joined by `+`.
    pub effects: &'static str,
    /// One word.
    pub severity: &'static str,
    /// Kinds, joined by `,`; `None` where code decides when the row holds.
    pub kinds: Option<&'static str>,
    /// Patterns of paths, joined by `;`.
    pub paths: Option<&'static str>,
    /// Conditions, joined by blanks.
    pub when: Option<&'static str>,
    /// What happens, one sentence with holes such as `{before}`.
    pub what: &'static str,
    /// What to do instead, or about it.
    pub remedy: Option<&'static str>,
    /// The fact from outside that decides, and how to learn it: `what it is: command`.
    pub depends: Option<&'static str>,
    /// `A`: read in the code of what decides; `B`: its documentation; `C`: follows from what the thing is.
    pub certainty: &'static str,
    /// Where it is from.
    pub source: &'static str,
}

/// Every row, table by table.
pub fn impact() -> impl Iterator<Item = ImpactRow> {
    [
        include_str!("../../schemas/facts/impact-kubernetes.tsv"),
        include_str!("../../schemas/facts/impact-azure.tsv"),
        include_str!("../../schemas/facts/impact-strimzi.tsv"),
        include_str!("../../schemas/facts/impact-kafka.tsv"),
        include_str!("../../schemas/facts/impact-connect.tsv"),
        include_str!("../../schemas/facts/impact-any.tsv"),
    ]
    .into_iter()
    .flat_map(|table| {
        rows::<11>(table).map(
            |[id, effects, severity, kinds, paths, when, what, remedy, depends, certainty, source]| {
                ImpactRow {
                    id,
                    effects,
                    severity,
                    kinds: some(kinds),
                    paths: some(paths),
                    when: some(when),
                    what,
                    remedy: some(remedy),
                    depends: some(depends),
                    certainty,
                    source,
                }
            },
        )
    })
}

/// Rows that were put to a real system, each with the systems, joined by `+`.
pub fn proved() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows::<2>(include_str!("../../schemas/facts/impact-proved.tsv")).map(|[id, on]| (id, on))
}

/// Rows of research that no table has yet, each with the reason.
pub fn waiting() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows::<2>(include_str!("../../schemas/facts/impact-waiting.tsv")).map(|[id, why]| (id, why))
}
