use crate::blueprint::{Config, NameText, Profile, RawList, Val};
use crate::object::Tree;
use crate::plan::host_alias::host_aliases;
use crate::plan::{access, peer, pod};
use crate::source::Origin;
use crate::topology::{Link, Place, Section, Topology};

/// What a blueprint says about the pods of an operand.
pub(in crate::plan) struct Pods<'t> {
    pub(in crate::plan) topology: &'t Topology,
    pub(in crate::plan) section: Section,
    /// The component.
    pub(in crate::plan) name: &'t str,
    pub(in crate::plan) place: &'t Place,
    pub(in crate::plan) node_selector: &'t Config,
    pub(in crate::plan) tolerations: Option<&'t RawList>,
    pub(in crate::plan) image_pull_secrets: &'t [Val<NameText>],
    /// Whether an init container looks up the zone.
    pub(in crate::plan) racked: bool,
}

impl Pods<'_> {
    /// The `template`, with `container` as the name of the operand's own container there.
    pub(in crate::plan) fn template(&self, container: &str, origin: &Origin) -> Tree {
        let pod = Tree::new(origin)
            .put("imagePullSecrets", self.pull_secrets())
            .put("affinity", pod::node_affinity(self.node_selector))
            .put("hostAliases", host_aliases(self.topology, self.topology.links_of(self.section, self.name)))
            .put("tolerations", self.tolerations)
            .put("topologySpreadConstraints", self.spread(origin));
        let tree = Tree::new(origin).put("pod", pod).put(container, pod::operand_security());
        if self.racked { tree.put("initContainer", pod::operand_security()) } else { tree }
    }

    fn pull_secrets(&self) -> Vec<Tree> {
        let entry = |secret: &Val<NameText>| {
            Tree::new(&secret.origin).put("name", access::secret_name(self.topology, &secret.value.0))
        };
        self.image_pull_secrets.iter().map(entry).collect()
    }

    fn spread(&self, origin: &Origin) -> Vec<Tree> {
        let selector = peer::selector(self.topology, self.name, origin);
        let zoned = !self.topology.zones(&self.place.kubernetes).is_empty();
        match selector {
            Some(selector) if self.topology.profile == Profile::Production => {
                pod::soft_spread(&selector, zoned)
            }
            _ => Vec::new(),
        }
    }
}

/// The `rack` of a client whose Kafka cluster has one on the same nodes' zones: it reads from its own zone.
pub(in crate::plan) fn rack(topology: &Topology, link: &Link) -> Option<Tree> {
    let rack = topology.strimzi(&link.to.cluster)?.rack.as_ref()?.on()?;
    let home = topology.places.get(&link.to.cluster)?;
    if link.place.as_ref()?.kubernetes != home.kubernetes {
        return None;
    }
    let key = rack.topology_key.as_ref().map_or(pod::ZONE, |key| key.value.as_str());
    let origin = Origin::derived(format!("kafka/{}/rack", link.to.cluster), rack.origin.span());
    Some(Tree::new(&origin).put("topologyKey", key))
}
