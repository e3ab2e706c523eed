use super::{Effect, Pattern, Severity};
use crate::facts::impact::{ImpactRow, impact};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a change does: a row of the impact table.
#[derive(Debug)]
pub struct Row {
    /// `IMP-K01`; `any-…` for what is said of changes no other row knows.
    pub id: &'static str,
    /// What happens, the first one foremost.
    pub effects: Vec<Effect>,
    /// How bad that is.
    pub severity: Severity,
    /// When it holds, where no code decides that.
    pub select: Option<Select>,
    /// One sentence with holes.
    pub what: &'static str,
    /// What to do instead, or about it; with holes.
    pub remedy: Option<&'static str>,
    /// The fact from outside that decides, and how to learn it.
    pub depends: Option<Depends>,
    /// `A`, `B` or `C`.
    pub certainty: &'static str,
    /// Where it is from.
    pub source: &'static str,
}

/// A fact that neither side states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depends {
    /// Half a sentence: `whether the StorageClass allows expansion`.
    pub on: &'static str,
    /// What tells: a command, with holes.
    pub ask: &'static str,
}

/// When a row of the table holds by itself.
#[derive(Debug)]
pub struct Select {
    /// Kinds, any of them.
    pub kinds: Vec<&'static str>,
    /// Paths, any of them.
    pub paths: Vec<Pattern>,
    /// Conditions, all of them.
    pub when: Vec<When>,
    /// Whether all changes of an object it holds for are one finding.
    pub fold: bool,
}

/// A condition on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Both values are there.
    Changed,
    /// It was not there.
    Added,
    /// It is no more.
    Removed,
    /// The amount is larger.
    Raised,
    /// The amount is smaller.
    Lowered,
    /// It was this.
    From(&'static str),
    /// It is to be this.
    To(&'static str),
}

impl Row {
    /// Whether it says what is said of any change.
    #[must_use]
    pub fn is_generic(&self) -> bool {
        self.id.starts_with("any-")
    }
}

/// Every row, in the order of the tables.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    table().0.iter()
}

/// The row of an id.
#[must_use]
pub fn row(id: &str) -> Option<&'static Row> {
    let (rows, by_id) = table();
    by_id.get(id).map(|at| &rows[*at])
}

type Table = (Vec<Row>, BTreeMap<&'static str, usize>);

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Vec<Row> =
            impact().map(|cells| read(&cells).unwrap_or_else(|why| panic!("{}: {why}", cells.id))).collect();
        let by_id = rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
        (rows, by_id)
    })
}

/// A row out of its cells; a word nobody knows is a defect of the table itself.
fn read(cells: &ImpactRow) -> Result<Row, String> {
    let effects =
        cells.effects.split('+').map(|word| Effect::read(word).ok_or_else(|| format!("no effect `{word}`")));
    let depends = match cells.depends.map(|text| text.split_once(": ")) {
        None => None,
        Some(Some((on, ask))) => Some(Depends { on, ask }),
        Some(None) => return Err("`depends` is `what it is: command`".into()),
    };
    Ok(Row {
        id: cells.id,
        effects: effects.collect::<Result<_, _>>()?,
        severity: Severity::read(cells.severity)
            .ok_or_else(|| format!("no severity `{}`", cells.severity))?,
        select: cells.kinds.map(|kinds| select(kinds, cells)).transpose()?,
        what: cells.what,
        remedy: cells.remedy,
        depends,
        certainty: cells.certainty,
        source: cells.source,
    })
}

fn select(kinds: &'static str, cells: &ImpactRow) -> Result<Select, String> {
    let words: Vec<&'static str> = cells.when.unwrap_or_default().split_whitespace().collect();
    let when = words.iter().filter(|word| **word != "fold").map(|word| {
        Ok(match *word {
            "changed" => When::Changed,
            "added" => When::Added,
            "removed" => When::Removed,
            "raised" => When::Raised,
            "lowered" => When::Lowered,
            word => match word.split_once(':') {
                Some(("from", value)) => When::From(value),
                Some(("to", value)) => When::To(value),
                _ => return Err(format!("no condition `{word}`")),
            },
        })
    });
    Ok(Select {
        kinds: kinds.split(',').collect(),
        paths: cells.paths.unwrap_or_default().split(';').map(Pattern::new).collect(),
        when: when.collect::<Result<_, String>>()?,
        fold: words.contains(&"fold"),
    })
}
