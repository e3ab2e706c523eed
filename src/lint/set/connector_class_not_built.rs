use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::{artifact_of_class, kamelet_of_class, legacy_artifact};
use crate::lint::view::{Connector, cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "connector-class-not-built",
        Severity::Error,
        include_str!("connector_class_not_built.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP40"],
    check: Check::Set(check),
};

const CAMEL: &str = "org.apache.camel.kafkaconnector";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.scope == Scope::Kustomization {
        return;
    }
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let Some(name) = cluster_of(object).filter(|_| !patched) else { continue };
        let mut connects = set.beside(Kind::KafkaConnect, name, object);
        let (Some(Member { object: connect, patched: false, .. }), None) = (connects.next(), connects.next())
        else {
            continue;
        };
        let connector = Connector::of(object);
        let Some((at, class)) = connector.class.filter(|(_, class)| class.starts_with(CAMEL)) else {
            continue;
        };
        let Some((built, plugins)) = packages(connect) else { continue };
        match artifact_of(class) {
            Some(wanted) if told(object, &wanted, &built) => {}
            Some(wanted) if !built.iter().any(|one| one.artifact == wanted) => {
                absent(connect, connector, (at, class), &wanted, plugins, cx);
            }
            Some(_) => {}
            // A class of this group that no artifact of it ever had: its name follows from the artifact's.
            None => misspelt(connector, (at, class), &built, plugins, connect, cx),
        }
    }
}

/// Whether the blueprint it comes from was told of the line of Camel that has ended.
fn told(connector: &Object, wanted: &str, built: &[Package]) -> bool {
    let ended = |artifact: &str| legacy_artifact(CAMEL, artifact);
    judged_in_blueprint(connector, &connector.node)
        && (ended(wanted).is_some()
            || built.iter().filter_map(|one| ended(&one.artifact)).any(|one| one.instead == wanted))
}

/// The artifact of Camel that brings a class.
fn artifact_of(class: &str) -> Option<String> {
    let kamelet = kamelet_of_class(class).map(|kamelet| kamelet.artifact());
    kamelet.or_else(|| artifact_of_class(class).map(|known| known.artifact.to_owned()))
}

/// A package of Camel in a build.
struct Package {
    artifact: String,
}

/// The packages of a build that has nothing but packages of Camel, each of which brings the one connector it is named
/// after. `None` where something else may bring more.
fn packages(connect: &Object) -> Option<(Vec<Package>, &Node)> {
    let plugins = connect.at("spec/build/plugins")?;
    if connect.at("spec/plugins").is_some() || connect.at("spec/image").is_some() {
        return None;
    }
    let mut all = Vec::new();
    for artifact in
        plugins.as_list()?.iter().filter_map(|plugin| plugin.get("artifacts")?.as_list()).flatten()
    {
        let text = |key| artifact.get(key).and_then(Node::as_str);
        let name = match text("url") {
            Some(url) => {
                let (_, path) = url.split_once("/org/apache/camel/kafkaconnector/")?;
                path.split('/').next()?
            }
            None => text("artifact").filter(|_| text("group") == Some(CAMEL))?,
        };
        all.push(Package { artifact: name.to_owned() });
    }
    (!all.is_empty()).then_some((all, plugins))
}

fn absent<'a>(
    connect: &'a Object,
    connector: Connector<'a>,
    (at, class): (&'a Node, &str),
    wanted: &str,
    plugins: &'a Node,
    cx: &mut Cx<'a>,
) {
    let message = format!(
        "{} runs `{}`, and no plugin in the build of {} brings it",
        connector.object.title(),
        short(class),
        connect.title()
    );
    let help = match legacy_artifact(CAMEL, wanted) {
        Some(newer) => {
            format!("it ended with Camel's 0.11: write `class: {}`, from `{}`", newer.class, newer.instead)
        }
        None => format!("add the artifact `{CAMEL}:{wanted}` to `spec.build.plugins`"),
    };
    cx.report(Place::Value(connector.object, at), message)
        .also(Place::Key(connect, plugins), "what is built")
        .help(help);
}

fn misspelt<'a>(
    connector: Connector<'a>,
    (at, class): (&'a Node, &str),
    built: &[Package],
    plugins: &'a Node,
    connect: &'a Object,
    cx: &mut Cx<'a>,
) {
    let meant = built.iter().filter_map(|package| class_of(&package.artifact)).find(|own| {
        let fold = |class: &str| class.rsplit('.').next().unwrap_or(class).to_ascii_lowercase();
        own.eq_ignore_ascii_case(class)
            || fold(own) == fold(class)
            || crate::facts::near::distance(&fold(own), &fold(class), 4).is_some()
    });
    let Some(meant) = meant else { return };
    let message = format!(
        "{} runs `{}`, and no plugin in the build of {} brings a class of that name",
        connector.object.title(),
        short(class),
        connect.title()
    );
    cx.report(Place::Value(connector.object, at), message)
        .also(Place::Key(connect, plugins), "what is built")
        .help(format!("did you mean `{meant}`?"));
}

/// The class of a package that is made of a kamelet.
fn class_of(artifact: &str) -> Option<String> {
    let name = artifact.strip_prefix("camel-")?.strip_suffix("-kafka-connector")?;
    let direction = if name.ends_with("-sink") { "Sink" } else { "Source" };
    let package = name.replace('-', "");
    let first = package.get(..1)?.to_ascii_uppercase();
    let class = format!("{CAMEL}.{package}.Camel{first}{}{direction}Connector", package.get(1..)?);
    kamelet_of_class(&class).map(|_| class)
}

fn short(class: &str) -> &str {
    class.rsplit('.').next().unwrap_or(class)
}
