//! How many addresses fit where, at the very boundary: one more does not, and what cannot be known is not said.

use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

/// The codes a blueprint of one AKS cluster earns.
fn codes(subnet: &str, profile: &str, pools: &str, rest: &str) -> Vec<&'static str> {
    let text = format!(
        "apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {{name: sizes}}
versions: {{kubernetes: \"1.35\", hdinsight: \"5.1\"}}
networks:
  vnet: {{addressSpace: [10.224.0.0/12], subnets: {{nodes: {{addressPrefix: {subnet}}}, pods: {{addressPrefix: 10.230.0.0/24}}}}}}
kubernetes:
  aks:
    provider: aks
    subnet: vnet/nodes
    networkProfile: {profile}
    nodePools: {pools}
    namespaces: {{apps: {{}}}}
{rest}"
    );
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "sizes.yaml".into(), bytes: text.into(), files: &files });
    let mut codes: Vec<&str> = compiled.diagnostics.iter().map(|d| d.code.id).collect();
    codes.dedup();
    codes
}

const IN_SUBNET: &str = "{networkPlugin: azure, serviceCidr: 172.20.0.0/16}";
const TOO_FEW: [&str; 1] = ["too-few-addresses"];
const NOTHING: [&str; 0] = [];

fn overlay(range: &str) -> String {
    format!(
        "{{networkPlugin: azure, networkPluginMode: overlay, podCidr: {range}, serviceCidr: 172.20.0.0/16}}"
    )
}

#[test]
fn pods_in_the_subnet_of_their_nodes() {
    // Fifty nodes and one more, with thirty pods each: 51 + 51 * 30 = 1581.
    let fifty = "{system: {count: 50}}";
    assert_eq!(codes("10.224.0.0/21", IN_SUBNET, fifty, ""), NOTHING);
    assert_eq!(codes("10.224.0.0/22", IN_SUBNET, fifty, ""), TOO_FEW);
    // 8 * 31 = 248 of 251; 8 * 32 = 256.
    assert_eq!(codes("10.224.0.0/24", IN_SUBNET, "{system: {count: 7}}", ""), NOTHING);
    assert_eq!(codes("10.224.0.0/24", IN_SUBNET, "{system: {count: 7, maxPods: 31}}", ""), TOO_FEW);
    assert_eq!(
        codes("10.224.0.0/24", IN_SUBNET, "{system: {count: 7, maxPods: 31, maxSurge: 0}}", ""),
        NOTHING
    );
    assert_eq!(
        codes("10.224.0.0/24", IN_SUBNET, "{system: {minCount: 1, count: 1, maxCount: 8}}", ""),
        TOO_FEW
    );
}

#[test]
fn pools_are_upgraded_one_by_one() {
    // 3 + 3 nodes with 35 pods, one more: 7 * 36 = 252. Two more at once would be said to be too many one pod earlier.
    let pools = |pods: u32| format!("{{a: {{count: 3, maxPods: {pods}}}, b: {{count: 3, maxPods: {pods}}}}}");
    assert_eq!(codes("10.224.0.0/24", IN_SUBNET, &pools(34), ""), NOTHING);
    assert_eq!(codes("10.224.0.0/24", IN_SUBNET, &pools(35), ""), TOO_FEW);
}

#[test]
fn pods_with_a_subnet_of_their_own_come_in_blocks() {
    // 15 nodes with one more take 256 addresses in blocks of 16, and 251 are there; 14 take 240.
    let of = |count: u32| format!("{{system: {{count: {count}, podSubnet: vnet/pods}}}}");
    assert_eq!(codes("10.224.0.0/24", IN_SUBNET, &of(14), ""), NOTHING);
    assert_eq!(codes("10.224.0.0/24", IN_SUBNET, &of(15), ""), TOO_FEW);
}

#[test]
fn nodes_of_an_overlay() {
    // A /28 has eleven addresses: ten nodes and one more.
    assert_eq!(codes("10.224.0.0/28", &overlay("192.168.0.0/16"), "{system: {count: 10}}", ""), NOTHING);
    assert_eq!(codes("10.224.0.0/28", &overlay("192.168.0.0/16"), "{system: {count: 11}}", ""), TOO_FEW);
    // A /20 is sixteen times a /24.
    assert_eq!(codes("10.224.0.0/24", &overlay("192.168.0.0/20"), "{system: {count: 15}}", ""), NOTHING);
    assert_eq!(codes("10.224.0.0/24", &overlay("192.168.0.0/20"), "{system: {count: 16}}", ""), TOO_FEW);
    assert_eq!(codes("10.224.0.0/24", &overlay("192.168.0.0/25"), "{system: {count: 1}}", ""), TOO_FEW);
    assert_eq!(codes("10.224.0.0/24", &overlay("192.168.0.0/25"), "{system: {count: 0}}", ""), NOTHING);
}

#[test]
fn what_nobody_counts_is_not_said() {
    let overlay = overlay("192.168.0.0/24");
    assert_eq!(codes("10.224.0.0/29", &overlay, "{system: {vmSize: Standard_D4s_v5}}", ""), NOTHING);
    assert_eq!(codes("10.224.0.0/29", &overlay, "{}", ""), NOTHING);
    assert_eq!(codes("10.224.0.0/29", "{networkPlugin: none}", "{system: {count: 2}}", ""), NOTHING);
}

#[test]
fn clusters_in_one_subnet_are_counted_together() {
    let hdinsight = |brokers: usize| {
        let brokers: Vec<String> = (0..brokers).map(|n| format!("wn{n}-k: 10.224.0.{}", 4 + n)).collect();
        format!(
            "kafka:\n  hdi:\n    provider: hdinsight\n    clusterName: kafka-hdi\n    subnet: vnet/nodes\n    brokers: \
             {{{}}}\n    listeners: {{plaintext: {{protocol: PLAINTEXT, port: 9092, advertise: ip}}}}\n",
            brokers.join(", ")
        )
    };
    // 7 + 3 of HDInsight, 16 + 1 of AKS: all 27 of a /27.
    let profile = overlay("192.168.0.0/16");
    assert_eq!(codes("10.224.0.0/27", &profile, "{system: {count: 16}}", &hdinsight(3)), NOTHING);
    assert_eq!(codes("10.224.0.0/27", &profile, "{system: {count: 16}}", &hdinsight(4)), TOO_FEW);
    assert_eq!(codes("10.224.0.0/27", &profile, "{system: {count: 17}}", &hdinsight(3)), TOO_FEW);
}
