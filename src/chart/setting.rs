use super::ValuePath;
use super::fit::fitting;
use super::same::same;
use super::values::can_be_put_over;
use crate::object::Node;
use std::collections::BTreeMap;

/// One thing that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Where it stands.
    pub path: ValuePath,
    /// What it is, as a sentence that goes on after its key.
    pub comment: String,
    /// What may stand there.
    pub shape: Shape,
    /// Its value in each environment of the chart; `None` where nothing reads it.
    pub values: Vec<Option<Node>>,
}

/// What a value may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `true` or `false`.
    Bool,
    /// A whole number from the lowest to the highest.
    Int(i64, i64),
    /// Any number.
    Number,
    /// Text.
    Text,
    /// Text that is not empty.
    Word,
    /// One of these texts.
    OneOf(Vec<&'static str>),
    /// Text that fits a regular expression.
    Pattern(&'static str),
    /// The registry of an image: a host with an optional port, or nothing.
    Registry,
    /// The path of an image in its registry.
    Repository,
    /// The tag of an image, or nothing.
    Tag,
    /// The size of a claim.
    Size,
    /// An amount: `500m`, `1Gi`.
    Quantity,
    /// A name of an object.
    Name,
    /// The name of a namespace.
    Namespace,
    /// A name that hosts may have, of so many characters at most; or nothing.
    Host(usize),
    /// The digest of an image, or nothing.
    Digest,
    /// A map of texts.
    Texts,
    /// Labels.
    Labels,
    /// Labels of pods, beside those that say whose they are.
    PodLabels,
    /// Annotations: texts whose keys are those of labels.
    Annotations,
    /// Tolerations.
    Tolerations,
    /// Secrets, each by its `name`.
    SecretNames,
    /// An affinity.
    Affinity,
    /// Requests and limits.
    Resources,
    /// A map of anything.
    Map,
    /// A list of anything.
    List,
    /// A list of texts.
    TextList,
    /// A list of some of these words.
    WordList(Vec<&'static str>),
    /// A list of maps.
    Maps,
    /// Anything but `null`.
    Any,
}

/// The groups `values.yaml` begins with, in the order of charts people know.
const FIRST: [&str; 20] = [
    "nameOverride",
    "fullnameOverride",
    "kafkaNamespace",
    "kafkaNamespaces",
    "existingSecrets",
    "nodePools",
    "replicas",
    "image",
    "build",
    "imagePullSecrets",
    "env",
    "podLabels",
    "podAnnotations",
    "resources",
    "service",
    "persistence",
    "nodeSelector",
    "tolerations",
    "affinity",
    "defaultAffinity",
];

/// The groups it ends with.
const LAST: [&str; 2] = ["profile", "tests"];

/// What can be set, in the order it was met.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    list: Vec<Setting>,
    /// Every path taken and every path above one, and where in the list it stands.
    taken: BTreeMap<ValuePath, Option<usize>>,
}

impl Settings {
    /// Adds a setting and says where it came to stand: beside its path where something else is there already. What is
    /// read there in other environments only, as by the Deployment that is a StatefulSet elsewhere, is the same setting.
    pub fn add(&mut self, mut setting: Setting) -> ValuePath {
        if let Some(Some(index)) = self.taken.get(&setting.path)
            && let Some(values) = together(&self.list[*index], &setting)
        {
            self.list[*index].values = values;
            return setting.path;
        }
        let base = setting.path.clone();
        let mut number = 2;
        while let Some(taken) = self.taken_at(&setting.path) {
            setting.path = base.clone();
            if let Some(key) = setting.path.0.get_mut(taken) {
                key.push_str(&number.to_string());
            }
            number += 1;
        }
        for end in 1..setting.path.0.len() {
            self.taken.entry(ValuePath(setting.path.0[..end].to_vec())).or_insert(None);
        }
        setting.shape = fitting(setting.shape, &setting.values);
        let path = setting.path.clone();
        self.taken.insert(path.clone(), Some(self.list.len()));
        self.list.push(setting);
        path
    }

    /// Whether a setting would stand where it says.
    #[must_use]
    pub fn takes(&self, setting: &Setting) -> bool {
        match self.taken.get(&setting.path) {
            Some(Some(index)) => together(&self.list[*index], setting).is_some(),
            _ => self.taken_at(&setting.path).is_none(),
        }
    }

    /// The key of a path that has to be another: one with a value of its own, or the last one where it is taken.
    fn taken_at(&self, path: &ValuePath) -> Option<usize> {
        let above = (1..path.0.len())
            .find(|end| matches!(self.taken.get(&ValuePath(path.0[..*end].to_vec())), Some(Some(_))));
        above.map(|end| end - 1).or_else(|| self.taken.contains_key(path).then_some(path.0.len() - 1))
    }

    /// Puts what people look for first first; what stands below one key stays together, in the order it was met.
    pub(super) fn arrange(&mut self) {
        self.list.sort_by_key(|setting| {
            let key = setting.path.0.first().map_or("", String::as_str);
            let first = FIRST.iter().position(|known| *known == key);
            let last = LAST.iter().position(|known| *known == key).map(|at| FIRST.len() + 1 + at);
            first.or(last).unwrap_or(FIRST.len())
        });
        for (index, setting) in self.list.iter().enumerate() {
            self.taken.insert(setting.path.clone(), Some(index));
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Setting> {
        self.list.iter()
    }

    /// The setting at a path.
    #[must_use]
    pub fn get(&self, path: &ValuePath) -> Option<&Setting> {
        self.list.get((*self.taken.get(path)?)?)
    }
}

/// The values of two settings that can be one: alike wherever both are read.
fn together(one: &Setting, other: &Setting) -> Option<Vec<Option<Node>>> {
    if one.values == other.values {
        return Some(one.values.clone());
    }
    let alike = one.values.iter().zip(&other.values).all(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        _ => true,
    });
    if one.shape != other.shape || !alike {
        return None;
    }
    let values: Vec<Option<Node>> =
        one.values.iter().zip(&other.values).map(|(a, b)| a.as_ref().or(b.as_ref()).cloned()).collect();
    let base = values.iter().flatten().next()?;
    values.iter().flatten().all(|own| can_be_put_over(base, own)).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::text;
    use crate::source::Origin;

    #[test]
    fn a_place_that_is_taken_is_left_alone() {
        let mut settings = Settings::default();
        let mut add = |path: &str, value: &str| {
            let values = vec![Some(text(value, &Origin::Fixed))];
            let path = ValuePath::new(path.split('/'));
            let comment = String::new();
            settings.add(Setting { path, comment, shape: Shape::Text, values }).dotted()
        };
        assert_eq!(add("a", "1"), "a");
        assert_eq!(add("a", "1"), "a");
        assert_eq!(add("a", "2"), "a2");
        assert_eq!(add("a/b", "3"), "a3.b");
        assert_eq!(add("a3", "4"), "a32");
        assert_eq!(add("c/d", "5"), "c.d");
        assert_eq!(add("c", "6"), "c2");
    }
}
