//! The pod of `helm test`: it calls what the chart installed, or what it was installed for.

use super::{Chart, Expr, Helper, Item, Part, Setting, Shape, Template, ValuePath};
use crate::facts::strimzi;
use crate::object::{Node, Tree, list, text};
use crate::source::Origin;
use crate::yaml::Value;

const FIXED: &Origin = &Origin::Fixed;

/// A shell that opens a connection and nothing more.
const SCRIPT: &str = r#"if timeout 10 bash -c 'exec 3<>"/dev/tcp/$HOST/$PORT"'
then echo "$HOST:$PORT answers"
else echo "$HOST:$PORT does not answer: is it ready, and do its network policies admit this pod?"; exit 1
fi
"#;

impl Chart<'_> {
    /// What can be set of the pod that tests it.
    #[must_use]
    pub fn test_settings(&self) -> Vec<Setting> {
        let image = Setting {
            path: ValuePath::new(["tests", "image"]),
            comment: "is what `helm test` runs: an image with bash and timeout.".to_owned(),
            shape: Shape::Word,
            values: vec![Some(text(self.image(), FIXED)); self.environments.len()],
        };
        let labels = Setting {
            path: ValuePath::new(["tests", "podLabels"]),
            comment: "are labels of that pod which network policies on its way admit.".to_owned(),
            shape: Shape::PodLabels,
            values: vec![Some(Tree::new(FIXED).finish()); self.environments.len()],
        };
        if self.reach().is_some() { vec![image, labels] } else { Vec::new() }
    }

    /// The operator's own image of Kafka, which is on the nodes already.
    fn image(&self) -> String {
        let of = |environment: &super::ChartEnvironment<'_>| {
            let versions = &environment.topology.versions;
            let operator = versions.strimzi.get(environment.kubernetes)?.value.clone();
            let kafka = versions.kafka.values().map(|version| version.value.as_str());
            let runs = |version: &&str| {
                strimzi::version(&operator)
                    .is_some_and(|known| known.kafka.iter().any(|(runs, _)| runs == version))
            };
            let kafka = kafka.filter(runs).max()?.to_owned();
            Some((operator, kafka))
        };
        let (operator, kafka) = self.environments.first().and_then(of).unwrap_or_else(|| {
            let newest = strimzi::EMITTED[strimzi::EMITTED.len() - 1];
            let kafka = strimzi::version(newest).map_or("", |known| known.default_kafka);
            (newest.to_owned(), kafka.to_owned())
        });
        format!("quay.io/strimzi/kafka:{operator}-kafka-{kafka}")
    }

    /// The pod; `None` where nothing has a fixed address.
    #[must_use]
    pub fn connection_test(&self) -> Option<Template> {
        let reach = self.reach()?;
        let own = if self.renamable() { Expr::Include(Helper::FullName) } else { Expr::ReleaseName };
        let labels = if reach.as_own {
            vec![Part::Include(Helper::SelectorLabels)]
        } else {
            vec![Part::field("app.kubernetes.io/component", literal("test"))]
        };
        let metadata = Template::Map(vec![
            Part::field("name", Template::Text(Expr::join(vec![own, Expr::Text("-test".to_owned())]))),
            Part::field(
                "labels",
                Template::Map(
                    labels
                        .into_iter()
                        .chain([Part::Spread(ValuePath::new(["tests", "podLabels"]))])
                        .collect(),
                ),
            ),
            Part::field(
                "annotations",
                node(
                    Tree::new(FIXED)
                        .put("helm.sh/hook", "test")
                        .put("helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded"),
                ),
            ),
        ]);
        let profile = Tree::new(FIXED).put("type", "RuntimeDefault");
        let secured = Tree::new(FIXED)
            .put("runAsNonRoot", true)
            .put("runAsUser", 10_001_i64)
            .put("seccompProfile", profile);
        let spec = Template::Map(vec![
            Part::field("restartPolicy", literal("Never")),
            Part::field(
                "automountServiceAccountToken",
                Template::Literal(Node::new(Value::Bool(false), Origin::Fixed)),
            ),
            Part::field("securityContext", node(secured)),
            Part::field(
                "containers",
                Template::List(vec![Item { value: container(reach.host, reach.port), when: None }]),
            ),
        ]);
        Some(Template::Map(vec![
            Part::field("apiVersion", literal("v1")),
            Part::field("kind", literal("Pod")),
            Part::field("metadata", metadata),
            Part::field("spec", spec),
        ]))
    }
}

fn container(host: Expr, port: u16) -> Template {
    let named = |name: &str, value: Template| Item {
        value: Template::Map(vec![Part::field("name", literal(name)), Part::field("value", value)]),
        when: None,
    };
    let amounts = || Tree::new(FIXED).put("cpu", "50m").put("memory", "64Mi");
    let resources =
        Tree::new(FIXED).put("requests", amounts()).put("limits", Tree::new(FIXED).put("memory", "64Mi"));
    let dropped = Tree::new(FIXED).put("drop", vec!["ALL"]);
    let secured = Tree::new(FIXED)
        .put("allowPrivilegeEscalation", false)
        .put("readOnlyRootFilesystem", true)
        .put("capabilities", dropped);
    let command: Vec<Node> = ["bash", "-c", SCRIPT].into_iter().map(|word| text(word, FIXED)).collect();
    Template::Map(vec![
        Part::field("name", literal("test")),
        Part::field("image", Template::Text(Expr::Value(ValuePath::new(["tests", "image"])))),
        Part::field("command", Template::Literal(list(command, FIXED))),
        Part::field(
            "env",
            Template::List(vec![
                named("HOST", Template::Text(host)),
                named("PORT", literal(&port.to_string())),
            ]),
        ),
        Part::field("resources", node(resources)),
        Part::field("securityContext", node(secured)),
    ])
}

fn literal(word: &str) -> Template {
    Template::Literal(text(word, FIXED))
}

fn node(tree: Tree) -> Template {
    Template::Literal(tree.finish())
}
