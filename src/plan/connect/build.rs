use crate::blueprint::{Connect, Plugin};
use crate::object::Tree;
use crate::plan::access::secret_name;
use crate::source::Origin;
use crate::topology::Topology;

/// The `build`: where the image goes and what is put into it.
pub(super) fn lower(topology: &Topology, connect: &Connect) -> Option<Tree> {
    let build = connect.build.as_ref()?;
    let secret = build.push_secret.as_ref().map(|secret| secret.with(secret_name(topology, &secret.value.0)));
    let output = Tree::new(&build.origin)
        .put_from("type", "docker", &Origin::Default("build-output"))
        .put("image", &build.image)
        .put("pushSecret", &secret);
    let plugins: Vec<Tree> = connect
        .plugins
        .iter()
        .map(|(name, plugin)| {
            Tree::new(&plugin.key).put("name", name).put("artifacts", vec![artifact(plugin)])
        })
        .collect();
    Some(
        Tree::new(&build.origin)
            .put("output", output)
            .put("resources", &build.resources)
            .put("plugins", plugins),
    )
}

fn artifact(plugin: &Plugin) -> Tree {
    let tree = Tree::new(&plugin.origin);
    let Some(maven) = &plugin.maven else {
        return tree
            .put("type", &plugin.kind)
            .put("url", &plugin.url)
            .put("sha512sum", &plugin.sha512sum)
            .put("fileName", &plugin.file_name);
    };
    let mut parts = maven.value.splitn(3, ':');
    let mut part = || parts.next().map(|part| maven.with(part.to_owned()));
    tree.put("type", &maven.with(String::from("maven")))
        .put("repository", &plugin.repository)
        .put("group", &part())
        .put("artifact", &part())
        .put("version", &part())
        .put_from("includeScope", "runtime", &Origin::Default("maven-scope"))
}
