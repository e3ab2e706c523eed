use super::condition::Condition;
use super::expression::Shape;
use super::names::Names;

/// A run of versions of a table, by column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    first: u8,
    last: u8,
}

impl Span {
    /// `1.31..1.33`, `1.31..`, `..1.33`; without one, every version.
    pub(super) fn read(text: Option<&str>, versions: &[&str]) -> Self {
        let (low, high) = text.and_then(|text| text.split_once("..")).unwrap_or_default();
        let column = |name: &str| versions.iter().position(|version| *version == name);
        Self { first: column(low).unwrap_or(0) as u8, last: column(high).unwrap_or(versions.len() - 1) as u8 }
    }

    /// Whether the column is in it.
    pub(super) fn holds(self, version: u8) -> bool {
        (self.first..=self.last).contains(&version)
    }

    /// The first and the last column.
    pub(super) fn ends(self) -> (usize, usize) {
        (usize::from(self.first), usize::from(self.last))
    }
}

/// The fields of a type.
pub(super) struct Record {
    /// In byte order of their names; a name stands once per run of versions.
    pub(super) fields: Vec<Field>,
    /// The places of the fields that must be there in some version.
    pub(super) required: Vec<usize>,
    /// Of each group of fields exactly one must be present.
    pub(super) one_of: Vec<(Vec<&'static str>, Span)>,
    /// What some fields demand of others.
    pub(super) conditions: Vec<(Condition, Span)>,
}

/// One field of a type.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
    pub(super) span: Span,
}

impl Record {
    pub(super) fn read(lines: &'static str, names: &Names) -> Self {
        let mut record =
            Self { fields: Vec::new(), required: Vec::new(), one_of: Vec::new(), conditions: Vec::new() };
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let mut words = line.split(' ');
            let name = words.next().unwrap_or_default();
            let text = words.next().unwrap_or_default();
            let span = Span::read(words.next(), &names.versions);
            match name {
                "?one-of" => record.one_of.push((text.split('|').collect(), span)),
                "?when" => record.conditions.push((Condition::read(text), span)),
                name => record.fields.push(Field {
                    name: name.trim_end_matches('!'),
                    required: name.ends_with('!'),
                    shape: Shape::read(text, names),
                    span,
                }),
            }
        }
        record.required = (0..record.fields.len()).filter(|at| record.fields[*at].required).collect();
        record
    }

    /// The field of that name in a version.
    pub(super) fn field(&self, name: &str, version: u8) -> Option<&Field> {
        let from = self.fields.partition_point(|field| field.name < name);
        self.fields[from..]
            .iter()
            .take_while(|field| field.name == name)
            .find(|field| field.span.holds(version))
    }
}
