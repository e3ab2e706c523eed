//! The whole document.

use crate::diagnostic::Sink;
use crate::source::SourceMap;
use crate::yaml::{Key, Map, Mark, Node, Value};

use super::{
    App, Bridge, Client, Connect, Decoder, Kafka, KubernetesCluster, Lint, Mirror, NameText, Named, Network,
    Outputs, Patch, Peering, RawResource, Secret, Shape, Val, Versions,
};

choice! {
    /// Which row set of the decisions table fills in what nobody wrote.
    Profile = "a profile" {
        /// Replicated, spread over zones, with requests that hold.
        Production = "production",
        /// As small as it runs.
        Development = "development",
    }
}

choice! {
    /// The version of this language.
    ApiVersion = "a version of the blueprint language" {
        /// The first one.
        V1Alpha1 = "streamwright/v1alpha1",
    }
}

choice! {
    /// What the document is.
    Kind = "a kind of document" {
        /// A platform.
        Blueprint = "Blueprint",
    }
}

section! {
    /// A Kafka platform: networks, Kubernetes clusters, Kafka clusters and everything that uses them.
    Blueprint = "a blueprint" {
        /// The version of the language: `streamwright/v1alpha1`.
        api_version "apiVersion": Val<ApiVersion>,
        /// Always `Blueprint`.
        kind "kind": Val<Kind>,
        /// What the platform is called.
        metadata "metadata": Metadata,
        /// Which decisions fill in what nobody wrote: `production` (the default) or `development`.
        profile "profile": Option<Val<Profile>>,
        /// The environment that `expand` and Helm's values show; required with two or more.
        default_environment "defaultEnvironment": Option<Val<NameText>>,
        /// The versions to compile for; a cluster may state its own.
        versions "versions": Option<Versions>,
        /// Virtual networks: facts that are checked, not created.
        networks "networks": Named<Network>,
        /// Peerings between virtual networks, by a name of your own.
        peerings "peerings": Named<Peering>,
        /// Kubernetes clusters that exist, with what is installed on them.
        kubernetes "kubernetes": Named<KubernetesCluster>,
        /// Kafka clusters: made by Strimzi, run by HDInsight, or somebody else's.
        kafka "kafka": Named<Kafka>,
        /// Programs outside Kubernetes: a user and its rights, nothing else.
        clients "clients": Named<Client>,
        /// Secrets by name and key; a value may not stand here.
        secrets "secrets": Named<Secret>,
        /// Kafka Connect clusters and their connectors.
        connect "connect": Named<Connect>,
        /// HTTP bridges to Kafka.
        bridges "bridges": Named<Bridge>,
        /// MirrorMaker 2: topics copied from one Kafka cluster to another.
        mirrors "mirrors": Named<Mirror>,
        /// Applications on Kubernetes.
        apps "apps": Named<App>,
        /// What a build writes.
        outputs "outputs": Option<Outputs>,
        /// Changes to compiled objects that the language has no word for.
        patches "patches": Named<Patch>,
        /// Manifests of your own that belong to the platform.
        resources "resources": Named<RawResource>,
        /// What lint is to leave unsaid, and how loudly it says the rest.
        lint "lint": Option<Lint>,
    }
}

section! {
    /// What the platform is called.
    Metadata = "the metadata" {
        /// The platform's name: the label `app.kubernetes.io/part-of` on every object.
        name "name": Val<super::PlatformText>,
    }
}

impl Blueprint {
    /// The document with a stand-in for what names it, when only that could not be read: the mistake was reported,
    /// and those in everything else are to be found in the same run.
    pub fn rescue(tree: &Node<Mark>, sources: &SourceMap) -> Option<Self> {
        let mut tree = tree.clone();
        let mark = tree.origin;
        let Value::Map(map) = &mut tree.value else { return None };
        map.entries.retain(|entry| !["apiVersion", "kind", "metadata"].contains(&entry.key.text.as_str()));
        let text = |text: &str| Node::new(Value::String(text.to_owned()), mark);
        let key = |text: &str| Key { text: text.to_owned(), origin: mark };
        let mut metadata = Map::new();
        metadata.push(key("name"), text("unnamed"));
        map.push(key("apiVersion"), text(ApiVersion::V1Alpha1.word()));
        map.push(key("kind"), text(Kind::Blueprint.word()));
        map.push(key("metadata"), Node::new(Value::Map(metadata), mark));
        // Everything it would say has been said.
        Self::decode(&tree, &mut Decoder::new(&mut Sink::new(), sources))
    }
}
