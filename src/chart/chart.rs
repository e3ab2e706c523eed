use super::{ChartEnvironment, Condition, Settings, Template};
use crate::topology::Section;

/// One component of the platform as a chart.
#[derive(Debug)]
pub struct Chart<'p> {
    /// The component, which is what the chart and its release are called.
    pub name: &'p str,
    /// The section it stands in.
    pub section: Section,
    /// The environments that have it; `values.yaml` holds the values of the first.
    pub environments: Vec<ChartEnvironment<'p>>,
    /// One per object, in order of installation.
    pub files: Vec<File<'p>>,
    /// What can be set, in the order of `values.yaml`.
    pub settings: Settings,
    /// How long the name of its objects may be, which what is made of them goes beyond.
    pub longest_name: usize,
}

/// One object of a chart.
#[derive(Debug)]
pub struct File<'p> {
    /// The name of its file among the manifests, which is the same in every environment.
    pub manifest: &'p str,
    /// Its kind.
    pub kind: &'p str,
    /// When it is there; always without.
    pub when: Option<Condition>,
    /// The object.
    pub object: Template,
}

impl Chart<'_> {
    /// Whether its objects may be called otherwise than the component: what Strimzi runs is known to others by name.
    #[must_use]
    pub fn renamable(&self) -> bool {
        self.section == Section::Apps
    }
}
