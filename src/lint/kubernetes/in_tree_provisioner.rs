use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::Minor;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("in-tree-provisioner", Severity::Warning, include_str!("in_tree_provisioner.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["SD46"],
    check: Check::Object(&[Kind::StorageClass], check),
};

/// In-tree provisioners, the minor of Kubernetes 1 that came without them, and the driver that stands in for them.
const GONE: &[(&str, u32, Option<&str>)] = &[
    ("kubernetes.io/aws-ebs", 27, Some("ebs.csi.aws.com")),
    ("kubernetes.io/azure-disk", 27, Some("disk.csi.azure.com")),
    ("kubernetes.io/azure-file", 30, Some("file.csi.azure.com")),
    ("kubernetes.io/cinder", 26, Some("cinder.csi.openstack.org")),
    ("kubernetes.io/gce-pd", 28, Some("pd.csi.storage.gke.io")),
    ("kubernetes.io/glusterfs", 26, None),
    ("kubernetes.io/rbd", 31, None),
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = object.at("provisioner") else { return };
    let Some(written) = node.as_str() else { return };
    let Some((_, gone, driver)) = GONE.iter().find(|(name, ..)| *name == written) else { return };
    let target = cx.targets.schema.kubernetes();
    if target < (Minor { major: 1, minor: *gone }) {
        return;
    }
    let title = object.title();
    let gone = format!("`{written}` of {title} is no part of Kubernetes since 1.{gone}");
    match driver {
        Some(driver) => cx
            .report(
                Place::Value(object, node),
                format!("{gone}: claims of this class wait unless the driver `{driver}` is there to take them over"),
            )
            .help(format!("write `provisioner: {driver}` in a class of another name, with the parameters of that driver"))
            .fix(Fix::risky().write(Place::Value(object, node), *driver)),
        None => cx
            .report(Place::Value(object, node), format!("{gone}, and no driver takes over: claims of this class wait for ever"))
            .severity(Severity::Error)
            .help("use a class of a driver that is installed in the cluster"),
    };
}
