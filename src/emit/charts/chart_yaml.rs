use super::story::what;
use crate::blueprint::{HelmOutput, Item, Val};
use crate::chart::Chart;
use crate::facts::kubernetes::{ImageReference, MINORS};
use crate::object::{Node, Tree};
use crate::source::Origin;
use crate::topology::Section;
use crate::yaml::{self, Value};
use std::collections::BTreeSet;

/// The version of charts whose blueprint states none.
const FIRST: &str = "0.1.0";

pub(super) fn chart_yaml(chart: &Chart<'_>) -> String {
    let fixed = Origin::Fixed;
    let helm = output(chart);
    let annotations = Tree::new(&fixed)
        .put("artifacthub.io/category", "streaming-messaging")
        .put("artifacthub.io/images", images(chart))
        .put("artifacthub.io/license", helm.and_then(|helm| helm.license.as_ref()))
        .put("artifacthub.io/links", helm.and_then(links))
        .put("artifacthub.io/prerelease", version(chart).contains('-').then_some("true"))
        .put("artifacthub.io/recommendations", recommendations(chart));
    let mut text = yaml::write(
        &Tree::new(&fixed)
            .put("apiVersion", "v2")
            .put("name", chart.name)
            .put("description", description(chart))
            .put("type", "application")
            .put("version", version(chart))
            .finish(),
    );
    // Most versions are numbers to some reader of YAML; people who change it by hand see that it is text.
    yaml::write_quoted(&mut text, "appVersion", &app_version(chart));
    text.push_str(&yaml::write(
        &Tree::new(&fixed)
            .put("kubeVersion", format!(">={}.0-0", oldest()))
            .put("keywords", keywords(chart))
            .put("annotations", annotations)
            .finish(),
    ));
    text
}

fn output<'c>(chart: &Chart<'c>) -> Option<&'c HelmOutput> {
    chart.environments.first()?.topology.blueprint.outputs.as_ref()?.helm.as_ref()
}

/// Pages beside the chart's own, as Artifact Hub lists them: YAML in a text.
fn links(helm: &HelmOutput) -> Option<String> {
    let fixed = Origin::Fixed;
    let link = |(name, url): (&str, &Item<Val<String>>)| {
        Tree::new(&fixed).put("name", name).put("url", &url.value).finish()
    };
    let links: Vec<Node> = helm.links.iter().map(link).collect();
    (!links.is_empty()).then(|| yaml::write(&crate::object::list(links, &fixed)))
}

/// The chart of the operator that makes pods of what this one installs.
fn recommendations(chart: &Chart<'_>) -> Option<&'static str> {
    (chart.section != Section::Apps)
        .then_some("- url: https://artifacthub.io/packages/helm/strimzi/strimzi-kafka-operator\n")
}

/// The oldest Kubernetes whose objects we know.
pub(super) fn oldest() -> String {
    MINORS.first().map(ToString::to_string).unwrap_or_default()
}

/// The version all charts of the blueprint have.
pub(super) fn version<'c>(chart: &Chart<'c>) -> &'c str {
    output(chart).and_then(|helm| helm.version.as_ref()).map_or(FIRST, |version| version.value.as_str())
}

/// What the component is, in a sentence without its full stop.
fn description(chart: &Chart<'_>) -> String {
    let what = what(chart.section);
    let platform = chart
        .environments
        .first()
        .map_or("", |environment| environment.topology.blueprint.metadata.name.value.0.as_str());
    format!("The {what} {} of the platform {platform}", chart.name)
}

/// The tag of the application's image; the version of Kafka for what the operator runs.
fn app_version(chart: &Chart<'_>) -> String {
    let Some(environment) = chart.environments.first() else { return FIRST.to_owned() };
    let topology = environment.topology;
    let image = topology.blueprint.apps.get(chart.name).filter(|_| chart.section == Section::Apps);
    if let Some(app) = image {
        let tag = ImageReference::parse(&app.image.value).ok().and_then(|image| image.tag.or(image.digest));
        return tag.unwrap_or(FIRST).to_owned();
    }
    let cluster = topology.links_of(chart.section, chart.name).map(|link| link.to.cluster.as_str());
    [chart.name]
        .into_iter()
        .chain(cluster)
        .find_map(|name| topology.versions.kafka.get(name))
        .map_or_else(|| FIRST.to_owned(), |version| version.value.clone())
}

fn keywords(chart: &Chart<'_>) -> Vec<&'static str> {
    match chart.section {
        Section::Kafka => vec!["kafka", "strimzi"],
        Section::Connect => vec!["kafka", "kafka-connect", "strimzi"],
        Section::Bridges => vec!["kafka", "http-bridge", "strimzi"],
        Section::Mirrors => vec!["kafka", "mirrormaker", "strimzi"],
        Section::Apps | Section::Clients => vec!["kafka"],
    }
}

/// The images of the pods, as Artifact Hub lists them: YAML in a text.
fn images(chart: &Chart<'_>) -> Option<String> {
    let mut images = BTreeSet::new();
    for environment in &chart.environments {
        for placed in environment.component.objects.values() {
            find(&placed.object.node, &mut images);
        }
    }
    let fixed = Origin::Fixed;
    let list: Vec<Tree> = images
        .into_iter()
        .map(|image| Tree::new(&fixed).put("name", chart.name).put("image", image))
        .collect();
    (!list.is_empty())
        .then(|| yaml::write(&crate::object::list(list.into_iter().map(Tree::finish).collect(), &fixed)))
}

fn find<'n>(node: &'n Node, images: &mut BTreeSet<&'n str>) {
    match &node.value {
        Value::Map(map) => {
            for entry in &map.entries {
                match entry.value.as_str() {
                    Some(image) if entry.key.text == "image" => {
                        images.insert(image);
                    }
                    _ => find(&entry.value, images),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| find(item, images)),
        _ => {}
    }
}
