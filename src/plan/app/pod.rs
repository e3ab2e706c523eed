use super::{Lowering, claim, container, spread, volume};
use crate::object::Tree;
use crate::plan::host_alias::host_aliases;
use crate::plan::leaf::texts;
use crate::source::Origin;
use crate::yaml::{Map, Value};

/// The `template` of the pods.
pub(super) fn template(app: &Lowering<'_>) -> Tree {
    let labels = app.owner.labels().merge(texts(&app.app.pod_labels));
    let metadata =
        Tree::new(app.key).put("labels", labels).put("annotations", texts(&app.app.pod_annotations));
    Tree::new(app.key).put("metadata", metadata).put("spec", spec(app))
}

fn spec(app: &Lowering<'_>) -> Tree {
    let pull: Vec<Tree> =
        app.app.image_pull_secrets.iter().map(|name| Tree::new(&name.origin).put("name", name)).collect();
    let pod = Tree::new(app.key)
        .put("serviceAccountName", app.name)
        .put_from("enableServiceLinks", false, &Origin::Default("service-links"))
        .put("terminationGracePeriodSeconds", &app.app.termination_grace_period_seconds)
        .put("priorityClassName", &app.app.priority_class_name)
        .put("imagePullSecrets", pull)
        .put("hostAliases", host_aliases(app.topology, app.links()))
        .put("nodeSelector", texts(&app.app.node_selector))
        .put("tolerations", &app.app.tolerations)
        .put("securityContext", security(app));
    spread::put(app, pod).put("containers", vec![container::lower(app)]).put("volumes", volume::volumes(app))
}

/// The pods' security context; what the blueprint sets to `null` is left out.
fn security(app: &Lowering<'_>) -> Option<Tree> {
    let context = app.app.security_context.as_ref()?;
    let empty = Map::new();
    let map = match &context.0.value {
        Value::Map(map) => map,
        _ => &empty,
    };
    let tree = map
        .entries
        .iter()
        .filter(|entry| entry.value.value != Value::Null)
        .fold(Tree::new(&context.0.origin), |tree, entry| tree.put(&entry.key.text, &entry.value));
    let unsaid = map.get("fsGroupChangePolicy").is_none() && claim::claimed(app).next().is_some();
    Some(tree.with(unsaid.then_some("OnRootMismatch"), |tree, policy| {
        tree.put_from("fsGroupChangePolicy", policy, &Origin::Default("fs-group-change"))
    }))
}
